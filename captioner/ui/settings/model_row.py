"""The embedded recogniser's models: which are here, and how the others get here."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from captioner.core.errors import ModelMissing
from captioner.core.settings import Settings
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.labels import label, quiet

_MEGABYTE = 1_000_000


class ModelRow(QWidget):
    """Says what the chosen model is, and downloads it if it is not here.

    What turns out to be no good is not chosen any more: the one before is.
    """

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._busy = self._ready = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        self._says = quiet(label(wrap=True))
        column.addWidget(self._says)
        row = QHBoxLayout()
        self._progress = QProgressBar()
        self._progress.setAccessibleName(tr("Download"))
        self._progress.hide()
        self._get = QPushButton(tr("Download"))
        self._get.clicked.connect(self._download)
        row.addWidget(self._progress, 1)
        row.addWidget(self._get)
        row.addStretch(1)
        column.addLayout(row)
        self.show_settings(commands.settings)

    def choices(self) -> dict[str, str]:
        """The models by name, with their labels."""
        return {name: made.label for name, made in self._commands.captioner.models.all().items()}

    def show_settings(self, settings: Settings) -> None:
        """Say how it stands with the chosen model."""
        models = self._commands.captioner.models
        model = models.all().get(settings.model)
        if model is None:
            self._says.setText(tr("There is no such model."))
            self._get.hide()
            return
        here = models.ready(settings.model)
        self._ready = settings.model if here else self._ready
        size = tr("{n} MB").format(n=round(model.size / _MEGABYTE))
        kept = tr("It is here.") if here else tr("It is not here yet.")
        self._says.setText(f"{tr(model.summary)} {size}. {kept}")
        self._get.setVisible(not here and not self._busy)

    def _download(self) -> None:
        self._busy = self._commands.settings.model
        self._get.hide()
        self._progress.show()
        self._commands.run(self._fetch)

    async def _fetch(self) -> None:
        def progress(there: int, wanted: int) -> None:
            self._progress.setRange(0, max(1, wanted // 1000))
            self._progress.setValue(there // 1000)
            if there >= wanted:
                self._says.setText(tr("Trying whether it reads a sample right…"))

        try:
            await self._commands.captioner.models.download(self._busy, progress)
        except ModelMissing:
            if self._ready and self._commands.settings.model == self._busy:
                self._commands.change("model", self._ready)
            raise
        finally:
            self._busy = ""
            self._progress.hide()
            self.show_settings(self._commands.settings)

"""Where transcripts lie, how large they are, and *Delete all*."""

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from captioner.app.keeping.stock import Held
from captioner.core.lines import clean
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.fitted import opened
from captioner.ui.parts.icons import icon, wear
from captioner.ui.parts.labels import label, quiet

_MEGABYTE = 1_000_000
_LARGE_ICON = QSize(32, 32)


class StockRow(QWidget):
    """Says it anew whenever it is shown."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._held: Held | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        self.says = label(wrap=True)
        self.place = quiet(label(wrap=True))
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folder = QPushButton(tr("Show folder"))
        self.folder.clicked.connect(self._show_folder)
        self.delete = QPushButton(tr("Delete all…"))
        wear(self.delete, "delete")
        self.delete.clicked.connect(self._ask)
        column.addWidget(self.says)
        column.addWidget(self.place)
        row = QHBoxLayout()
        row.addWidget(self.folder)
        row.addWidget(self.delete)
        row.addStretch(1)
        column.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        """Look what there is."""
        super().showEvent(event)
        self._commands.run(self._look)

    async def _look(self) -> None:
        self._held = held = await self._commands.captioner.stock.held()
        size = tr("{n} MB").format(n=f"{held.size / _MEGABYTE:.1f}")
        count = tr("{n} sessions").format(n=held.sessions)
        one = tr("1 session")
        self.says.setText(f"{one if held.sessions == 1 else count} · {size}")
        self.place.setText(clean(str(held.path)))
        self.delete.setEnabled(held.sessions > 0)

    def _show_folder(self) -> None:
        if self._held is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._held.path.parent)))

    def _ask(self) -> None:
        count = self._held.sessions if self._held is not None else 0
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIconPixmap(icon("delete").pixmap(_LARGE_ICON))
        box.setWindowTitle(tr("Delete all"))
        several = tr("Delete all {n} sessions?").format(n=count)
        box.setText(tr("Delete the one session?") if count == 1 else several)
        box.setInformativeText(
            tr("They are gone for good. A session that runs stays, and so does what you exported.")
        )
        delete = box.addButton(tr("Delete all"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)  # Return by mistake deletes nothing
        delete.clicked.connect(lambda: self._commands.run(self._delete_all))
        opened(box)

    async def _delete_all(self) -> None:
        try:
            await self._commands.captioner.stock.delete_all()
        finally:
            self._commands.library_changed.emit()
            await self._look()

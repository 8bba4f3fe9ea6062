"""*About*: versions, and the licences of all that is shipped."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from captioner.app import about
from captioner.ui.language import tr
from captioner.ui.parts.fitted import column_in, grown, stand_below
from captioner.ui.parts.labels import label, larger, quiet

_SIZE = QSize(560, 520)


class AboutWindow(QDialog):
    """Made when it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Captioner"))
        self.resize(grown(self, _SIZE))
        column = column_in(self)
        column.addWidget(larger(label("Captioner"), 1.4))
        column.addWidget(label(tr("Shows what people say. MIT licence."), wrap=True))
        versions = " · ".join(f"{part} {number}" for part, number in about.versions().items())
        column.addWidget(quiet(label(versions, wrap=True)))
        notices = QPlainTextEdit(about.notices())
        notices.setReadOnly(True)
        notices.setAccessibleName(tr("Licences of all that is shipped"))
        column.addWidget(label(tr("Licences of all that is shipped")))
        column.addWidget(notices, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        stand_below(self, buttons)

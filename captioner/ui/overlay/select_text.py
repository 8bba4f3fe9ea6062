"""A copy of the captions that takes the focus, so that text can be selected and copied."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from captioner.ui.language import tr
from captioner.ui.parts.fitted import column_in, grown, stand_below

SELECTABLE_LINES = 200


def show_text(text: str, parent: QWidget | None = None) -> QDialog:
    """Open the copy; it is gone when it is closed."""
    dialog = QDialog(parent, Qt.WindowType.WindowStaysOnTopHint)
    dialog.setWindowTitle(tr("Select text"))
    column = column_in(dialog)
    field = QPlainTextEdit(text)
    field.setReadOnly(True)
    field.setAccessibleName(tr("Captions"))
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    column.addWidget(field)
    buttons = QDialogButtonBox()
    copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)

    def copy_selection() -> None:
        if not field.textCursor().hasSelection():
            field.selectAll()
        field.copy()
        dialog.accept()

    copy.clicked.connect(copy_selection)
    buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    stand_below(dialog, buttons)
    dialog.resize(grown(dialog, QSize(560, 320)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    field.moveCursor(QTextCursor.MoveOperation.End)
    dialog.show()
    return dialog

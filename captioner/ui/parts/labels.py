"""Text that is shown as it is: nothing a server, user or device says is ever markup."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


def label(text: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """A label of plain text; the only place that makes one."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def on_button(text: str) -> str:
    """The text for a button or menu, where Qt takes a single & for the sign of a key."""
    return text.replace("&", "&&")


def native(key: str) -> str:
    """A key as this system writes it, such as Ctrl+, or ⌘,."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def in_tooltip(text: str) -> str:
    """The text for a tooltip, where Qt guesses whether it is markup."""
    return f"<p>{escape(text)}</p>" if QtText.mightBeRichText(text) else text


def quiet(made: QLabel) -> QLabel:
    """The label in the colour of secondary text."""
    made.setForegroundRole(made.foregroundRole().PlaceholderText)
    return made


def warning(made: QLabel) -> QLabel:
    """The label in the colour of what went wrong."""
    made.setProperty("warning", True)
    return made


def larger(made: QLabel, factor: float, *, bold: bool = True) -> QLabel:
    """The label in a heading's size."""
    font = made.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setBold(bold)
    made.setFont(font)
    return made


def rule() -> QFrame:
    """A fine line between what does not belong together."""
    made = QFrame()
    made.setObjectName("rule")
    return made

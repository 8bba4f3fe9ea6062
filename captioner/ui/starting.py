"""What a start shows before there is a window: that it waits, or why it cannot go on."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QHBoxLayout

from captioner.core.errors import CaptionerError
from captioner.ui.language import tr
from captioner.ui.parts.fitted import column_in, stand_below
from captioner.ui.parts.icons import icon
from captioner.ui.parts.labels import label
from captioner.ui.parts.status_text import error_text
from captioner.ui.parts.theme import use_theme
from captioner.ui.single_instance import Answer, Instance, ask, hand_over

_LOOK_EVERY_S = 0.3
_ASK_MS = 1000
_WIDTH = 340


class StartBox(QDialog):
    """One text and one button.

    Attributes:
        closed: Set once the user has closed it.
    """

    def __init__(self, text: str, picture: str, button: str) -> None:
        super().__init__()
        self.closed = asyncio.Event()
        self.setWindowTitle("Captioner")
        column = column_in(self)
        column.setSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(12)
        drawing = label()
        drawing.setPixmap(icon(picture).pixmap(24, 24))
        row.addWidget(drawing, 0, Qt.AlignmentFlag.AlignTop)
        self._text = label(wrap=True)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        buttons = QDialogButtonBox()
        buttons.addButton(button, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        stand_below(self, buttons)
        self.say(text)
        self.finished.connect(lambda _: self.closed.set())
        self.show()

    def say(self, text: str) -> None:
        """Show another text."""
        self._text.setText(text)
        self._text.setFixedSize(_WIDTH, self._text.heightForWidth(_WIDTH))
        self.adjustSize()


async def show_error(error: CaptionerError, quitting: asyncio.Event) -> None:
    """Say why there is no window, until the user has read it."""
    box = _dressed(error_text(error), "warning", tr("Close"))
    await _either(box.closed, quitting)
    box.deleteLater()


async def become_first(
    instance: Instance, profile: str, quitting: asyncio.Event, files: Sequence[Path] = ()
) -> bool:
    """Whether this is the first window of the profile; else the first one is shown.

    It gets the files that were to be captioned, too. One that is busy, or that is saving its
    last words, is waited for, in sight of the user.
    """
    box: StartBox | None = None
    try:
        while not instance.listen():
            answer = await asyncio.to_thread(ask, "show", profile, _ASK_MS)
            if answer is Answer.OK:
                for path in files:
                    await asyncio.to_thread(hand_over, path, profile)
                return False
            if quitting.is_set():
                return False
            box = box or _dressed("", "information", tr("Do not wait"))
            box.say(_why(answer))
            await _either(box.closed, quitting, limit_s=_LOOK_EVERY_S)
            if box.closed.is_set():
                return False
    finally:
        if box is not None:
            box.hide()
            box.deleteLater()
    return True


def _dressed(text: str, picture: str, button: str) -> StartBox:
    """A box in Captioner's look, which the settings are not known for yet."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        use_theme(app, "system")
    return StartBox(text, picture, button)


def _why(answer: Answer | None) -> str:
    if answer is Answer.LEAVING:
        return tr("Captioner is keeping the last words of your session. Then it opens.")
    return tr("Captioner is open but busy. Its window comes as soon as it answers.")


async def _either(*events: asyncio.Event, limit_s: float | None = None) -> None:
    """Wait for the first of these."""
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    await asyncio.wait(waiting, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
    for one in waiting:
        one.cancel()

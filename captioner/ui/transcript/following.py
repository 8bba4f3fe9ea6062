"""Keeping the newest text in sight until the user looks elsewhere.

Following is a state of its own. Only an act of the user changes it: the wheel, keys, the scroll
bar, a selection, a search, or *Live*. That the text grew, was laid out, or has another width is
none, though each of them moves the bar.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from captioner.ui.language import tr
from captioner.ui.parts.icons import wear

_FROM_CORNER = 6


class Following(QObject):
    """Moves the scroll bar of a text, and shows *Live* while it does not.

    Args:
        text: The text.
        laying_out: Whether the text is being laid out just now.
    """

    def __init__(self, text: QPlainTextEdit, laying_out: Callable[[], bool]) -> None:
        super().__init__(text)
        self.live = True
        self._text, self._laying_out = text, laying_out
        self._bar = text.verticalScrollBar()
        self._new = self._before = 0
        self._grows = True
        self._busy = 0
        self._button = QPushButton(text)
        wear(self._button, "live")
        self._button.setAccessibleName(tr("Go to the newest text"))
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self.go_live)
        self._button.hide()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._keep_up)
        self._bar.rangeChanged.connect(self._later.start)
        self._bar.valueChanged.connect(self._moved)
        text.selectionChanged.connect(self._selected)

    @property
    def button(self) -> QPushButton:
        """*Live*, with how many entries are new."""
        return self._button

    def begin(self) -> None:
        """Text will come: show the newest."""
        self._grows = True
        self._set(live=True)

    def rest(self) -> None:
        """The text is complete: there is no newest."""
        self._grows = False
        self._set(live=False)

    def go_live(self) -> None:
        """Show the newest text from now on."""
        self._set(live=True)
        self._keep_up()

    def leave(self) -> None:
        """The user looks at something else."""
        self._set(live=False)

    def wheeled(self, notch: int) -> None:
        """The wheel was turned; downwards it leads back, also where the bar is at its end."""
        if notch < 0 and self._at_end():
            self.go_live()

    @contextmanager
    def writing(self, new: int = 0) -> Iterator[None]:
        """While this lasts the text changes, and then `new` entries more are there."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1
        if not self.live:
            self._new += new
        self._keep_up()

    def place(self) -> None:
        """Put *Live* in its corner."""
        size, area = self._button.sizeHint(), self._text.viewport().geometry()
        left = area.right() - size.width() - _FROM_CORNER
        self._button.setGeometry(left, area.top() + _FROM_CORNER, size.width(), size.height())

    def _set(self, *, live: bool) -> None:
        self.live = live
        if live:
            self._new = 0
        self._show()

    def _show(self) -> None:
        counted = tr("Live · {n} new").format(n=self._new) if self._new else tr("Live")
        if counted != self._button.text():
            self._button.setText(counted)
            self.place()
        self._button.setVisible(self._grows and not self.live and self._bar.maximum() > 0)

    def _keep_up(self) -> None:
        if self.live and not self._busy:
            self._busy += 1
            self._bar.setValue(self._bar.maximum())
            self._busy -= 1
        self._show()

    def _at_end(self, spare: int = 0) -> bool:
        return self._bar.value() >= self._bar.maximum() - spare

    def _moved(self, value: int) -> None:
        """Whatever else moves the bar, be it a screen reader, does it for the user."""
        back, self._before = value < self._before, value
        if not self._busy and not self._laying_out():
            # A key that leads to the last line leaves the room below it out of sight.
            self._set(live=self._grows and self._at_end(spare=0 if back else 1))

    def _selected(self) -> None:
        if not self._busy:
            chosen = self._text.textCursor().hasSelection()
            self._set(live=self._grows and not chosen and self._at_end())

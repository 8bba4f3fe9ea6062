"""A window that never asks for more than its screen: what does not fit is scrolled to."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_FRAME = QSize(8, 40)
"""Room for a window's frame until the window manager has told how large it is, in pixels."""

_PLACING_MS = 1000
"""After being shown for so long it stands where the user has put it."""


def fitted(window: QWidget) -> QWidget:
    """A widget for everything that stands in `window`.

    The window becomes as large as that needs, as a layout of its own would make it, but never
    larger than the screen; where that is too small, the rest is scrolled to.
    """
    body = _Body()
    Fitting(window, body)
    return body


class _Body(QWidget):
    """What is scrolled: as high as its width needs, and no higher."""

    def least(self, width: int) -> QSize:
        """The size without which something would be cut, in a window of this width."""
        layout = self.layout()
        if layout is None:
            return super().minimumSizeHint()
        least = layout.totalMinimumSize()
        if layout.hasHeightForWidth():
            least.setHeight(layout.totalMinimumHeightForWidth(max(width, least.width())))
        return least

    def minimumSizeHint(self) -> QSize:
        """Qt adds the height for the width that there is."""
        layout = self.layout()
        least = super().minimumSizeHint()
        by_width = layout is not None and layout.hasHeightForWidth()
        return QSize(least.width(), 0) if by_width else least

    def heightForWidth(self, width: int) -> int:
        """The least: a text that scrolls by itself takes what is left."""
        return self.least(width).height()


class Fitting(QObject):
    """Keeps a window within its screen."""

    def __init__(self, window: QWidget, body: _Body) -> None:
        super().__init__(window)
        self._window, self._body = window, body
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        self._area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        around = QVBoxLayout(window)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._area)
        self._shown = QElapsedTimer()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._settle)
        window.installEventFilter(self)
        body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window appears or goes to another screen, or what stands in it needs more."""
        kind = event.type()
        if watched is self._window and kind is QEvent.Type.Show:
            self._fit()
            self._shown.start()
            self._later.start()
        elif watched is self._window and kind is QEvent.Type.Move:
            if self._is_new:
                self._later.start()  # the window manager has placed it, framed it
        elif watched is self._window and kind is QEvent.Type.ScreenChangeInternal:
            self._later.start()
        elif watched is self._body and kind is QEvent.Type.LayoutRequest:
            self._need()
            if self._is_new:
                self._later.start()  # what it waited for has come, such as the list of sources
        return super().eventFilter(watched, event)

    @property
    def _is_new(self) -> bool:
        """Whether it has only just been shown."""
        return self._shown.isValid() and not self._shown.hasExpired(_PLACING_MS)

    def _room(self) -> QSize:
        """The largest size that the window may have, without its frame."""
        free = self._window.screen().availableGeometry().size()
        frame = self._window.frameGeometry().size() - self._window.size()
        return free - frame.expandedTo(_FRAME)

    def _need(self) -> None:
        least = self._body.least(self._window.width())
        self._window.setMinimumSize(least.boundedTo(self._room()))

    def _fit(self) -> None:
        self._need()
        size = self._window.size().boundedTo(self._room())
        if size != self._window.size():
            self._window.resize(size)

    def _settle(self) -> None:
        """The frame is known now; and where the hands are expected has to be in sight."""
        if not self._window.isVisible():
            return
        self._fit()
        self._come_inside()
        here = self._window.focusWidget()
        if self._body.isAncestorOf(here):
            self._area.ensureWidgetVisible(here)

    def _come_inside(self) -> None:
        """Where the desktop has put it half beside the screen."""
        free, frame = self._window.screen().availableGeometry(), self._window.frameGeometry()
        left = max(free.left(), min(frame.left(), free.right() + 1 - frame.width()))
        top = max(free.top(), min(frame.top(), free.bottom() + 1 - frame.height()))
        if (left, top) != (frame.left(), frame.top()):
            self._window.move(left, top)

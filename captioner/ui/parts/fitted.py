"""A window that never asks for more than its screen: what does not fit is scrolled to."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from captioner.ui.parts.labels import rule
from captioner.ui.parts.viewport import viewport_of

_FRAME = QSize(8, 40)
"""Room for a window's frame until the window manager has told how large it is, in pixels."""

_PLACING_MS = 1000
"""After being shown for so long it stands where the user has put it."""

_ITS_OWN = Qt.FindChildOption.FindDirectChildrenOnly
"""A dialogue that belongs to a window is a child of it, with a fitting of its own."""

_USUAL = 7
"""The width of a usual letter, in pixels."""

_BESIDE, _ABOVE, _BELOW = 14, 12, 12
"""Between the edges of a window and what stands in it, in pixels."""


def grown(window: QWidget, size: QSize) -> QSize:
    """A window's first size: as given for usual text, and larger where text is larger."""
    return size * max(1.0, window.fontMetrics().averageCharWidth() / _USUAL)


def fitted(window: QWidget) -> QWidget:
    """A widget for everything that stands in `window`.

    The window becomes as large as that needs, as a layout of its own would make it, but never
    larger than the screen; where that is too small, the rest is scrolled to.
    """
    body = _Body()
    Fitting(window, body)
    return body


def column_in(window: QWidget) -> QVBoxLayout:
    """A column for everything that stands in `window`, which is `fitted`."""
    column = QVBoxLayout(fitted(window))
    column.setContentsMargins(_BESIDE, _ABOVE, _BESIDE, _BELOW)
    return column


def stand_below(window: QWidget, buttons: QWidget) -> "Foot":
    """Put the buttons of a `fitted` window below what is scrolled, where they stay in sight."""
    [fitting] = window.findChildren(Fitting, options=_ITS_OWN)
    foot = Foot(buttons)
    fitting.hold_below(foot)
    return foot


def opened(dialog: QDialog) -> None:
    """Open a dialogue that stays within its screen, and is gone for good once it is closed."""
    if dialog.findChild(Inside, options=_ITS_OWN) is None:
        Inside(dialog)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


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


class Foot(QWidget):
    """Buttons, parted by a line from what is scrolled above them."""

    def __init__(self, buttons: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(_BESIDE, 0, _BESIDE, _BELOW)
        column.setSpacing(_BELOW)
        self.line = rule()
        self.line.hide()
        column.addWidget(self.line)
        column.addWidget(buttons)


class Inside(QObject):
    """Keeps a window of any make within its screen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown = QElapsedTimer()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._settle)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window appears, or goes to another screen."""
        kind = event.type()
        if watched is not self._window:
            return False
        if kind is QEvent.Type.Show:
            self._fit()
            self._shown.start()
            self._later.start()
        elif (kind is QEvent.Type.Move and self._is_new) or (
            kind is QEvent.Type.ScreenChangeInternal
        ):
            self._later.start()  # the window manager has placed it, framed it
        return False

    @property
    def _is_new(self) -> bool:
        """Whether it has only just been shown."""
        return self._shown.isValid() and not self._shown.hasExpired(_PLACING_MS)

    def _room(self) -> QSize:
        """The largest size that the window may have, without its frame."""
        free = self._window.screen().availableGeometry().size()
        frame = self._window.frameGeometry().size() - self._window.size()
        return free - frame.expandedTo(_FRAME)

    def _fit(self) -> None:
        size = self._window.size().boundedTo(self._room())
        if size != self._window.size():
            self._window.resize(size)

    def _settle(self) -> None:
        """The frame is known now."""
        if self._window.isVisible():
            self._fit()
            self._come_inside()

    def _come_inside(self) -> None:
        """Where the desktop has put it half beside the screen."""
        free, frame = self._window.screen().availableGeometry(), self._window.frameGeometry()
        left = max(free.left(), min(frame.left(), free.right() + 1 - frame.width()))
        top = max(free.top(), min(frame.top(), free.bottom() + 1 - frame.height()))
        if (left, top) != (frame.left(), frame.top()):
            self._window.move(left, top)


class Fitting(Inside):
    """Keeps a window within its screen, and what does not fit into it within reach."""

    def __init__(self, window: QWidget, body: _Body) -> None:
        super().__init__(window)
        self._body = body
        self._foot: Foot | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        viewport_of(self._area).setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        self._around = QVBoxLayout(window)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._around.setSpacing(0)
        self._around.addWidget(self._area)
        body.installEventFilter(self)

    def hold_below(self, foot: Foot) -> None:
        """See `stand_below`."""
        self._foot = foot
        self._around.addWidget(foot)
        foot.installEventFilter(self)
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, last: foot.line.setVisible(last > 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands in the window needs more or less, too."""
        if watched in (self._body, self._foot) and event.type() is QEvent.Type.LayoutRequest:
            self._need()
            if self._is_new:
                self._later.start()  # what it waited for has come, such as the list of sources
        return super().eventFilter(watched, event)

    def _need(self) -> None:
        room = self._room()
        least = self._body.least(self._window.width())
        if self._foot is not None and not self._foot.isHidden():
            below = self._foot.minimumSizeHint()
            least = QSize(max(least.width(), below.width()), least.height() + below.height())
        if least.height() > room.height():
            least += QSize(self._area.verticalScrollBar().sizeHint().width(), 0)
        self._window.setMinimumSize(least.boundedTo(room))

    def _fit(self) -> None:
        self._need()
        super()._fit()

    def _settle(self) -> None:
        """Where the hands are expected has to be in sight, too."""
        super()._settle()
        here = self._window.focusWidget()
        if self._window.isVisible() and self._body.isAncestorOf(here):
            self._area.ensureWidgetVisible(here)

"""The caption window: floats above everything, never takes the focus, goes where it is put."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QGuiApplication,
    QHideEvent,
    QMouseEvent,
    QResizeEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QStyle, QWidget

from captioner.core.called import Names
from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.ui.commands import RUNNING, Commands
from captioner.ui.desktop import Desktop
from captioner.ui.language import tr
from captioner.ui.model import Model
from captioner.ui.overlay.among import Among
from captioner.ui.overlay.caption_view import CaptionView, Clock
from captioner.ui.overlay.controls import OverlayControls
from captioner.ui.overlay.drag import Drag, cursor_for, edges_at
from captioner.ui.overlay.holding import Holding
from captioner.ui.overlay.look import MARGIN, Look
from captioner.ui.overlay.pacing import Pacing
from captioner.ui.overlay.place import snapped
from captioner.ui.overlay.standing import Standing, screen_at
from captioner.ui.overlay.status_row import OverlayStatus
from captioner.ui.overlay.telling import Telling
from captioner.ui.overlay.voices import CaptionVoices

_INSET = 12
_LOWER = 5


class OverlayWindow(QWidget):
    """Captions, status row and controls in one frameless window.

    Args:
        commands: What its buttons do.
        model: What it shows.
        desktop: How this desktop keeps a window on top.
        clock: Milliseconds, for the age of text.
    """

    more_wanted = Signal(QPoint)
    """The menu is wanted; near this point of the screen."""

    def __init__(self, commands: Commands, model: Model, desktop: Desktop, clock: Clock) -> None:
        super().__init__()
        self._commands, self._model, self._desktop = commands, model, desktop
        self._settings = commands.settings
        self._drag: Drag | None = None
        self.holding = Holding(self)
        self._standing = Standing(self, commands, self.sizeHint, docks=desktop.docks)
        self._pointed = self._holds = False
        self.click_through = False
        self.setWindowTitle(tr("Captions"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)  # it is never the active one
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        look = Look.of(self._settings)
        self.view = CaptionView(look, clock, steady=_steady(self._settings), parent=self)
        self.view.setMouseTracking(True)
        self.view.use_names(Names(self._settings.names))
        self.voices = CaptionVoices(self.view, self.holding, commands, model)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.status = OverlayStatus(look, self)
        self.controls = OverlayControls(self)
        self.telling = Telling(self.status, self.view, commands, model)
        self.pacing = Pacing(self.view, model, clock)
        self.pacing.hurried.connect(self.telling.hurried)
        self.among = Among(self, desktop, commands, self._standing, self.telling)
        self._connect()
        self._wear()

    def _connect(self) -> None:
        commands, model, controls = self._commands, self._model, self.controls
        controls.mute.connect(commands.mute_or_unmute)
        controls.pause.connect(commands.pause_or_resume)
        controls.smaller.connect(lambda: self._change_size(-1))
        controls.larger.connect(lambda: self._change_size(1))
        controls.more.connect(self.more_wanted)
        controls.close_overlay.connect(self._close)
        self.status.to_live.connect(self.view.go_live)
        commands.settings_changed.connect(self._use)
        commands.keys_changed.connect(self._describe)
        model.heard_final.connect(self.among.come_above)
        model.measured.connect(self.status.show_level)
        model.now_in_state.connect(self._in_state)
        model.now_muted.connect(self._describe)
        model.now_called.connect(self._wear)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            screens = application.screenAdded, application.screenRemoved
            for moved in (*screens, application.primaryScreenChanged):
                moved.connect(self.take_place)
        self._describe()

    # What it says

    def _in_state(self, state: State) -> None:
        self._describe()
        if state is not State.LISTENING:
            self.status.bars.rest()
        if state is State.STOPPING:
            self.view.go_live()  # what there is to say comes first now

    def _describe(self, *_: object) -> None:
        model = self._model
        self.controls.describe(self._commands, model.state, muted=model.is_muted)

    def _close(self) -> None:
        """Stop, save, and say so for a moment; with nothing to stop, the overlay goes."""
        if self._model.state in RUNNING:
            self._commands.stop()
        else:
            self._commands.hide_overlay()

    # How it looks and where it is

    def _wear(self, _: object = None) -> None:
        """Look as the settings say, with room for whoever speaks."""
        look = Look.of(self._settings, self.voices.who)
        if look != self.view.look or _steady(self._settings) != self.view.steady:
            self.view.set_look(look, steady=_steady(self._settings))
            self.status.set_look(look)
        self.view.use_who(self.voices.who)
        if self._drag is None:
            self.take_place()

    def _change_size(self, steps: int) -> None:
        """A button that is pressed stays under the pointer, to be pressed again."""
        self._holds = self._pointed
        self._commands.change_text_size(steps)

    def _use(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        if settings.names != before.names:
            self.view.use_names(Names(settings.names))
        self._wear()
        self._describe()
        self.among.use(before)

    def take_place(self, _: object = None) -> None:
        """Stand where the user put it, or where it can be seen."""
        rect = self._standing.rect()
        if self._holds:
            held = self.controls.mapToGlobal(QPoint(0, 0))
            rect.moveTopLeft(held - self._controls_in(rect.size()).topLeft())
        self.setGeometry(rect)
        self.among.reserve()

    def move_to_screen(self, screen: QScreen) -> None:
        """Stand at the same height of another screen, in its middle."""
        self._standing.move_to_screen(screen)
        self.take_place()

    def step_aside(self, covered: Sequence[QRect], window: QRect) -> None:
        """Cover nothing that is in use, unless the user has put it there; see `clear`."""
        self._standing.step_aside(covered, window)
        self.take_place()

    def sizeHint(self) -> QSize:
        """As the settings say."""
        return self.view.look.size().toSize()

    def showEvent(self, _: QShowEvent) -> None:
        """It comes to the screen."""
        self.among.shown()

    def hideEvent(self, _: QHideEvent) -> None:
        """It is gone, and gives back the room it had of its own."""
        self.among.reserve()

    def resizeEvent(self, _: QResizeEvent) -> None:
        """Arrange the parts."""
        self.view.setGeometry(self.rect())
        height = int(self.view.look.status_height)
        top = self.height() - MARGIN - _LOWER - height
        width = self.width() - 2 * (MARGIN + _INSET)
        self.status.setGeometry(MARGIN + _INSET + 4, top, width - 8, height)
        self.controls.setGeometry(self._controls_in(self.size()))

    def _controls_in(self, size: QSize) -> QRect:
        """Where the controls are in an overlay of this size."""
        height = int(self.view.look.status_height)
        hint = self.controls.sizeHint()
        left = size.width() - MARGIN - _INSET + 6 - hint.width()
        top = size.height() - MARGIN - _LOWER - height + (height - hint.height()) // 2
        place = QRect(QPoint(left, top), hint)
        return QStyle.visualRect(self.layoutDirection(), QRect(QPoint(), size), place)

    # The pointer

    def set_click_through(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Let clicks through to what is below, while it is shown."""
        if not self.isVisible():
            return
        self._desktop.let_clicks_through(self, on=on)
        self.click_through = on
        if on:
            self._leave()
            key = self._settings.hotkey_click_through
            told = tr("Clicks go through. {key} ends it.") if key else tr("Clicks go through.")
            self.telling.notice(told.format(key=key))

    @property
    def pointed(self) -> bool:
        """Whether the pointer is on it."""
        return self._pointed

    def enterEvent(self, _: QEnterEvent) -> None:
        """Show the controls while the pointer is here, and what the reader looks at."""
        self._pointed = True
        self.view.seen.hold(True)
        self.controls.appear()
        self.status.leave_room(self.controls.width())

    def leaveEvent(self, _: QEvent) -> None:
        """The pointer is elsewhere."""
        self._leave()

    def _leave(self) -> None:
        self._pointed = False
        self.view.seen.hold(False)
        if self._holds:
            self._holds = False
            self.take_place()
        self.controls.leave_soon()
        self.status.leave_room(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge, or of the whole."""
        if event.button() == Qt.MouseButton.RightButton:
            self.more_wanted.emit(event.globalPosition().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton:
            self.holding.press(event.globalPosition())
            if not self.voices.press(event.position()):
                self._take_hold(event)

    def _take_hold(self, event: QMouseEvent) -> None:
        if self._settings.locked or self._standing.edge != "off":
            return
        edges = edges_at(event.position(), QSize(self.width(), self.height()))
        if self._desktop.moves_by_itself:
            self._drag = Drag(self.geometry(), event.globalPosition(), edges)
        elif edges:
            self.windowHandle().startSystemResize(edges)
        else:
            self.windowHandle().startSystemMove()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or resize; without a button, show what an edge would do."""
        self.holding.move(event.globalPosition())
        if self.holding.on:
            return
        if self.voices.drags():
            self._take_hold(event)
        if self._drag is None:
            edges = edges_at(event.position(), QSize(self.width(), self.height()))
            still = self._settings.locked or self._standing.edge != "off"
            named = self.view.voice_at(event.position())
            cursor = cursor_for(Qt.Edge(0) if still else edges)
            self.setCursor(Qt.CursorShape.PointingHandCursor if named else cursor)
            return
        rect = self._drag.rect(event.globalPosition())
        if not self._drag.edges:
            rect = snapped(rect, screen_at(event.globalPosition()).availableGeometry())
        self.setGeometry(rect)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Name the voice that was pressed, or remember place and size."""
        self.voices.release(event.globalPosition().toPoint())
        self.holding.release()
        drag, self._drag = self._drag, None
        if drag is None or self.geometry() == drag.start:
            return
        rect, look = self.geometry(), self.view.look
        if drag.edges:
            self._commands.change("width", max(20, min(100, look.characters_in(rect.width()))))
            self._commands.change("lines", max(1, min(6, look.lines_in(rect.height()))))
        self._standing.remember(rect, screen_at(QPointF(rect.center())))
        self.take_place()

    def wheelEvent(self, event: object) -> None:
        """Scroll back in place."""
        self.view.wheelEvent(event)  # type: ignore[arg-type] # Qt hands a QWheelEvent


def _steady(settings: Settings) -> bool:
    return settings.steadiness == "steady"

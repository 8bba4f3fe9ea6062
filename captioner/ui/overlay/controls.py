"""The overlay's buttons: there when the pointer is, gone shortly after it left."""

from PySide6.QtCore import (
    QEasingCurve,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QColor, QCursor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from captioner.core.session import State
from captioner.core.sources import BOTH
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.menus import mute_text
from captioner.ui.overlay.look import CONTROL
from captioner.ui.overlay.painting import faded
from captioner.ui.parts.icons import tinted

STAY_MS = 1500
_FADE_MS = 200
_ICON = 22
_CAN_PAUSE = (State.STARTING, State.LISTENING, State.PAUSED)


class OverlayButton(QAbstractButton):
    """A button that never takes the focus and wears the captions' colour."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.colour = "#ffffff"
        self.strength = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """A square that a finger can hit."""
        return QSize(CONTROL, CONTROL)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the icon, on a pale ground while it is pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon = tinted(self.icon_name, self.colour)
        painter.setOpacity(self.strength)
        pointed = self.rect().contains(self.mapFromGlobal(QCursor.pos()))  # Qt may know it late
        if pointed and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(QColor(self.colour), 0.32 if self.isDown() else 0.18))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)
        edge = (self.width() - _ICON) // 2
        painter.setOpacity(self.strength * (0.95 if self.isEnabled() else 0.4))
        icon.paint(painter, QRect(edge, edge, _ICON, _ICON))


class OverlayControls(QWidget):
    """Mute where there is a microphone beside a meeting; pause, smaller, larger, more and close."""

    mute = Signal()
    pause = Signal()
    smaller = Signal()
    larger = Signal()
    more = Signal(QPoint)
    close_overlay = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._mute = self._button("microphone", self.mute)
        self._mute.hide()
        self._pause = self._button("pause", self.pause)
        self._smaller = self._button("smaller", self.smaller)
        self._larger = self._button("larger", self.larger)
        self._more = OverlayButton("more", self)
        self._more.clicked.connect(self._ask_for_more)
        row.addWidget(self._more)
        self._close = self._button("close", self.close_overlay)
        self._fade = QVariantAnimation(self, duration=_FADE_MS, startValue=1.0, endValue=0.0)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._fade.valueChanged.connect(self._dim)
        self._fade.finished.connect(self.hide)
        self._leave = QTimer(self, singleShot=True, interval=STAY_MS)
        self._leave.timeout.connect(self.fade)
        self.hide()

    def _button(self, icon: str, signal: object) -> OverlayButton:
        made = OverlayButton(icon, self)
        made.clicked.connect(signal)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(made)
        return made

    def describe(self, commands: Commands, state: State, *, muted: bool) -> None:
        """Name every button, with the key that does the same."""
        settings = commands.settings
        self._mute.setVisible(settings.source == BOTH)
        self._mute.icon_name = "muted" if muted else "microphone"
        self._mute.setEnabled(state is not State.IDLE)
        self._name(self._mute, mute_text(on=muted), commands.key("hotkey_mute"))
        paused = state is State.PAUSED
        self._pause.icon_name = "resume" if paused else "pause"
        self._pause.setEnabled(state in _CAN_PAUSE)
        name = tr("Resume") if paused else tr("Pause")
        self._name(self._pause, name, commands.key("hotkey_pause"))
        self._name(self._smaller, tr("Smaller text"))
        self._name(self._larger, tr("Larger text"))
        self._name(self._more, tr("More"))
        runs = state in (*_CAN_PAUSE, State.WAITING)
        self._name(self._close, tr("Stop and save") if runs else tr("Hide captions"))
        for button in self.findChildren(OverlayButton):
            button.colour = settings.text_colour
            button.update()

    def _name(self, button: OverlayButton, name: str, key: str = "") -> None:
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})" if key else name)

    def appear(self) -> None:
        """Be there at once."""
        self._leave.stop()
        self._fade.stop()
        self._dim(1.0)
        self.show()

    def leave_soon(self) -> None:
        """The pointer has left: stay a little, then fade."""
        self._leave.start()

    def fade(self) -> None:
        """Fade away."""
        self._fade.start()

    def _dim(self, strength: float) -> None:
        for button in self.findChildren(OverlayButton):
            button.strength = strength
            button.update()

    def _ask_for_more(self) -> None:
        self.more.emit(self._more.mapToGlobal(QPoint(0, 0)))

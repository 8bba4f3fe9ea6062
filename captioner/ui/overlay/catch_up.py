"""What was said in the last minute, large over everything, for as long as it is held."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from captioner.core.captions import DASH
from captioner.core.lines import clean
from captioner.core.settings import Settings
from captioner.core.transcript import Segment
from captioner.ui.desktop import Desktop
from captioner.ui.desktop.plain import Stance
from captioner.ui.language import tr
from captioner.ui.model import Model
from captioner.ui.overlay.look import RADIUS, Look
from captioner.ui.parts.labels import label
from captioner.ui.parts.voice_colours import beside, shown_name

SPAN_MS = 60_000
"""How much of what was said last is shown."""

_WHILE_MS = 15_000
"""How long it stays where nothing is held."""

_AROUND = 32
_LARGEST, _SMALLEST, _STEP = 2.0, 0.75, 0.25
"""Sizes of the text, in sizes of the captions."""

_SOLID = 0.96


class CatchUp(QWidget):
    """Never takes the focus, and is written anew while words come.

    Args:
        model: What was said.
        desktop: How this desktop keeps a window on top.
        settings: How captions look.
    """

    def __init__(self, model: Model, desktop: Desktop, settings: Settings) -> None:
        super().__init__()
        self._model = model
        self.setWindowTitle(tr("Captioner: the last minute"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text = label(wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
        self._hint = label(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND // 2)
        column.addWidget(self._text, 1)
        column.addWidget(self._hint)
        self._ends = QTimer(self, singleShot=True, interval=_WHILE_MS)
        self._ends.timeout.connect(self.hide)
        above = settings.above_fullscreen
        desktop.prepare(self, Stance.ABOVE_ALL if above else Stance.FLOATING)
        self._desktop = desktop
        self.use(settings)
        for signal in (
            model.heard_partial,
            model.heard_final,
            model.taken_back,
            model.opened,
            model.now_called,
        ):
            signal.connect(self._write)

    @property
    def text(self) -> str:
        """What it shows."""
        return self._text.text()

    def use(self, settings: Settings) -> None:
        """Look like the captions, with a ground that nothing shines through."""
        self._look = Look.of(settings)
        ground = QColor(self._look.box)
        ground.setAlphaF(_SOLID)
        self._ground = ground
        for part in (self._text, self._hint):
            palette = part.palette()
            palette.setColor(part.foregroundRole(), self._look.text)
            part.setPalette(palette)
        self._hint.setFont(self._look.small_font)

    def hold(self, beside: QWidget) -> None:
        """Show the last minute until it is let go.

        Args:
            beside: On the screen of this window.
        """
        self._hint.setText(tr("The last minute. Let go to end."))
        self._ends.stop()
        self._appear(beside)

    def stay_a_while(self, beside: QWidget) -> None:
        """Show the last minute until it is pressed, or for a while."""
        self._hint.setText(tr("The last minute. Press here to end."))
        self._ends.start()
        self._appear(beside)

    def let_go(self) -> None:
        """It is not held any more."""
        self._ends.stop()
        self.hide()

    def _appear(self, beside: QWidget) -> None:
        free = beside.screen().availableGeometry()
        around = min(_AROUND, free.width() // 20)
        self.setGeometry(free.adjusted(around, around, -around, -around))
        self.show()
        self.raise_()
        QTimer.singleShot(0, self._shown)
        self._write()

    def _shown(self) -> None:
        if self.isVisible():
            self._desktop.shown(self)

    def _write(self, _: object = None) -> None:
        if not self.isVisible():
            return
        said = self._said()
        text = "\n".join(said) or tr("Nothing was said in the last minute.")
        wide = self.width() - 2 * _AROUND
        high = self.height() - 2 * _AROUND - self._hint.sizeHint().height()
        size = _LARGEST
        while size > _SMALLEST and self._height(text, size, wide) > high:
            size -= _STEP
        while len(said) > 1 and self._height(text, size, wide) > high:
            said = said[1:]  # the newest is what matters
            text = "\n".join(said)
        self._text.setFont(self._font(size))
        self._text.setText(text)
        self._text.setAccessibleName(text)

    def _font(self, size: float) -> QFont:
        font = QFont(self._look.font)
        font.setPointSizeF(font.pointSizeF() * size)
        return font

    def _height(self, text: str, size: float, width: int) -> int:
        self._text.setFont(self._font(size))
        wrap = Qt.TextFlag.TextWordWrap
        bounds = self._text.fontMetrics().boundingRect(QRect(0, 0, width, 1), int(wrap), text)
        return bounds.height()

    def _said(self) -> list[str]:
        """What was said last, line by line, each with who said it where that changes."""
        segments = [item for item in self._model.items.values() if isinstance(item, Segment)]
        segments.sort(key=lambda item: item.start_ms)
        lines = [(item.label, item.text, item.end_ms) for item in segments]
        for spoken in self._model.open.values():
            if spoken.words:
                who = spoken.words[0].speaker or spoken.lane.label
                lines.append((who, spoken.text, spoken.words[-1].end_ms))
        newest = max((end for *_, end in lines), default=0)
        made: list[str] = []
        before = ""
        for who, text, end_ms in lines:
            if end_ms >= newest - SPAN_MS and text.strip():
                name = shown_name(self._model.cast, who)
                named = f"{beside(name, text)}:" if name and name != before else DASH
                made.append(f"{named} {clean(text)}")
                before = name
        return made

    def mousePressEvent(self, _: QMouseEvent) -> None:
        """Pressed, it goes."""
        self.let_go()

    def paintEvent(self, _: QPaintEvent) -> None:
        """The ground of the captions, solid."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)

"""How captions look: fonts, colours and sizes made from the settings."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

from captioner.core.contrast import Paint, contrast, is_light, readable, tail_opacity
from captioner.core.settings import Settings
from captioner.ui.overlay.who import Who
from captioner.ui.parts.voice_colours import PALETTES

FULL_SIZE_PT = 24.0
RADIUS = 12.0
"""The corner of the box, in logical pixels."""

MARGIN = 7
"""Around the box: where the window's colour shows, and where its edges are taken hold of."""

CONTROL = 32
"""The edge of a control in the status row, in logical pixels."""

NOBODY = Who()
_PADDING = 14.0
_AMBERS = ("#7a4300", "#ffd58a")
_SAMPLE = "the five boxing wizards jump quickly at dawn"
_WEIGHTS = {
    "normal": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "bold": QFont.Weight.Bold,
}


@dataclass(frozen=True)
class Look:
    """What is needed to paint captions; made once per change of a setting."""

    font: QFont
    text: QColor
    text_opacity: float
    tail_opacity: float
    call: QColor
    """Behind a line in which the user is called."""
    edge: str
    edge_colour: QColor
    box: QColor
    window: QColor
    centred: bool
    lines: int
    characters: int
    who: tuple[str, ...] = ()
    """Who may stand before a line, besides a dash."""

    @staticmethod
    def of(settings: Settings, who: Who = NOBODY) -> "Look":
        """The look that the settings describe, with room for who speaks."""
        text, box = QColor(settings.text_colour), QColor(settings.box_colour)
        window = QColor(settings.window_colour)
        text_opacity = settings.text_opacity / 100
        box.setAlphaF(settings.box_opacity / 100)
        window.setAlphaF(settings.window_opacity / 100)
        return Look(
            font=_font(settings),
            text=text,
            text_opacity=text_opacity,
            tail_opacity=tail_opacity(
                Paint(_rgb(text), text_opacity), Paint(_rgb(box), box.alphaF())
            ),
            call=_call(text),
            edge=settings.outline,
            edge_colour=QColor("black" if is_light(_rgb(text)) else "white"),
            box=box,
            window=window,
            centred=settings.alignment == "centre",
            lines=settings.lines,
            characters=settings.width,
            who=who.texts(settings),
        )

    @cached_property
    def voices(self) -> tuple[QColor, ...]:
        """A colour for each voice, which is read wherever the words are."""
        text = Paint(_rgb(self.text), self.text_opacity)
        box = Paint(_rgb(self.box), self.box.alphaF())
        palette = PALETTES[is_light(_rgb(self.text))]
        wanted = (_rgb(QColor(colour)) for colour in palette)
        return tuple(QColor(*map(round, readable(colour, text, box))) for colour in wanted)

    def voice(self, place: int) -> QColor:
        """The colour of the how-manieth voice; that of the words for none."""
        return self.voices[place % len(self.voices)] if place >= 0 else self.text

    @cached_property
    def metrics(self) -> QFontMetricsF:
        """The measures of the captions' font."""
        return QFontMetricsF(self.font)

    @cached_property
    def line_height(self) -> float:
        """From one baseline to the next, in logical pixels."""
        return round(self.metrics.height() * 1.12)

    @cached_property
    def gutter(self) -> float:
        """The room before each line in which a dash, or who speaks, stands."""
        widest = max(map(self.metrics.horizontalAdvance, self.who), default=0.0)
        return round(max(widest, self.metrics.horizontalAdvance("–")) + self.space)

    @cached_property
    def space(self) -> float:
        """Between what stands in the gutter and the words."""
        return self.metrics.horizontalAdvance("– ") * 1.1 - self.metrics.horizontalAdvance("–")

    @cached_property
    def small_font(self) -> QFont:
        """For the status row and the age of text: readable, never loud."""
        font = QFont(self.font)
        font.setWeight(QFont.Weight.Normal)
        font.setPointSizeF(max(10.0, min(15.0, self.font.pointSizeF() * 0.5)))
        return font

    @cached_property
    def status_height(self) -> float:
        """The height of the status row."""
        return max(float(CONTROL), QFontMetricsF(self.small_font).height() + 8)

    def text_width(self, characters: int) -> float:
        """The width of about so many characters of running text."""
        return self.metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters

    def characters_in(self, outer_width: float) -> int:
        """How many characters a line holds in an overlay of this width."""
        room = self.room(outer_width)
        return round(room * len(_SAMPLE) / self.metrics.horizontalAdvance(_SAMPLE))

    def lines_in(self, outer_height: float) -> int:
        """How many lines an overlay of this height holds."""
        inner = outer_height - 2 * MARGIN - 1.5 * _PADDING - self.status_height
        return round(inner / self.line_height)

    def room(self, outer_width: float) -> float:
        """The width of a line in an overlay of this width."""
        return max(1.0, outer_width - 2 * MARGIN - 2 * _PADDING - self.gutter)

    @cached_property
    def text_left(self) -> float:
        """Where a line's words start, from the overlay's left edge."""
        return MARGIN + _PADDING + self.gutter

    @cached_property
    def text_top(self) -> float:
        """Where the first line's space starts, from the overlay's top edge."""
        return MARGIN + _PADDING

    def size(self) -> QSizeF:
        """The size of an overlay of these lines and characters."""
        width = self.text_width(self.characters) + self.gutter + 2 * _PADDING + 2 * MARGIN
        height = self.lines * self.line_height + 1.5 * _PADDING + self.status_height + 2 * MARGIN
        return QSizeF(round(width), round(height))


def _call(text: QColor) -> QColor:
    """Of two ambers the one on which this text is read."""
    return max(map(QColor, _AMBERS), key=lambda ground: contrast(_rgb(text), _rgb(ground)))


def _font(settings: Settings) -> QFont:
    general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFont(settings.font or general.family())
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPointSizeF(FULL_SIZE_PT * settings.text_size / 100)
    font.setWeight(_WEIGHTS[settings.weight])
    return font


def _rgb(colour: QColor) -> tuple[float, float, float]:
    return float(colour.red()), float(colour.green()), float(colour.blue())

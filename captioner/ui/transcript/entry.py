"""What an entry of a transcript says and how its parts look. As plain text it reads as well."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, IntEnum, auto
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QTextBlock, QTextCharFormat

from captioner.core.cast import Cast
from captioner.core.events import Partial
from captioner.core.lines import clean
from captioner.core.transcript import Gap, GapKind, Item, Mark, Segment, start_of
from captioner.ui.language import tr
from captioner.ui.parts.theme import colours
from captioner.ui.parts.voice_colours import beside, shown_name, voice_colour

_SMALLER = 0.88


class Kind(IntEnum):
    """What a block of the text holds; it keeps this as its state."""

    SAID = 0
    OPEN = 1
    MISSING = 2
    PAUSED = 3
    MARK = 4


class Look(Enum):
    """How a part of an entry looks."""

    TIME = auto()
    DASH = auto()
    WHO = auto()
    TEXT = auto()
    SWAPPED = auto()
    QUIET = auto()
    MISSING = auto()
    FLAG = auto()
    MARK = auto()


Run = tuple[str, Look]
_SAME_BLOCK = "\N{LINE SEPARATOR}"
_SAYS = ": "
DASH = " – "
"""Stands between time and text where text is copied; on screen the columns do that."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One block of the text.

    Attributes:
        kind: What it holds.
        runs: Its parts.
        voice: The place of the voice that speaks in it; below 0 for none.
    """

    kind: Kind
    runs: tuple[Run, ...]
    voice: int = -1

    @property
    def text(self) -> str:
        """The whole as plain text."""
        return "".join(text for text, _ in self.runs)

    @property
    def lead(self) -> Run:
        """What stands before the words and stays while they are written anew, if anything."""
        leads = (run for run in self.runs if run[1] in (Look.WHO, Look.FLAG))
        return next(leads, ("", Look.TEXT))

    @property
    def who(self) -> tuple[int, int]:
        """From where to where in the text it is said who speaks; twice the same for nowhere."""
        start = 0
        for text, look in self.runs:
            if look is Look.WHO:
                return start, start + len(text) - len(_SAYS)
            start += len(text)
        return 0, 0


def entry_of(item: Item, began: datetime, cast: Cast) -> Entry:
    """What stands for an item of a session that began at this moment, with these voices."""
    time = ((clock(began, start_of(item)), Look.TIME), (DASH, Look.DASH))
    if isinstance(item, Mark):
        note = clean(item.note) or tr("Marked")
        return Entry(Kind.MARK, (*time, ("⚑ ", Look.FLAG), (note, Look.MARK)))
    if isinstance(item, Gap):
        if item.kind is GapKind.PAUSED:
            until = tr("paused until {time}").format(time=clock(began, item.end_ms))
            return Entry(Kind.PAUSED, (*time, (until, Look.QUIET)))
        if item.kind is GapKind.MUTED:
            until = tr("microphone muted until {time}").format(time=clock(began, item.end_ms))
            return Entry(Kind.PAUSED, (*time, (until, Look.QUIET)))
        if item.kind is GapKind.OFF_THE_RECORD:
            until = tr("off the record until {time}").format(time=clock(began, item.end_ms))
            return Entry(Kind.PAUSED, (*time, (until, Look.QUIET)))
        return Entry(Kind.MISSING, (*time, (_missing(item), Look.MISSING)))
    name = beside(shown_name(cast, item.label), item.text)
    who = ((name + _SAYS, Look.WHO),) if name else ()
    unsaved = () if item.saved else ((f"  ({tr('not saved')})", Look.MISSING),)
    return Entry(Kind.SAID, (*time, *who, *_said(item), *unsaved), cast.place(item.label))


def _said(segment: Segment) -> Iterator[Run]:
    """The text; words that boost swapped in are dotted, as they are in the captions."""
    text = clean(segment.text)
    pieces, words = text.split(" "), segment.words
    if len(pieces) != len(words) or not any(word.boosted for word in words):
        yield text, Look.TEXT
        return
    pairs = zip(pieces, words, strict=True)
    for number, (swapped, group) in enumerate(groupby(pairs, key=lambda pair: pair[1].boosted)):
        if number:
            yield " ", Look.TEXT
        yield " ".join(piece for piece, _ in group), Look.SWAPPED if swapped else Look.TEXT


def open_entry(partials: Iterable[Partial], cast: Cast) -> Entry:
    """What stands for what is being said; in two lanes, a line for each."""
    said = [(shown_name(cast, one.lane.label), clean(one.text)) for one in partials]
    lines = [f"{beside(who, text)}{_SAYS}{text}" if who else text for who, text in said if text]
    return Entry(Kind.OPEN, ((_SAME_BLOCK.join(lines), Look.QUIET),))


def starts_with_time(block: QTextBlock) -> bool:
    """Whether the block's first line begins in the column of times."""
    return block.userState() not in (-1, Kind.OPEN)


def time_font(font: QFont) -> QFont:
    """The font of times, for a text in this font."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * _SMALLER)
    return made


def formats(font: QFont) -> dict[Look, QTextCharFormat]:
    """The looks in the colours in use."""
    scheme = colours()
    small = time_font(font)
    return {
        Look.TIME: _format(small, scheme.quiet),
        Look.DASH: _format(small, ""),
        Look.WHO: _format(font, scheme.text, QFont.Weight.DemiBold),
        Look.TEXT: _format(font, scheme.text),
        Look.SWAPPED: _dotted(_format(font, scheme.text)),
        Look.QUIET: _format(font, scheme.quiet),
        Look.MISSING: _format(font, scheme.warn, QFont.Weight.DemiBold),
        Look.FLAG: _format(font, scheme.accent, QFont.Weight.DemiBold),
        Look.MARK: _format(font, scheme.accent, QFont.Weight.DemiBold),
    }


def voice_format(base: QTextCharFormat, voice: int) -> QTextCharFormat:
    """The look of a name, in the colour of the voice at this place."""
    if voice < 0:
        return base
    made = QTextCharFormat(base)
    made.setForeground(QColor(voice_colour(voice)))
    return made


def clock(began: datetime, at_ms: int) -> str:
    """The time of day."""
    return f"{began + timedelta(milliseconds=at_ms):%H:%M}"


def _missing(gap: Gap) -> str:
    seconds = max(1, round((gap.end_ms - gap.start_ms) / 1000))
    whose = f"{tr(gap.lane.label)}: " if gap.lane.label else ""
    missing = tr("{n} s missing: {reason}").format(n=seconds, reason=clean(tr(gap.reason)))
    return whose + missing


def _dotted(made: QTextCharFormat) -> QTextCharFormat:
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return made


def _format(font: QFont, colour: str, weight: QFont.Weight | None = None) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontPointSize(font.pointSizeF())
    made.setForeground(QColor(colour) if colour else QBrush(Qt.GlobalColor.transparent))
    if weight is not None:
        made.setFontWeight(weight)
    return made

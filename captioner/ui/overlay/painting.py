"""Painting words: each is outlined once and kept, because stroking costs most of a frame."""

import unicodedata
from collections import OrderedDict
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)

from captioner.core.captions import Line
from captioner.core.lines import Measure, Piece
from captioner.ui.overlay.look import Look

CACHED_WORDS = 256
_MEASURED_WORDS = 4096


class WordCache:
    """Outlined words as pixmaps, the least recently used going first.

    Args:
        look: Font, colour and edge of the words.
        ratio: Device pixels in a logical pixel.
    """

    def __init__(self, look: Look, ratio: float) -> None:
        self.ratio = ratio
        self._look = look
        self._kept: OrderedDict[tuple[str, bool, int], tuple[QPixmap, QPointF]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def paint(
        self, painter: QPainter, at: QPointF, word: str, *, leftwards: bool, voice: int = -1
    ) -> None:
        """Paint `word` with its baseline starting at `at`, in the colour of a voice if any."""
        key = word, leftwards, voice
        kept = self._kept.get(key)
        if kept is None:
            colour = self._look.voice(voice)
            kept = self._kept[key] = self._outlined(word, colour, leftwards=leftwards)
            if len(self._kept) > CACHED_WORDS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        pixmap, offset = kept
        painter.drawPixmap(at + offset, pixmap)

    def _outlined(self, word: str, colour: QColor, *, leftwards: bool) -> tuple[QPixmap, QPointF]:
        metrics = self._look.metrics
        edge = ceil(metrics.height() * 0.12) + 2
        ink = metrics.boundingRect(word)
        width = max(ink.right(), metrics.horizontalAdvance(word)) - min(ink.left(), 0.0)
        tall = metrics.height() * 2  # marks may be stacked high, but not without end
        above = min(max(metrics.ascent(), -ink.top()), tall)
        below = min(max(metrics.descent(), ink.bottom()), tall)
        origin = QPointF(edge - min(ink.left(), 0.0), edge + above)
        pixmap = QPixmap(
            ceil((width + 2 * edge) * self.ratio), ceil((above + below + 2 * edge) * self.ratio)
        )
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font)
        direction = Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        self._paint_edge(painter, origin, word)
        painter.setPen(colour)
        painter.drawText(origin, word)
        painter.end()
        return pixmap, -origin

    def _paint_edge(self, painter: QPainter, origin: QPointF, word: str) -> None:
        thin = max(1.0, self._look.metrics.height() / 24)
        match self._look.edge:
            case "uniform":
                path = QPainterPath()
                path.addText(origin, self._look.font, word)
                pen = QPen(self._look.edge_colour, 2 * thin)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.strokePath(path, pen)
            case "shadow":
                self._paint_copies(painter, origin, word, (thin, 1.5 * thin, 2 * thin))
            case "raised":
                self._paint_copies(painter, origin, word, (0.5 * thin, thin))
            case "depressed":
                self._paint_copies(painter, origin, word, (-0.5 * thin, -thin))
            case _:
                pass

    def _paint_copies(
        self, painter: QPainter, origin: QPointF, word: str, offsets: tuple[float, ...]
    ) -> None:
        painter.setPen(self._look.edge_colour)
        for offset in offsets:
            painter.drawText(origin + QPointF(offset, offset), word)


def measure_with(look: Look) -> Measure:
    """The painted width of a text; remembered, since words come again and again."""
    metrics = look.metrics

    @lru_cache(maxsize=_MEASURED_WORDS)
    def measure(text: str) -> float:
        return metrics.horizontalAdvance(text)

    return measure


class LinePainter:
    """Paints whole lines of captions.

    Args:
        look: How they look.
        measure: The width of a text in that look.
        ratio: Device pixels in a logical pixel.
    """

    def __init__(self, look: Look, measure: Measure, ratio: float) -> None:
        self.words = WordCache(look, ratio)
        self._look = look
        self._measure = measure

    def paint(self, painter: QPainter, line: Line, area: QRectF, voice: int = -1) -> float:
        """Paint a line into its area (without the gutter before it).

        Args:
            painter: Of the captions.
            line: What is painted.
            area: Where.
            voice: The place of the voice in whose colour the marker is; below 0 for none.

        Returns:
            The width it took.
        """
        text = line.text
        leftwards = _leftwards(text)
        places, width = self._places(line, text, leftwards=leftwards)
        squeeze = min(1.0, area.width() / width) if width else 1.0
        start = self._start(area, width * squeeze, leftwards=leftwards)
        baseline = area.top() + (area.height() - self._look.metrics.height()) / 2
        baseline = round(baseline + self._look.metrics.ascent())
        painter.save()
        painter.translate(start, baseline)
        painter.save()
        painter.scale(squeeze, 1.0)
        for piece, left in zip(line.pieces, places, strict=True):
            self._paint_piece(painter, piece, left, leftwards=leftwards)
        painter.restore()
        if line.marker:
            left = self._marker_left(width * squeeze, leftwards=leftwards)
            self._paint_marker(painter, line.marker, left, voice, leftwards=leftwards)
        painter.restore()
        return width * squeeze

    def _start(self, area: QRectF, width: float, *, leftwards: bool) -> float:
        if self._look.centred:
            return round(area.left() + (area.width() - width) / 2)
        if leftwards:
            return round(area.right() - self._look.gutter - width)
        return round(area.left())

    def _paint_piece(
        self, painter: QPainter, piece: Piece, left: float, *, leftwards: bool
    ) -> None:
        look = self._look
        painter.setOpacity(look.text_opacity if piece.firm else look.tail_opacity)
        self.words.paint(painter, QPointF(left, 0), piece.text, leftwards=leftwards)
        if piece.doubtful:
            pen = QPen(look.text, max(1.5, look.metrics.lineWidth() * 1.2))
            pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
            below = look.metrics.underlinePos() + pen.widthF() + 1
            painter.drawLine(QPointF(left, below), QPointF(left + self._measure(piece.text), below))

    def marker_area(self, line: Line, area: QRectF) -> QRectF:
        """Where a line's marker stands, if its words are painted into this area."""
        text = line.text
        leftwards = _leftwards(text)
        _, width = self._places(line, text, leftwards=leftwards)
        width = min(width, area.width())
        start = self._start(area, width, leftwards=leftwards)
        left = start + self._marker_left(width, leftwards=leftwards)
        return QRectF(left, area.top(), self._look.gutter, area.height())

    def _marker_left(self, width: float, *, leftwards: bool) -> float:
        """From the start of the words to that of the marker."""
        return width + self._look.space if leftwards else -self._look.gutter

    def _paint_marker(
        self, painter: QPainter, marker: str, left: float, voice: int, *, leftwards: bool
    ) -> None:
        painter.setOpacity(self._look.text_opacity)
        room = self._look.gutter - self._look.space
        taken = self._measure(marker)
        if taken > room:
            painter.translate(left, 0)
            painter.scale(room / taken, 1.0)
            left = 0
        at = QPointF(left, 0)
        self.words.paint(painter, at, marker, leftwards=leftwards, voice=voice)

    def _places(self, line: Line, text: str, *, leftwards: bool) -> tuple[list[float], float]:
        """Where each piece starts, and the width of all; `text` is the line's."""
        if leftwards or _has_leftwards(text):
            return self._places_both_ways(line, text, leftwards=leftwards)
        places: list[float] = []
        used = 0.0
        for index, piece in enumerate(line.pieces):
            if index and not piece.joined:
                used += self._measure(" ")
            places.append(used)
            used += self._measure(piece.text)
        return places, used

    def _places_both_ways(
        self, line: Line, text: str, *, leftwards: bool
    ) -> tuple[list[float], float]:
        """As Qt's own layout orders words where both writing directions meet."""
        layout = QTextLayout(text, self._look.font)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        row = layout.createLine()
        row.setLineWidth(1e6)
        layout.endLayout()
        places: list[float] = []
        position = 0
        for index, piece in enumerate(line.pieces):
            if index and not piece.joined:
                position += 1
            runs = row.glyphRuns(position, _utf16(piece.text))
            glyphs = (glyph.x() for run in runs for glyph in run.positions())
            places.append(min(glyphs, default=0.0))
            position += _utf16(piece.text)
        left = min(places, default=0.0)
        return [place - left for place in places], row.naturalTextWidth()


def _utf16(text: str) -> int:
    """The length in the units Qt counts in."""
    return len(text.encode("utf-16-le")) // 2


def _has_leftwards(text: str) -> bool:
    return not text.isascii() and any(
        unicodedata.bidirectional(char) in ("R", "AL") for char in text
    )


def _leftwards(text: str) -> bool:
    """The direction of its first letter that has one, as Unicode Annex 9 rule P2 says."""
    for char in text:
        match unicodedata.bidirectional(char):
            case "R" | "AL":
                return True
            case "L":
                return False
            case _:
                pass
    return False


def elided(text: str, metrics: QFontMetricsF, width: float) -> str:
    """The text, cut with an ellipsis if it does not fit."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def faded(colour: QColor, opacity: float) -> QColor:
    """The colour, less solid."""
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from captioner.core.captions import Line
from captioner.core.lines import Piece
from captioner.core.settings import Settings
from captioner.ui.overlay.look import Look
from captioner.ui.overlay.painting import CACHED_WORDS, LinePainter, WordCache, measure_with

AREA = QRectF(40, 0, 560, 50)


def line(text: str, *, marker: str = "", firm: bool = True, doubtful: bool = False) -> Line:
    pieces = tuple(Piece(word, firm=firm, doubtful=doubtful) for word in text.split())
    return Line((1, 0), pieces, marker, finished=False, at_ms=0)


class Canvas:
    """An image to paint on, and what was painted."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.look = Look.of(settings or Settings(outline="none"))
        self.measure = measure_with(self.look)
        self.image = QImage(640, 50, QImage.Format.Format_ARGB32_Premultiplied)
        self.image.fill(QColor(0, 0, 0, 0))
        self.lines = LinePainter(self.look, self.measure, 1.0)

    def paint(self, what: Line) -> float:
        painter = QPainter(self.image)
        width = self.lines.paint(painter, what, AREA)
        painter.end()
        return width

    def inked(self) -> tuple[int, int]:
        """The leftmost and rightmost columns with ink."""
        columns = [
            x for x in range(640) for y in range(50) if self.image.pixelColor(x, y).alpha() > 40
        ]
        return min(columns), max(columns)

    def strongest(self) -> int:
        return max(self.image.pixelColor(x, y).alpha() for x in range(640) for y in range(50))


@pytest.fixture
def canvas(qapp) -> Canvas:
    return Canvas()


def test_a_line_starts_at_the_start_of_its_area(canvas):
    canvas.paint(line("hello"))
    assert 38 <= canvas.inked()[0] <= 46


def test_a_dash_stands_before_the_line_and_moves_no_word(canvas):
    plain = canvas.paint(line("hello"))
    right = canvas.inked()[1]
    assert canvas.paint(line("hello", marker="–")) == plain
    assert canvas.inked()[0] < 38
    assert canvas.inked()[1] == right


def test_a_line_that_is_too_wide_is_painted_narrower(canvas):
    width = canvas.paint(line("much too wide " * 6))
    assert width == pytest.approx(AREA.width())
    assert canvas.inked()[1] <= AREA.right() + 1


def test_the_tail_is_dimmer_than_what_is_firm(canvas):
    canvas.paint(line("hello", firm=False))
    assert 150 < canvas.strongest() < 180


def test_words_written_leftwards_stand_at_the_right(canvas):
    canvas.paint(line("שלום לכולם"))
    assert canvas.inked()[1] > 500
    assert canvas.inked()[0] > 200


def test_words_written_leftwards_keep_their_order_within_a_line_written_rightwards(canvas):
    said = line("say שלום עולם now")
    places, width = canvas.lines._places(said, said.text, leftwards=False)
    say, first, second, now = places
    assert say < second < first < now < width


def test_a_doubtful_word_is_underlined_with_dots(canvas):
    canvas.paint(line("hello"))
    before = canvas.image.copy()
    canvas.paint(line("hello", doubtful=True))
    assert canvas.image != before


@pytest.mark.parametrize("edge", ["uniform", "shadow", "raised", "depressed"])
def test_every_edge_adds_something_to_the_letters(qapp, edge):
    plain, edged = Canvas(), Canvas(Settings(outline=edge))
    plain.paint(line("hello"))
    edged.paint(line("hello"))
    assert plain.image != edged.image


def test_centred_lines_stand_in_the_middle(qapp):
    canvas = Canvas(Settings(outline="none", alignment="centre"))
    canvas.paint(line("hello"))
    left, right = canvas.inked()
    assert (left + right) / 2 == pytest.approx(AREA.center().x(), abs=4)


@pytest.mark.parametrize(
    "text", ["\u0301\u0302", "👩‍👧", "🇩🇪", "\u200d", "ﷺ", "e" + "\u0301" * 500]
)
def test_strange_words_can_be_painted(canvas, text):
    canvas.paint(line(text))


def test_the_cache_is_bounded_and_lets_the_oldest_go(qapp):
    canvas = Canvas()
    cache = WordCache(canvas.look, 1.0)
    painter = QPainter(canvas.image)
    for number in range(CACHED_WORDS + 50):
        cache.paint(painter, QPointF(0, 30), f"w{number}", leftwards=False)
        cache.paint(painter, QPointF(0, 30), "often", leftwards=False)
    painter.end()
    assert len(cache) == CACHED_WORDS
    assert ("often", False, -1) in cache._kept
    assert ("w0", False) not in cache._kept

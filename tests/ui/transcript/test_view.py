from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo, QTextLine

from captioner.core.transcript import Gap, GapKind, Mark
from captioner.ui.parts.theme import DARK, LIGHT, colours, use_theme
from captioner.ui.transcript.entry import Kind
from captioner.ui.transcript.view import TranscriptView
from tests.ui.stage import STARTED, final, partial


def lines(view: TranscriptView) -> list[str]:
    return view.toPlainText().splitlines()


def test_items_stand_in_the_order_of_time_whenever_they_come(view):
    view.add(final("Late.", 2, 120_000))
    view.add(final("Early.", 1, 0))
    view.add(Mark(at_ms=61_000, note="Budget"))
    view.add(Gap(start_ms=70_000, end_ms=96_000, kind=GapKind.LOST, reason="unplugged"))
    view.add(Gap(start_ms=100_000, end_ms=119_000, kind=GapKind.PAUSED, reason=""))
    assert lines(view) == [
        "10:02 – Early.",
        "10:03 – ⚑ Budget",
        "10:03 – 26 s missing: unplugged",
        "10:03 – paused until 10:03",
        "10:04 – Late.",
    ]


def test_the_open_utterance_is_the_last_line_until_its_final(view):
    view.add(final("One.", 1))
    view.show_open(partial("two", 2))
    view.show_open(partial("two three", 2))
    assert lines(view) == ["10:02 – One.", "two three"]
    view.add(final("Two, three.", 2, 5000))
    assert lines(view) == ["10:02 – One.", "10:02 – Two, three."]


def test_a_letter_that_comes_after_its_line_stands_before_it_and_may_become_another(view):
    for speaker in ("", "B", "A"):
        view.add(replace(final("Yes.", 1), speaker=speaker))
        view.add(final("Next.", 2, 5000))
        shown = f"{speaker}: Yes." if speaker else "Yes."
        assert lines(view) == [f"10:02 – {shown}", "10:02 – Next."]


def test_the_open_utterance_stays_last_when_something_is_filled_in(view):
    view.show_open(partial("now", 9))
    view.add(Mark(at_ms=1000))
    assert lines(view) == ["10:02 – ⚑ Marked", "now"]
    view.show_open(partial("", 9))
    assert lines(view) == ["10:02 – ⚑ Marked"]


def test_a_twin_replaces_its_first_form(view):
    view.add(final("hello there", 1))
    view.add(final("other", 2, 3000))
    view.add(final("Hello there.", 1))
    assert lines(view) == ["10:02 – Hello there.", "10:02 – other"]


def test_what_is_not_on_disk_says_so_until_it_is(view):
    view.add(final("Hello.", 1, saved=False))
    assert lines(view) == ["10:02 – Hello.  (not saved)"]
    view.add(final("Hello.", 1))
    assert lines(view) == ["10:02 – Hello."]


def test_a_whole_session_is_filled_in_at_once(view):
    view.fill(STARTED, [final("Two.", 2, 60_000), final("One.", 1, 0)])
    assert lines(view) == ["10:02 – One.", "10:03 – Two."]


def test_an_ended_session_has_no_open_utterance(view):
    view.add(final("One.", 1))
    view.show_open(partial("two", 2))
    view.end_open()
    assert lines(view) == ["10:02 – One."]


def test_markup_and_controls_are_no_more_than_text(view):
    view.add(final("<b>bold</b> \u202eevil", 1))
    assert lines(view) == ["10:02 – <b>bold</b> evil"]


def test_it_follows_what_is_said_until_the_user_scrolls_away(view, qtbot):
    for turn in range(60):
        view.add(final("Words and words.", turn, 1000 * turn))
    assert view.is_live
    assert not view.following.button.isVisible()
    view.verticalScrollBar().setValue(0)
    assert view.following.button.isVisible()
    view.add(final("New.", 99, 99_000))
    assert not view.is_live
    view.following.button.click()
    assert view.is_live


def test_finding_goes_on_from_the_other_end(view):
    view.fill(STARTED, [final("one two one", 1), final("two one", 2, 2000)])
    found = []
    for _ in range(4):
        assert view.look_for("one")
        found.append(view.textCursor().position())
    assert len(set(found)) == 3
    assert found[3] == found[0]
    assert view.look_for("two", backwards=True)
    assert not view.look_for("three")
    assert not view.look_for("")


def test_its_text_can_be_selected_by_mouse_and_keyboard_but_not_changed(view):
    flags = view.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert view.isReadOnly()


def test_wrapped_lines_hang_under_their_text_beside_the_times(view):
    view.add(final("Words and more words and still more words than fit on one line.", 1))
    first, second = lines_of(view, 0)[:2]
    assert first.x() < second.x()
    assert second.x() == pytest.approx(first.cursorToX(len("10:02 – "))[0], abs=1.5)
    view.show_open(partial("words that are being spoken", 2))
    assert lines_of(view, 1)[0].x() == second.x()


def test_nothing_stands_before_a_text_from_right_to_left_that_nobody_is_known_to_say(view):
    view.add(final("בוקר טוב"))
    assert view.toPlainText() == "10:02 – בוקר טוב"


def test_a_text_from_right_to_left_hangs_under_its_text_too(view):
    view.add(final("בוקר טוב לכולם ועוד מילים רבות שאינן נכנסות בשורה אחת של החלון", 1))
    first, second = lines_of(view, 0)[:2]
    text = first.cursorToX(len("10:02 – "))[0]
    assert text < first.naturalTextRect().right()
    assert second.naturalTextRect().right() == pytest.approx(text, abs=6)


def test_lines_have_air_and_entries_more(view):
    size = QFontInfo(view.font()).pixelSize()
    view.add(final("Words and more words and still more words than fit on one line.", 1))
    view.add(final("Other words.", 2, 3000))
    first, second = lines_of(view, 0)[:2]
    assert 1.35 <= (second.y() - first.y()) / size <= 1.5
    entry = view.blockBoundingGeometry(view.document().findBlockByNumber(0))
    assert entry.height() > len(lines_of(view, 0)) * (second.y() - first.y()) + size / 3


def test_missing_sound_stands_out_and_stays_marked_when_an_entry_comes_before_it(view):
    view.add(Gap(start_ms=70_000, end_ms=96_000, kind=GapKind.LOST, reason="unplugged"))
    view.add(final("Before.", 1, 0))
    view.add(final("After.", 2, 120_000))
    assert kinds(view) == [Kind.SAID, Kind.MISSING, Kind.SAID]
    assert colours().alert in colours_in(view)
    view.begin(STARTED)
    view.add(final("Nothing is missing.", 1, 0))
    assert colours().alert not in colours_in(view)


def test_entries_stay_what_they_are_whatever_comes_and_goes_beside_them(view):
    gap = Gap(start_ms=70_000, end_ms=96_000, kind=GapKind.LOST, reason="unplugged")
    view.show_open(partial("so", 9))
    view.add(gap)
    view.show_open(partial("so far", 9))
    assert kinds(view) == [Kind.MISSING, Kind.OPEN]
    view.add(final("So far.", 9, 120_000))
    view.add(Mark(at_ms=100_000))
    view.add(final("Between.", 4, 97_000))
    view.show_open(partial("and", 10))
    view.end_open()
    assert kinds(view) == [Kind.MISSING, Kind.SAID, Kind.MARK, Kind.SAID]
    view.add(final("First.", 1, 0))
    view.add(Mark(at_ms=100_000, note="Budget"))
    assert kinds(view) == [Kind.SAID, Kind.MISSING, Kind.SAID, Kind.MARK, Kind.SAID]


def test_with_the_theme_its_text_changes_its_colour(view, qapp):
    view.add(final("One.", 1))
    view.show_open(partial("two", 2))
    try:
        use_theme(qapp, "dark")
        assert lines(view) == ["10:02 – One.", "two"]
        first = view.document().firstBlock().begin()
        inks = set()
        while not first.atEnd():
            inks.add(first.fragment().charFormat().foreground().color().name())
            first += 1
        assert DARK.text in inks
        assert LIGHT.text not in inks
    finally:
        use_theme(qapp, "light")


def test_larger_text_keeps_its_columns(view):
    view.add(final("Words and more words and still more words than fit on one line.", 1))
    before = lines_of(view, 0)[1]
    small, indent = before.height(), before.x()
    view.zoomIn(8)
    first, second = lines_of(view, 0)[:2]
    assert second.height() > small
    assert second.x() > indent
    assert second.x() == pytest.approx(first.cursorToX(len("10:02 – "))[0], abs=1.5)


def test_between_two_lines_the_mouse_finds_the_nearest_one(view, qtbot):
    view.add(final("Words and more words and still more words than fit on one line.", 1))
    first, second = lines_of(view, 0)[:2]
    place = view.blockBoundingGeometry(view.document().firstBlock()).translated(
        view.contentOffset()
    )
    between = round(place.top() + (first.y() + first.height() + second.y()) / 2)
    for y in range(between - 2, between + 3):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(150, y))
        column = view.textCursor().positionInBlock()
        line = first if column < second.textStart() else second
        assert line.cursorToX(column)[0] == pytest.approx(150, abs=8)


def test_while_it_is_empty_it_says_what_to_do(view):
    view.setPlaceholderText("Press Start.")
    said = colours_in(view)
    view.setPlaceholderText("")
    assert len(said) > len(colours_in(view))


def test_as_many_lines_can_be_scrolled_as_there_are(view):
    long = "Words and more words and still more words than fit on one line. " * 3
    for turn in range(40):
        view.add(final(long, turn, 1000 * turn))
    last = view.document().lastBlock()
    bottom = view.blockBoundingGeometry(last).translated(view.contentOffset()).bottom()
    assert bottom <= view.viewport().height() + 1
    view.verticalScrollBar().setValue(0)
    assert view.firstVisibleBlock().blockNumber() == 0


def kinds(view: TranscriptView) -> list[int]:
    """What the entries are, from the first to the last."""
    blocks = (view.document().findBlockByNumber(n) for n in range(view.document().blockCount()))
    return [block.userState() for block in blocks]


def lines_of(view: TranscriptView, number: int) -> list[QTextLine]:
    """The lines of an entry as they are laid out."""
    layout = view.document().findBlockByNumber(number).layout()
    return [layout.lineAt(line) for line in range(layout.lineCount())]


def colours_in(view: TranscriptView) -> set[str]:
    image = view.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }

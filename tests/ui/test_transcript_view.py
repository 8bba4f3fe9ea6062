import pytest

from captioner.core.transcript import Gap, GapKind, Mark
from captioner.ui.transcript_view import TranscriptView
from tests.ui.stage import STARTED, final, partial


@pytest.fixture
def view(qtbot) -> TranscriptView:
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(400, 200)
    with qtbot.waitExposed(view):
        view.show()
    view.begin(STARTED)
    return view


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
    assert not view._live.isVisible()
    view.verticalScrollBar().setValue(0)
    assert view._live.isVisible()
    view.add(final("New.", 99, 99_000))
    assert not view.is_live
    view._live.click()
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
    from PySide6.QtCore import Qt

    flags = view.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert view.isReadOnly()

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from captioner.core.events import SessionInformation
from captioner.core.settings import Settings
from captioner.core.transcript import Segment, Transcript
from captioner.ui.parts.list_rows import FACTS
from captioner.ui.parts.theme import colours
from captioner.ui.sessions.list import around
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.transcript.speakers_dialog import SpeakersDialog
from tests.ui.stage import Stage, final, session


def listed(window: SessionsWindow) -> list[str]:
    return [window.listing.list.item(row).text() for row in range(window.listing.list.count())]


def test_sessions_are_listed_by_day_newest_first(window):
    assert listed(window) == [
        "Tuesday 24 November 2026",
        "Tue 24 Nov 10:02, 54 min",
        "Design review (recovered)",
        "Friday 20 November 2026",
        "Old talk",
    ]


def test_the_first_page_is_there_before_the_others_and_days_are_said_once(window, stage):
    seen = []
    stage.app.library.size = 1
    stage.app.library.between = lambda: seen.append(listed(window))
    window.open_session("c")
    assert seen[0] == ["Tuesday 24 November 2026", "Tue 24 Nov 10:02, 54 min"]
    assert listed(window) == [
        "Tuesday 24 November 2026",
        "Tue 24 Nov 10:02, 54 min",
        "Design review (recovered)",
        "Friday 20 November 2026",
        "Old talk",
    ]
    assert window.reading.title.text() == "Old talk"  # it was on the last page


def test_what_the_user_chose_meanwhile_stays_chosen(window, stage):
    stage.app.library.size = 1
    stage.app.library.between = lambda: window.listing.list.setCurrentRow(1)
    window.open_session("c")
    assert window.reading.title.text() == "Tue 24 Nov 10:02, 54 min"


def test_a_later_search_ends_the_listing_of_an_earlier_one(window, stage):
    library = stage.app.library
    library.size = 1

    def search_on() -> None:
        library.between = None
        window.listing.search.setText("Old")
        window.refresh()

    library.between = search_on
    window.open_session("")
    assert listed(window) == ["Friday 20 November 2026", "Old talk"]


def test_the_key_that_closes_windows_closes_it(window):
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Close))
    assert not window.isVisible()


def test_nothing_chosen_offers_nothing_to_do(window):
    assert not any(button.isEnabled() for button in window.reading.buttons)


def test_a_chosen_session_can_be_read(window):
    window.open_session("c")
    assert window.view.toPlainText() == "08:00 – This was c."
    assert window.reading.title.text() == "Old talk"
    assert window.reading.facts.text() == "54 min · 2 sentences"
    assert all(button.isEnabled() for button in window.reading.buttons)


def test_searching_lists_what_was_found(window, qtbot):
    window.listing.search.setText("old")
    qtbot.waitUntil(
        lambda: listed(window)[-1:] == ["Old talk"] and window.listing.list.count() == 2
    )
    window.listing.search.setText("nowhere")
    said = "Nothing holds “nowhere”. Try fewer or other words."
    qtbot.waitUntil(lambda: window.listing.list.hint == said)
    assert window.listing.list.accessibleDescription() == said
    assert window.view.placeholderText() == ""


def test_what_was_found_stands_in_its_line_and_is_opened_there(window, stage):
    said = [final("Good morning.", 1)]
    said += [final(f"Words number {n}.", n, 9_000 * n) for n in range(2, 60)]
    said.append(final("Let us look at the yearly budget for travel.", 60, 600_000))
    said.append(final("The budget again.", 61, 700_000))
    one = session(id="n", title="Planning")
    stage.app.library.transcripts["n"] = Transcript(one, segments=tuple(said))
    window.listing.search.setText("budget")
    window.open_session("n")
    row = window.listing.list.item(1)
    assert row.text() == "Planning"
    assert row.data(FACTS) == "2 lines: …at the yearly budget for travel."
    assert row.toolTip() == "Let us look at the yearly budget for travel."
    spoken = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Planning, 2 lines: …at the yearly budget for travel."
    cursor = window.view.textCursor()
    assert cursor.selectedText() == "budget"
    assert cursor.blockNumber() == 59
    assert window.view.viewport().rect().contains(window.view.cursorRect())


def test_only_rows_in_sight_are_asked_where_they_hold_it(window, stage, qtbot):
    asked = []
    library = stage.app.library

    async def hits(session_id: str, words: str) -> tuple[Segment, ...]:
        asked.append(session_id)
        return library.transcripts[session_id].segments

    library.transcripts.clear()
    for n in range(60):
        one = session(id=f"s{n}", title=f"Budget {n}")
        library.transcripts[one.id] = Transcript(one, segments=(final("The budget.", 1),))
    library.hits = hits
    window.listing.search.setText("budget")
    window.refresh()
    assert "s0" in asked
    assert "s50" not in asked
    shown = window.listing.list
    assert shown.item(1).data(FACTS) == "1 line: The budget."
    shown.scrollToBottom()

    def last_facts() -> object:  # anew each time: the list may be filled again meanwhile
        return shown.item(shown.count() - 1).data(FACTS)

    qtbot.waitUntil(lambda: last_facts() == "1 line: The budget.")
    assert len(asked) == len(set(asked)) < 60


def test_a_session_of_a_matching_title_alone_keeps_its_times(window, stage):
    window.listing.search.setText("Old")
    window.refresh()
    assert window.listing.list.item(1).data(FACTS) == "08:00–08:54 · 2 sentences"


@pytest.mark.parametrize(
    ("words", "text", "shown"),
    [
        ("budget", "The budget again.", "The budget again."),
        ("for BUDGET", "Let us look at the yearly budget.", "…at the yearly budget."),
        ("café", "At the cafe\u0301.", "At the cafe\u0301."),
    ],
)
def test_a_line_is_cut_shortly_before_what_was_found(words, text, shown):
    assert around(words, text) == shown


def test_without_sessions_it_says_what_to_do(stage, qtbot):
    window = stage.own(SessionsWindow(stage.commands))
    window.open_session("")
    assert window.listing.list.hint == "Press Start captions. The session is kept here."
    window.resize(700, 400)
    said = window.listing.list.grab().toImage()
    window.listing.list.show_sessions((), "", "")
    assert window.listing.list.grab().toImage() != said
    stage.commands_with(Settings(keep_nothing=True))
    window = stage.own(SessionsWindow(stage.commands))
    window.open_session("")
    assert window.listing.list.hint == "Turn off Keep nothing, and sessions are kept here."


def test_with_sessions_and_none_chosen_it_asks_to_choose_one(window):
    assert window.view.placeholderText() == "Choose a session in the list to read it."
    assert window.listing.list.hint not in listed(window)


def test_each_session_stands_with_its_times_and_how_much_was_said(window, stage):
    facts = [
        window.listing.list.item(row).data(FACTS) for row in range(window.listing.list.count())
    ]
    assert facts[1] == "10:02–10:56 · 2 sentences"
    assert facts[0] is None
    spoken_name = window.listing.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken_name == "Tue 24 Nov 10:02, 54 min, 10:02–10:56 · 2 sentences"
    one = session(id="n", finals=1, ended=False, running=True)
    stage.app.library.transcripts = {"n": Transcript(one, segments=(final("Now.", 1),))}
    window.open_session("n")
    row = window.listing.list.currentItem()
    assert row.data(FACTS) == "since 10:02 · 1 sentence"
    assert "recovered" not in row.text()
    assert window.reading.facts.text().endswith("· 1 sentence")


def test_a_short_session_stands_with_its_seconds_and_one_time(window, stage):
    one = session(id="n", seconds=29.4, finals=1)
    stage.app.library.transcripts = {"n": Transcript(one, segments=(final("Now.", 1),))}
    window.open_session("n")
    assert window.listing.list.currentItem().data(FACTS) == "10:02 · 1 sentence"
    assert window.reading.facts.text() == "29 s · 1 sentence"


def test_rows_have_room_and_days_cannot_be_chosen(window):
    heights = [
        window.listing.list.visualItemRect(window.listing.list.item(row)).height()
        for row in range(3)
    ]
    assert min(heights[1:]) >= 40
    assert heights[0] < heights[1]
    window.listing.list.setFocus()
    window.listing.list.setCurrentRow(2)
    QTest.keyClick(window.listing.list, Qt.Key.Key_Down)
    assert window.listing.list.currentItem().text() == "Old talk"
    QTest.keyClick(window.listing.list, Qt.Key.Key_Up)
    assert window.listing.list.currentItem().text() == "Design review (recovered)"


def test_the_chosen_row_shows_whether_the_list_has_the_focus(window, qtbot):
    window.open_session("a")
    seen = []
    for widget in (window.listing.list, window.listing.search):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        place = window.listing.list.visualItemRect(window.listing.list.currentItem())
        picture = window.listing.list.viewport().grab(place).toImage()
        seen.append(picture.pixelColor(picture.width() // 2, 3).name())
    assert seen == [colours().accent, colours().strip]


def test_a_line_is_put_right_and_undone_in_a_kept_session(window, stage):
    window.open_session("c")
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_F2)
    field = window.view.correcting.field
    QTest.keyClicks(field, "This was sea.")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.view.toPlainText() == "08:00 – This was sea."
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert window.view.toPlainText() == "08:00 – This was c."
    assert stage.app.calls == ["correct c 1 This was sea.", "correct c 1 None"]


def test_undo_opens_the_session_whose_line_it_brings_back(window, stage):
    window.open_session("c")
    window.view.correct()
    QTest.keyClicks(window.view.correcting.field, "This was sea.")
    QTest.keyClick(window.view.correcting.field, Qt.Key.Key_Return)
    window.open_session("a")
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert window.reading.title.text() == "Old talk"
    assert window.view.toPlainText() == "08:00 – This was c."


def test_what_is_put_right_elsewhere_is_seen_here_under_its_speakers_name(window, stage):
    spoken(stage)
    stage.app.library.transcripts["c"].names["B"] = "Marta"  # type: ignore[index]
    window.open_session("c")
    segment = stage.app.library.transcripts["c"].segments[1]
    stage.commands.correct("c", segment, "Good night.")
    assert window.view.toPlainText().endswith("Marta: Good night.")
    stage.commands.correct("a", final("Elsewhere.", 1), "Here.")
    assert "Here." not in window.view.toPlainText()


def spoken(stage: Stage) -> None:
    """Session c is a talk of two."""
    kept = stage.app.library.transcripts["c"]
    segments = (
        replace(final("Hello.", 1), speaker="A"),
        replace(final("Good day.", 2, 3_000), speaker="B"),
    )
    information = SessionInformation(audio_s=3240, session_s=3242)
    stage.app.library.transcripts["c"] = replace(kept, segments=segments, information=information)


def test_speakers_get_names_in_every_line(window, stage):
    spoken(stage)
    window.open_session("c")
    window.reading.speakers.click()
    dialog = window.findChild(SpeakersDialog)
    first, _second = dialog.findChildren(QLineEdit)
    first.setText("  Marta ")
    dialog.accept()
    assert stage.app.library.calls[-1] == "name c A Marta"
    assert window.view.toPlainText() == "08:00 – Marta: Hello.\n08:00 – B: Good day."


def test_without_speakers_there_is_nobody_to_name_and_the_button_says_why(window, stage):
    speakers = window.reading.speakers
    assert not speakers.isEnabled()
    window.open_session("c")
    assert speakers.isVisible()
    assert not speakers.isEnabled()
    why = "No voices were told apart in this session."
    assert speakers.toolTip().endswith(why)
    assert speakers.accessibleDescription() == why
    spoken(stage)
    window.open_session("c")
    assert speakers.isEnabled()
    assert why not in speakers.toolTip()


def test_what_the_service_said_of_the_session_stands_with_it(window, stage):
    spoken(stage)
    window.open_session("c")
    assert window.reading.facts.text().endswith("3240 s of sound received in 3242 s of connection")

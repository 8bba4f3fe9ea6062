"""Exporting from the windows: what, as what, and where to."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from captioner.core.export.wish import Wish
from captioner.core.file_kinds import Part
from captioner.core.transcript import Gap, GapKind, Mark, Transcript
from captioner.ui.export.dialog import ExportDialog
from captioner.ui.sessions.window import SessionsWindow
from tests.ui.main.test_window import opened
from tests.ui.stage import Stage, final, session


@pytest.fixture
def window(stage: Stage, qtbot) -> SessionsWindow:
    talk = Transcript(
        session(id="a", title="Design review"),
        segments=(final("Good morning.", 1, 1_000), final("Good night.", 2, 120_000)),
        gaps=(Gap(start_ms=60_000, end_ms=90_000, kind=GapKind.LOST, reason="unplugged"),),
        marks=(Mark(at_ms=121_000, note="late"),),
    )
    stage.app.library.transcripts["a"] = talk
    window = stage.own(SessionsWindow(stage.commands))
    with qtbot.waitExposed(window):
        window.open_session("a")
    return window


@pytest.fixture
def dialog(window: SessionsWindow, qtbot) -> ExportDialog:
    window.reading.buttons[0].click()
    found = window.findChild(ExportDialog)
    qtbot.waitUntil(found.isVisible)
    return found


def choose(dialog: ExportDialog, name: str) -> None:
    box = dialog.wishes.format_box
    box.setCurrentIndex(box.findData(name))


def previewed(dialog: ExportDialog) -> str:
    dialog._show()
    return dialog.preview.toPlainText()


def where(dialog: ExportDialog) -> QFileDialog:
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    return dialog.findChild(QFileDialog)


def test_it_previews_what_is_chosen_as_it_is_chosen(dialog):
    assert previewed(dialog) == "Good morning.\nGood night.\n[Marked: late]\n"
    dialog.wishes.parts[Part.TIMES].click()
    dialog.wishes.parts[Part.MARKS].click()
    assert previewed(dialog) == "10:02:01  Good morning.\n10:04:00  Good night.\n"
    dialog.wishes.parts[Part.GAPS].click()
    assert "Not captured" in previewed(dialog)
    dialog.wishes.marked.click()
    assert previewed(dialog) == "10:04:00  Good night.\n"


def test_a_range_is_chosen_by_times_of_day(dialog):
    dialog.wishes.until.setTime(QTime(10, 3, 0))
    assert dialog.wishes.range.isChecked()
    assert previewed(dialog) == "Good morning.\n"
    dialog.wishes.since.setTime(QTime(10, 2, 30))
    dialog.wishes.until.setTime(QTime(10, 56, 0))
    assert previewed(dialog) == "Good night.\n[Marked: late]\n"


def test_it_begins_with_the_range_it_is_given(window, stage):
    window._exporting.ask([session(id="a")], Wish(start_ms=100_000, end_ms=130_000))
    given = window.findChildren(ExportDialog)[-1]
    assert given.wishes.wish.start_ms == 100_000
    assert given.wishes.wish.end_ms == 130_000


def test_each_format_offers_what_it_can_have(dialog):
    choose(dialog, "json")
    assert not any(box.isEnabled() for box in dialog.wishes.parts.values())
    assert not dialog.wishes.speed.isVisible()
    choose(dialog, "srt")
    assert not dialog.wishes.parts[Part.TIMES].isEnabled()
    assert dialog.wishes.parts[Part.NAMES].isChecked()
    assert dialog.wishes.speed.isVisible()
    choose(dialog, "docx")
    assert "Good morning." in previewed(dialog)


def test_subtitles_are_checked_and_cut_to_a_speed(dialog):
    choose(dialog, "srt")
    assert "-->" in previewed(dialog)
    assert dialog.verdict.text().startswith("Subtitles: 4. ")
    assert "characters a second" in dialog.verdict.text()
    assert dialog.wishes.wish.characters_a_second is None
    dialog.wishes.limited.click()
    dialog.wishes.speed.setValue(5)
    assert dialog.wishes.wish.characters_a_second == 5
    assert "00:00:01,000 --> 00:00:03,600" in previewed(dialog)
    choose(dialog, "txt")
    dialog._show()
    assert not dialog.verdict.isVisible()


def test_it_writes_what_was_chosen_and_says_where(dialog, window, stage, tmp_path):
    choose(dialog, "srt")
    dialog.wishes.parts[Part.MARKS].click()
    files = where(dialog)
    assert files.selectedFiles()[0].endswith("/2026-11-24 Design review.srt")
    assert files.defaultSuffix() == "srt"
    files.fileSelected.emit(str(tmp_path / "talk.srt"))
    assert stage.app.calls == ["export a srt talk.srt"]
    assert stage.app.library.wish.parts == {Part.TIMES, Part.NAMES, Part.GAPS}
    assert window.reading.strip.text == f"Written: {tmp_path / 'talk.srt'}"
    assert not dialog.isVisible()
    files.reject()


def test_escape_writes_nothing(dialog, stage):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert stage.app.calls == []


def test_a_long_session_is_previewed_in_part(window, stage):
    said = tuple(final(f"Line {n}.", n, 10_000 * n) for n in range(200))
    stage.app.library.transcripts["a"] = Transcript(session(id="a"), said)
    window._exporting.ask([session(id="a")])
    shown = window.findChild(ExportDialog).preview.toPlainText()
    assert "Line 59." in shown
    assert shown.endswith("…")
    assert "Line 60." not in shown


def test_hours_of_subtitles_are_read_through_in_a_thread(window, stage, qtbot):
    said = tuple(final(f"Line {n}.", n, 5_000 * n) for n in range(2_000))
    stage.app.library.transcripts["a"] = Transcript(session(id="a"), said)
    window._exporting.ask([session(id="a")])
    dialog = window.findChild(ExportDialog)
    choose(dialog, "vtt")
    dialog._show()
    assert dialog.verdict.text() == "Reading through the subtitles…"
    qtbot.waitUntil(lambda: dialog.verdict.text().startswith("Subtitles: 2000. "))
    assert not dialog._look.isActive()


def test_several_go_into_a_folder_and_what_fails_stops_none(window, stage, tmp_path):
    library = stage.app.library
    for name in ("b", "c"):
        one = session(id=name, title=f"Talk {name}")
        library.transcripts[name] = Transcript(one, segments=(final("Hello.", 1),))
    library.unwritable = {"b"}
    window._exporting.ask([library.transcripts[name].session for name in "abc"])
    dialog = window.findChild(ExportDialog)
    assert not dialog.wishes.range.isVisible()
    folders = where(dialog)
    assert folders.fileMode() is QFileDialog.FileMode.Directory
    folders.fileSelected.emit(str(tmp_path))
    assert stage.app.calls == [f"export {name} txt into {tmp_path.name}" for name in "ac"]
    assert window.reading.strip.text == (
        f"2 sessions written into {tmp_path}. "
        "1 could not be written: The disk is full. Choose another folder."
    )
    folders.reject()


def test_the_main_window_exports_the_session_that_runs(stage, qtbot, tmp_path):
    window = opened(stage, qtbot)
    stage.listen()
    running = session(running=True)
    stage.app.library.transcripts["s1"] = Transcript(running, segments=(final("Now.", 1),))
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ExportDialog)
    assert previewed(dialog) == "Now.\n"
    files = where(dialog)
    files.fileSelected.emit(str(tmp_path / "now.txt"))
    assert window._strip.text == f"Written: {tmp_path / 'now.txt'}"
    files.reject()


def test_the_proposed_folder_is_no_part_of_the_name(dialog):
    files = where(dialog)
    assert Path(files.selectedFiles()[0]).name == "2026-11-24 Design review.txt"
    files.reject()

"""Recordings captioned from the main window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressBar

from captioner.app.keeping.free_path import free_path
from captioner.core.errors import BadFile
from captioner.core.settings import Settings
from captioner.ui.files.bar import progress_text
from captioner.ui.files.queue import Progress
from captioner.ui.main.window import MainWindow
from tests.ui.main.test_window import opened, press, visible_buttons
from tests.ui.stage import Stage, session

TALK = Path("/media/talk.mp4")


@pytest.fixture
def window(stage: Stage, qtbot) -> MainWindow:
    return opened(stage, qtbot)


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, event)


def end(stage: Stage, seconds: float = 600.0) -> None:
    """The recording has come to its end, or the session to an earlier one."""
    stage.model.state_changed(stage.model.state.STOPPING)
    stage.model.state_changed(stage.model.state.IDLE)
    stage.model.session_closed(session(seconds=seconds), "stopped")


def test_a_dropped_file_is_captioned_at_once_and_its_session_has_its_name(window, stage):
    drop(window, TALK)
    assert stage.app.calls == ["file talk.mp4 fast", "start talk.mp4", "rename s1 talk"]
    assert window.file_bar.isVisible()
    assert visible_buttons(window) >= {"Cancel", "Stop"}


def test_the_key_asks_for_files_of_sound_and_video(window, stage):
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(QFileDialog)
    media, everything = dialog.nameFilters()
    for ending in ("*.mp4", "*.mkv", "*.webm", "*.m4a", "*.wav"):
        assert ending in media
    assert everything == "All files (*)"
    dialog.filesSelected.emit([str(TALK)])
    assert stage.app.calls[1] == "start talk.mp4"
    dialog.reject()


def test_it_says_how_far_it_is_and_how_long_the_rest_takes(window, stage):
    window.files._now = lambda: 0.0
    drop(window, TALK)
    stage.app.heard_s, window.files._now = 150.0, lambda: 60.0
    window.files._tell()
    assert window.file_bar.text.text() == "talk.mp4: 2:30 of 10:00. About 3 min left."
    bar = window.file_bar.findChild(QProgressBar)
    assert bar.value() / bar.maximum() == 0.25


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress(TALK, 4000, 10_800, 90, 0), "talk.mp4: 1:06:40 of 3:00:00. About 2 min left."),
        (
            Progress(TALK, 9, 10, 2.0, 1),
            "talk.mp4: 0:09 of 0:10. Less than a minute left. 1 more file waits.",
        ),
        (Progress(TALK, 9, None, None, 2), "talk.mp4: 0:09 so far. 2 more files wait."),
    ],
)
def test_lengths_are_told_as_players_do_and_only_what_is_known(progress, text):
    assert progress_text(progress) == text


def test_cancel_ends_it_and_what_waits_behind_it(window, stage):
    drop(window, TALK, Path("/media/next.wav"))
    stage.app.sources.opened.seconds = 9_000.0
    press(window, "Cancel")
    assert not window.file_bar.isVisible()
    assert not window.files.busy
    assert stage.app.calls[-1] == "stop"
    assert "start next.wav" not in stage.app.calls


def test_a_video_that_is_done_offers_its_subtitles_beside_it(window, stage, tmp_path):
    video = tmp_path / "talk.mp4"
    drop(window, video)
    end(stage)
    assert window.file_bar.text.text() == "talk.mp4 is captioned."
    press(window, "Write subtitles beside it")
    assert stage.app.calls[-1] == "export s1 srt talk.srt"
    assert window.file_bar.text.text() == f"Written: {tmp_path / 'talk.srt'}"
    assert "Show folder" in visible_buttons(window)
    press(window, "OK")
    assert not window.file_bar.isVisible()


def test_subtitles_that_are_there_already_stay(tmp_path):
    there = tmp_path / "talk.srt"
    there.touch()
    (tmp_path / "talk 2.srt").touch()
    assert free_path(there) == tmp_path / "talk 3.srt"


def test_sound_alone_offers_no_subtitles_but_says_what_could_not_be_read(window, stage):
    drop(window, Path("/media/talk.wav"))
    stage.app.sources.opened.notice = "talk.wav is damaged."
    end(stage, 20.0)
    assert window.file_bar.text.text() == "talk.wav is captioned. talk.wav is damaged."
    assert not any("beside" in text for text in visible_buttons(window))


def test_several_files_are_captioned_one_after_the_other(window, stage, qtbot):
    drop(window, TALK, Path("/media/next.wav"))
    assert window.file_bar.text.text().endswith("1 more file waits.")
    end(stage)
    qtbot.waitUntil(lambda: "start next.wav" in stage.app.calls)
    drop(window, Path("/media/third.wav"))
    assert window.file_bar.text.text().startswith("next.wav")
    assert window.file_bar.text.text().endswith("1 more file waits.")


def test_a_file_that_cannot_be_opened_is_told_and_the_next_one_goes_on(window, stage):
    refusal = BadFile("silent.mp4 has pictures, but no sound.", "Choose another file.")
    begin = stage.app._begin

    async def refuse_first(what: str) -> None:
        stage.app.refusal = refusal if "silent" in what else None
        await begin(what)

    stage.app._begin = refuse_first
    drop(window, Path("/media/silent.mp4"), TALK)
    assert window._strip.text == "silent.mp4 has pictures, but no sound. Choose another file."
    assert window.file_bar.text.text().startswith("talk.mp4")
    end(stage)  # by then the strip says something else
    told = "talk.mp4 is captioned. silent.mp4 has pictures, but no sound."
    assert window.file_bar.text.text() == told


def test_stop_ends_the_file_and_says_nothing_of_its_end(window, stage):
    drop(window, TALK, Path("/media/next.wav"))
    end(stage, 30.0)
    assert not window.file_bar.isVisible()
    assert not window.files.busy


def test_while_captions_run_no_file_is_taken(window, stage):
    stage.listen()
    drop(window, TALK)
    assert not any(call.startswith("start") for call in stage.app.calls)
    assert window._strip.text == "Captions are running. Stop them, then open the file again."


def test_a_recogniser_that_hears_at_real_pace_gets_it_so(stage, qtbot):
    window = opened(stage, qtbot, Settings(first_word_seen=True, engine="assemblyai"))
    drop(window, TALK)
    assert "file talk.mp4 at pace" in stage.app.calls


def test_an_address_that_is_no_file_is_not_taken(window):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/talk.mp4")])
    event = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()

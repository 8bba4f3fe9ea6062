"""*Open with* of a desktop: the real program captions a recording to its end."""

from pathlib import Path

import soundfile
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from captioner.engines.sample import sample_path
from captioner.ui.files.handed_over import HandedOver
from tests.audio.making import media
from tests.cli.program import program, run
from tests.desktop import Desktop, until
from tests.guards import HANG_S


def texts(desktop: Desktop) -> str:
    return " ".join(f"{thing['name']} {thing['text']}" for thing in desktop.accessible())


def test_a_video_that_is_opened_with_it_is_captioned_with_its_subtitles_beside_it(
    desktop: Desktop, tmp_path: Path
) -> None:
    profile = tmp_path / "p"
    sound, rate = soundfile.read(sample_path(), dtype="float32")
    video = tmp_path / "Our talk.mkv"
    media(video, "matroska", "aac", rate=rate, sound=sound, pictures=True)
    first = desktop.start(program(), "--profile", str(profile))
    until(lambda: "Start captions" in texts(desktop), "the window is there")
    second = desktop.start(program(), "--profile", str(profile), "window", str(video))
    assert second.wait(HANG_S) == 0
    until(lambda: "Our talk.mkv is captioned." in texts(desktop), "it is done", 3 * HANG_S)
    until(lambda: desktop.press("Write subtitles beside it"), "subtitles are offered")
    subtitles = tmp_path / "Our talk.srt"
    until(subtitles.exists, "they are there")
    assert "best of times" in subtitles.read_text().lower()
    assert str(subtitles) in texts(desktop)
    listed = run(profile, "sessions")
    assert "Our talk" in listed.stdout
    assert first.poll() is None


def test_a_file_that_macos_hands_over_is_captioned(qapp: QApplication) -> None:
    """macOS starts no second program; Qt tells the one that runs."""
    given: list[Path] = []
    handed = HandedOver(qapp)
    handed.given.connect(given.append)
    QApplication.sendEvent(qapp, QFileOpenEvent("/media/Our talk.mp4"))
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/talk")))
    qapp.removeEventFilter(handed)
    assert given == [Path("/media/Our talk.mp4")]

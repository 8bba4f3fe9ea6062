"""What goes wrong for somebody who cannot hear: the real windows over the real app."""

import gzip
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from captioner.app.hearing.file_source import SoundFile
from captioner.audio.files import open_file
from captioner.core.audio import Level
from captioner.core.events import Partial, Word
from captioner.core.transcript import GapKind, Segment
from captioner.storage.library import Library
from captioner.storage.paths import Paths
from captioner.ui.transcript.view import TranscriptView
from tests.app.stage import holds
from tests.audio.making import media, sound_file
from tests.cli.program import start
from tests.guards import HANG_S
from tests.ui.real_app import RealApp, lines, real_app, write

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


async def said(app: RealApp, text: str) -> tuple[str, TranscriptView]:
    """A session in which this is the line 7; its id, and the view in which it stands."""
    session_id = await app.begin()
    view = app.window.panel.view
    app.said(text, 7, 10)
    await app.until(lambda: text in lines(view))
    return session_id, view


def take_up(view: TranscriptView) -> None:
    """Begin to put a line right, by keyboard."""
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)


async def put_right(app: RealApp, view: TranscriptView, text: str) -> None:
    """Write the first line as the user does, by keyboard."""
    view.go_to(view.items[0])
    take_up(view)
    write(view, text)
    await app.until(lambda: text in lines(view))


async def test_a_line_that_is_being_put_right_is_finished_meanwhile(qapp, tmp_path: Path) -> None:
    """The formatted twin, and what a seam hears again, come while it is written."""
    async with real_app(tmp_path) as app:
        session_id, view = await said(app, "meet mister sedlak at ten")
        take_up(view)
        QTest.keyClick(view.correcting.field, Qt.Key.Key_End)
        app.said("Meet Mister Sedlak at ten.", 7, 10)  # its twin
        await app.until(lambda: app.model.items[7].text == "Meet Mister Sedlak at ten.")
        assert view.correcting.field.toPlainText() == "meet mister sedlak at ten"
        write(view, "Meet Mister Sedlacek at ten.")
        await app.until(lambda: "Sedlacek" in lines(view))
        app.said("Meet Mister Sadlack at ten.", 7, 10)
        await app.until(lambda: app.model.items[7].heard == "Meet Mister Sadlack at ten.")
        assert "Sedlacek" in lines(view)
        await app.stop()
        [kept] = (await app.kept(session_id)).segments
        assert kept.text == "Meet Mister Sedlacek at ten."
        assert kept.heard == "Meet Mister Sadlack at ten."


async def test_undo_after_the_session_ended_is_on_disk_too(qapp, tmp_path: Path) -> None:
    async with real_app(tmp_path) as app:
        session_id, view = await said(app, "Meet Mister Sedlak at ten.")
        await put_right(app, view, "Meet nobody.")
        await app.stop()
        QTest.keyClick(view, Qt.Key.Key_Z, CTRL)
        await app.until(lambda: "Sedlak" in lines(view))
        [kept] = (await app.kept(session_id)).segments
        assert (kept.text, kept.heard) == ("Meet Mister Sedlak at ten.", "")
        QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Redo))
        await app.until(lambda: "Meet nobody." in lines(view))
        [kept] = (await app.kept(session_id)).segments
        assert kept.text == "Meet nobody."


async def test_off_the_record_holds_across_a_seam_and_a_filler(qapp, tmp_path: Path) -> None:
    """The service, then this computer, then the filler between them: all of it is gone."""
    async with real_app(tmp_path) as app:
        session_id = await app.begin()
        view = app.window.panel.view
        app.said("Secret of the service.", 1, 5, engine="assemblyai")
        app.said("Secret of this computer.", 2, 200, engine="ondevice")
        coming = Word(text="Secret", start_ms=400, end_ms=450)
        app.result.partial(Partial(turn=3, words=(coming,), agreed=1))
        await app.until(lambda: "this computer" in lines(view) and app.now_ms > 500)
        QTest.keyClick(app.window, Qt.Key.Key_Backspace, CTRL | SHIFT)
        await app.until(lambda: "off the record" in lines(view).lower())
        app.said("Secret that a filler found.", 4, 90, engine="ondevice")
        app.said("Secret of the seam.", 2, 200, engine="assemblyai")
        app.said("Secret", 3, 400)
        after_ms = app.now_ms + 100
        await app.until(lambda: app.now_ms > after_ms)
        app.said("Welcome back.", 5, after_ms)
        await app.until(lambda: "Welcome back." in lines(view))
        assert "Secret" not in lines(view)
        await app.stop()
        kept = await app.kept(session_id)
        assert [one.text for one in kept.segments] == ["Welcome back."]
        assert GapKind.OFF_THE_RECORD in {gap.kind for gap in kept.gaps}
        assert not (await app.captioner.library.hits(session_id, "Secret"))
    assert not holds(tmp_path, b"Secret")


async def test_names_of_one_letter_are_marked_where_they_are_called(qapp, tmp_path: Path) -> None:
    async with real_app(tmp_path) as app:
        app.commands.change("names", ("K", "a", "I"))
        await app.commands.save()
        session_id = await app.begin()
        view = app.window.panel.view
        app.said("I think that a plan is a plan.", 1, 5)
        app.said("What do you think of it, K?", 2, 200)
        await app.until(lambda: "⚑ K" in lines(view))
        await app.stop()
        assert [mark.note for mark in (await app.kept(session_id)).marks] == ["K"]


LONG = 600


def all_saved(app: RealApp) -> bool:
    said = [item for item in app.model.items.values() if isinstance(item, Segment)]
    return len(said) == LONG and all(item.saved for item in said)


async def test_a_line_is_put_right_while_it_is_exported(qapp, tmp_path: Path) -> None:
    """The export is whole, and has one text or the other; the next one has the user's."""
    places = Paths(tmp_path / "p")
    places.create()
    async with real_app(tmp_path, places.library) as app:
        session_id = await app.begin()
        for turn in range(LONG):
            app.said(f"Sentence {turn} of Mister Sedlak.", turn, 120 * turn)
        await app.until(lambda: all_saved(app))
        await app.stop()
        with start(tmp_path / "p", "export", session_id, "--format", "json") as export:
            assert export.stdout is not None
            begun = export.stdout.read(2000)  # the pipe is full: it waits in the middle
            await correct_first_line(app, session_id)
            written = json.loads(begun + export.stdout.read())
        texts = [one["text"] for one in written["segments"]]
        assert (export.returncode, len(texts)) == (0, LONG)
        assert texts[0] in ("Sentence 0 of Mister Sedlak.", "Put right by the user.")
        with start(tmp_path / "p", "export", session_id) as again:
            out, _ = again.communicate(timeout=HANG_S)
        assert out.splitlines()[0] == "Put right by the user."


async def correct_first_line(app: RealApp, session_id: str) -> None:
    """In the window of sessions, by keyboard."""
    await app.show(app.sessions)
    app.sessions.open_session(session_id)
    view = app.sessions.view
    await app.until(lambda: len(view.items) == LONG)
    await put_right(app, view, "Put right by the user.")


# Libraries of other versions


OLD = Path(__file__).parents[1] / "storage" / "version-2.db.gz"


def old_library(folder: Path) -> Path:
    """A library as an older program left it."""
    path = folder / "old.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


def content(path: Path) -> bytes:
    return path.read_bytes()


async def newer_library(folder: Path) -> Path:
    """One as a newer program may leave it."""
    path = old_library(folder)
    await (await Library.open(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE sessions ADD COLUMN mood TEXT")
        connection.execute("PRAGMA user_version = 99")
    return path


async def read_meeting(app: RealApp) -> None:
    """Open the session with a corrected line in the window of sessions."""
    await app.show(app.sessions)
    [page] = [page async for page in app.captioner.library.pages("Kowalski")]
    app.sessions.open_session(page[0].id)
    await app.until(lambda: "The numbers of Kowalski are in." in lines(app.sessions.view))


async def test_the_library_of_an_older_version_is_read_and_put_right(qapp, tmp_path: Path) -> None:
    library = old_library(tmp_path)
    async with real_app(tmp_path, library) as app:
        await read_meeting(app)
        await put_right(app, app.sessions.view, "Good evening, everyone.")
        assert library.with_name("old.db.version-2").exists()
    async with real_app(tmp_path, library) as app:
        await read_meeting(app)
        assert "Good evening, everyone." in lines(app.sessions.view)
    assert not library.with_name("old.db.version-2").exists()


async def test_that_of_a_newer_one_is_read_and_captions_go_on_unsaved(qapp, tmp_path: Path) -> None:
    library = await newer_library(tmp_path)
    before = content(library)
    async with real_app(tmp_path, library) as app:
        await read_meeting(app)
        await app.begin()
        app.said("Nobody loses this.", 1, 10)
        await app.until(lambda: "Nobody loses this.  (not saved)" in lines(app.window.panel.view))
        await app.until(lambda: "NOT saved" in app.window._state.text)
        await app.until(lambda: "newer version of Captioner" in app.window._strip.text)
        await app.stop()
    assert content(library) == before


# Files


def drop(app: RealApp, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(app.window, QDragEnterEvent(QPoint(50, 50), copy, data, buttons, keys))
    QApplication.sendEvent(app.window, QDropEvent(QPointF(50, 50), copy, data, buttons, keys))


@pytest.fixture
def real_files(monkeypatch: pytest.MonkeyPatch) -> None:
    async def opened(
        _: object, path: Path, on_level: Callable[[Level], None], *, fast: bool = False
    ) -> SoundFile:
        return await open_file(path, fast=fast, on_level=on_level)

    monkeypatch.setattr("tests.app.stage.Room.open_file", opened)


def press(app: RealApp, name: str) -> None:
    [button] = [b for b in app.window.findChildren(QPushButton) if b.text() == name]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def silent_wav(path: Path, seconds: int, rate: int = 8000) -> Path:
    """A file of zeros that takes no room on the disk."""
    sound_file(path, seconds=0.1, rate=rate)
    header = bytearray(path.read_bytes()[:44])
    size = 2 * rate * seconds
    header[4:8] = (36 + size).to_bytes(4, "little")
    header[40:44] = size.to_bytes(4, "little")
    path.write_bytes(header)
    with path.open("r+b") as file:
        file.truncate(44 + size)
    return path


async def test_a_file_of_three_hours_says_how_long_it_takes_and_can_be_left(
    qapp, real_files, tmp_path: Path
) -> None:
    talk = silent_wav(tmp_path / "talk.wav", 3 * 3600)
    async with real_app(tmp_path) as app:
        await app.show(app.window)
        drop(app, talk)
        bar = app.window.file_bar
        await app.until(lambda: "of 3:00:00." in bar.text.text())
        await app.until(lambda: "left." in bar.text.text())
        press(app, "Cancel")
        await app.until(lambda: app.captioner.state.name == "IDLE")
        [kept] = [one async for page in app.captioner.library.pages("") for one in page]
        assert kept.title == "talk"
        assert 0 < kept.seconds < 3 * 3600


async def test_a_file_without_sound_is_told_and_the_next_one_that_grows_is_heard_to_its_end(
    qapp, real_files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("captioner.audio.span._PATIENCE_S", 1.0)
    silent = media(tmp_path / "silent.mp4", "mp4", None, pictures=True)
    whole = sound_file(tmp_path / "whole.wav", seconds=20).read_bytes()
    growing = tmp_path / "growing.wav"
    growing.write_bytes(whole[: len(whole) // 2])
    async with real_app(tmp_path) as app:
        await app.show(app.window)
        drop(app, silent, growing)
        await app.until(lambda: app.model.session is not None)
        with growing.open("ab") as file:
            file.write(whole[len(whole) // 2 :])
        bar = app.window.file_bar
        await app.until(lambda: "growing.wav is captioned." in bar.text.text())
        assert "silent.mp4 has pictures, but no sound." in bar.text.text()
        [kept] = [one async for page in app.captioner.library.pages("") for one in page]
        assert kept.seconds == pytest.approx(20, abs=0.5)

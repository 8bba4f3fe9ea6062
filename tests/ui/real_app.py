"""The real windows over the real app: only devices and the recogniser are made to order."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from captioner.app.result import Result
from captioner.core.events import Final, Opened, Word
from captioner.core.lanes import Lane
from captioner.core.transcript import Transcript
from captioner.engines.base import AudioStream, Controls, Emit
from captioner.engines.replay import Replay
from captioner.ui.commands import Commands
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.model import Model
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.transcript.view import TranscriptView
from tests.app.stage import Room, Stage, make_stage
from tests.guards import HANG_S


class Listens:
    """A recogniser that hears all and says what a test lets it say."""

    info = Replay.info

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        emit(Opened(engine="replay"))
        async for _ in audio:
            pass


class RealApp:
    """A main window, a window of sessions, and what stands behind them."""

    def __init__(self, stage: Stage, model: Model) -> None:
        self.captioner, self.model = stage.captioner, model
        self.room: Room = stage.room
        self._tasks: set[asyncio.Task[None]] = set()
        self.commands = Commands(self.captioner, model, self._spawn)
        self.commands.change("first_word_seen", value=True)
        meters = Meters(self.captioner, self._spawn, lambda _, __: None)
        self.window = MainWindow(self.commands, model, meters, QMenu())
        self.sessions = SessionsWindow(self.commands)

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def until(self, true: Callable[[], object]) -> None:
        """Let loop and windows run until something is true."""
        async with asyncio.timeout(HANG_S):
            while not true():
                QApplication.processEvents()
                await asyncio.sleep(0.005)

    async def show(self, window: QWidget) -> None:
        window.show()
        window.activateWindow()
        await self.until(window.isActiveWindow)

    async def begin(self) -> str:
        """Start a session in the main window; its id."""
        await self.show(self.window)
        QTest.keyClick(self.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        await self.until(lambda: self.model.session is not None and self.captioner.heard_s > 0)
        assert self.model.session is not None
        return self.model.session.id

    async def stop(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        await self.until(lambda: self.captioner.state.name == "IDLE")

    @property
    def now_ms(self) -> int:
        return round(1000 * self.captioner.heard_s)

    @property
    def result(self) -> Result:
        """Where a recogniser's words come in."""
        assert self.captioner._runner is not None
        return self.captioner._runner.lanes[Lane.ONLY].result

    def said(self, text: str, turn: int, at_ms: int, engine: str = "ondevice") -> None:
        """A recogniser has finished this."""
        texts = text.split()
        words = tuple(
            Word(text=each, start_ms=at_ms + 20 * n, end_ms=at_ms + 20 * n + 15)
            for n, each in enumerate(texts)
        )
        self.result.final(Final(turn=turn, text=text, words=words), engine)

    async def kept(self, session_id: str) -> Transcript:
        return await self.captioner.library.transcript(session_id)


def lines(view: TranscriptView) -> str:
    return view.toPlainText()


def write(view: TranscriptView, text: str) -> None:
    """Type in the place of what stands in the field on a line, and press Enter."""
    field = view.correcting.field
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@asynccontextmanager
async def real_app(folder: Path, library: Path | None = None) -> AsyncIterator[RealApp]:
    """The windows, gone at the end with all that they began."""
    model = Model()
    stage = await make_stage(folder, Listens, observer=model, library=library)
    app = RealApp(stage, model)
    try:
        yield app
    finally:
        for window in (app.window, app.sessions):
            window.hide()
        await app.commands.save()  # what is on its way to the disk would find no loop later
        await app.captioner.close()
        await app.until(lambda: not app._tasks)
        for window in (app.window, app.sessions):
            shiboken6.delete(window)

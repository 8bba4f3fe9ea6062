"""The window, from start to quit. This is what the command line calls."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from captioner.app.captioner import Captioner
from captioner.app.ending import LAST_WORDS_S
from captioner.app.loading import uncollected
from captioner.app.observer import Observer
from captioner.core.errors import CaptionerError
from captioner.core.transcript import Segment
from captioner.ui.collecting import collected_here
from captioner.ui.crash import Crashes, show_box
from captioner.ui.files.handed_over import HandedOver
from captioner.ui.front import Front
from captioner.ui.language import install_translations, tr
from captioner.ui.loop import Tasks, do_without_qt, run_until_done
from captioner.ui.model import Model
from captioner.ui.parts.icons import tinted
from captioner.ui.parts.theme import FUSION
from captioner.ui.single_instance import Instance
from captioner.ui.starting import become_first, show_error

Make = Callable[[Observer], Awaitable[Captioner]]
"""Builds the app, given who shows what it tells."""


def run(make: Make, *, profile: str = "", files: Sequence[Path] = ()) -> int:
    """Open the window and return when the user quits.

    A second start with the same profile shows the first one's window and returns.

    Args:
        make: Awaited on the window's loop; what it makes is closed at the end.
        profile: The folder of a throw-away profile, "" for the usual one.
        files: Recordings to caption at once.

    Returns:
        The program's exit status.
    """
    return _Program(_application(), make, profile, files).run()


class _Program:
    """One run of the window, from the start to the last word."""

    def __init__(self, app: QApplication, make: Make, profile: str, files: Sequence[Path]) -> None:
        self._app, self._make, self._profile = app, make, profile
        self._files = list(files)
        self._model = Model()
        self._instance = Instance(profile)
        self._givers: list[Instance | HandedOver] = [self._instance]
        if sys.platform == "darwin":  # it hears of every event there is, 200 a second
            self._givers.append(HandedOver(app))
        self._early: list[str] = []
        self._quitting = asyncio.Event()
        self._hurried = asyncio.Event()
        self._captioner: Captioner | None = None
        self._crashes = Crashes(
            lambda text: show_box(text, words_so_far(self._model, self._captioner)),
            self._screen_gone,
        )

    def run(self) -> int:
        self._crashes.install()
        self._instance.asked.connect(self._early.append)
        for giver in self._givers:
            giver.given.connect(self._files.append)
        with collected_here():
            return run_until_done(self._app, self._live, self._quit, self._crashes.loop_failed)

    def _quit(self) -> None:
        """The system, or the user, wants the program to end; asked again, at once."""
        (self._hurried if self._quitting.is_set() else self._quitting).set()

    async def _live(self) -> int:
        self._loop = asyncio.get_running_loop()
        if not await become_first(self._instance, self._profile, self._quitting, self._files):
            return 0
        try:
            self._captioner = await self._make(self._model)
            await self._captions(self._captioner)
        except CaptionerError as error:
            sys.stderr.write(f"captioner: {error.title} {error.advice}\n")
            await show_error(error, self._quitting)
            return error.status
        finally:
            self._instance.close()
        return 0

    async def _captions(self, captioner: Captioner) -> None:
        tasks = Tasks(self._crashes.report)
        front = Front(self._app, captioner, self._model, tasks.spawn)
        try:
            await front.open()
            await self._around(front)
        finally:
            self._instance.leave()
            await self._keep_last_words(captioner)
            await tasks.end()

    async def _around(self, front: Front) -> None:
        """All that the user needs a moment later than the main window: 0.1 s of imports."""
        with uncollected():
            from captioner.app import runner  # noqa: F401 - the first Start would wait for it
            from captioner.ui.desk import Desk

        desk = Desk(front, self._quitting)
        self._instance.asked.disconnect(self._early.append)
        self._instance.asked.connect(desk.obey)
        for giver in self._givers:
            giver.given.disconnect(self._files.append)
            giver.given.connect(lambda path: desk.caption([path]))
        try:
            await desk.open()
            for command in self._early:
                desk.obey(command)
            if self._files:
                desk.caption(self._files)
            await self._quitting.wait()
        finally:
            self._instance.leave()
            await desk.close()

    async def _keep_last_words(self, captioner: Captioner) -> None:
        """The windows are gone; what was said last is still recognised and kept."""
        kept = asyncio.ensure_future(captioner.close(LAST_WORDS_S))
        hurried = asyncio.ensure_future(self._hurried.wait())
        await asyncio.wait({kept, hurried}, return_when=asyncio.FIRST_COMPLETED)
        hurried.cancel()
        if not kept.done():
            await captioner.close(0)
        await kept

    def _screen_gone(self) -> None:
        """Qt ends the process as soon as this returns: keep the session, without Qt."""
        if self._captioner is not None:
            do_without_qt(self._loop, self._captioner.close(LAST_WORDS_S))
        sys.stderr.write("captioner: The screen is gone, so Captioner ends.\n")
        sys.stderr.flush()
        os._exit(0)


def words_so_far(model: Model, captioner: Captioner | None) -> str:
    """What became of the finished sentences that are shown; "" if there are none."""
    said = [item for item in model.items.values() if isinstance(item, Segment)]
    if captioner is None or not said:
        return ""
    if captioner.keeps and all(segment.saved for segment in said):
        return tr("Finished sentences are already saved.")
    return tr("Not all sentences are saved; copy what you need from the window.")


def _application() -> QApplication:
    """Qt, told what it cannot find out."""
    if sys.platform == "linux" and os.environ.get("DISPLAY"):
        # Under Wayland only XWayland lets a window place itself and stay on top.
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb;wayland")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication([*sys.argv[:1], *FUSION])
    app.setApplicationName("captioner")
    app.setApplicationDisplayName("Captioner")
    app.setDesktopFileName("captioner")
    app.setWindowIcon(tinted("captioner", ""))
    install_translations(app)
    return app

"""The window, from start to quit. This is what the command line calls."""

import os
import sys
from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from captioner.app.captioner import Captioner
from captioner.app.observer import Observer
from captioner.core.errors import CaptionerError
from captioner.ui.crash import Crashes, show_box
from captioner.ui.desk import Desk
from captioner.ui.language import install_translations
from captioner.ui.loop import Tasks, run_until_done
from captioner.ui.model import Model
from captioner.ui.parts.icons import tinted
from captioner.ui.single_instance import Instance, send

Make = Callable[[Observer], Awaitable[Captioner]]
"""Builds the app, given who shows what it tells."""


def run(make: Make, *, profile: str = "") -> int:
    """Open the window and return when the user quits.

    A second start with the same profile shows the first one's window and returns at once.

    Args:
        make: Awaited on the window's loop; what it makes is closed at the end.
        profile: The folder of a throw-away profile, "" for the usual one.

    Returns:
        The program's exit status.
    """
    app = _application()
    if send("show", profile):
        return 0
    crashes = Crashes(show_box)
    crashes.install()
    model = Model()
    instance = Instance(profile)
    desks: list[Desk] = []

    async def live() -> int:
        tasks = Tasks(crashes.report)
        captioner = await make(model)
        desk = Desk(app, captioner, model, tasks.spawn)
        desks.append(desk)
        if instance.listen():
            instance.asked.connect(desk.obey)
        try:
            await desk.open()
            await desk.quitting.wait()
        finally:
            instance.close()
            await desk.close()
            await captioner.close()
            await tasks.end()
        return 0

    def quit_now() -> None:
        for desk in desks:
            desk.quitting.set()

    try:
        return run_until_done(app, live, quit_now, crashes.loop_failed)
    except CaptionerError as error:
        sys.stderr.write(f"captioner: {error.title} {error.advice}\n")
        return error.status


def _application() -> QApplication:
    """Qt, told what it cannot find out."""
    if sys.platform == "linux" and os.environ.get("DISPLAY"):
        # Under Wayland only XWayland lets a window place itself and stay on top.
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb;wayland")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1])
    app.setApplicationName("captioner")
    app.setApplicationDisplayName("Captioner")
    app.setDesktopFileName("captioner")
    app.setWindowIcon(tinted("captioner", ""))
    install_translations(app)
    return app

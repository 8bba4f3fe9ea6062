"""Everything Captioner puts on the user's desk, and how its parts work together."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from captioner.core.errors import CaptionerError
from captioner.core.settings import ABOUT
from captioner.ui.calls import Calls
from captioner.ui.captions import CaptionsOnDesk
from captioner.ui.commands import RUNNING
from captioner.ui.desktop import this_desktop
from captioner.ui.desktop.notices import Notices
from captioner.ui.front import Front
from captioner.ui.hotkeys import Hotkeys
from captioner.ui.language import tr
from captioner.ui.main.announcing import Announcer
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.tray import Tray


def now_ms() -> int:
    """Milliseconds on a clock that only rises."""
    return time.monotonic_ns() // 1_000_000


class Desk(QObject):
    """The captions, the tray and the keys around the main window.

    Args:
        front: The main window, which may be there already.
        quitting: Set once the program is to end; one of its own if None.
    """

    def __init__(self, front: Front, quitting: asyncio.Event | None = None) -> None:
        super().__init__()
        self._front, self._captioner, self._model = front, front.captioner, front.model
        self.commands, self.window, self.windows = front.commands, front.window, front.windows
        self.quitting = quitting or asyncio.Event()
        self._stop_watching: Callable[[], Awaitable[None]] | None = None
        self._desktop = this_desktop()
        self.overlay = OverlayWindow(self.commands, self._model, self._desktop, now_ms)
        self.tray = Tray(self.commands, self._model)
        notices = Notices(lambda title, text: self.tray.say(text, title), front.app.beep)
        self.calls = Calls(self.commands, self._model, self.tray, notices, now_ms)
        self.hotkeys = Hotkeys(self._captioner.settings)
        self.commands.works_everywhere = self.hotkeys.works
        self._announcer = Announcer(self.commands, self.window)
        self._told_tray = False
        self.captions = CaptionsOnDesk(
            self.commands,
            self._model,
            self.overlay,
            self.window,
            self._desktop,
            self.may_click_through,
        )
        self._connect()
        self._add_key("Ctrl+Q", self.commands.quit_wanted.emit)
        self._add_key("Ctrl+,", lambda: self.commands.show_settings.emit(""))

    def _connect(self) -> None:
        commands = self.commands
        commands.show_window.connect(self._front.bring)
        commands.quit_wanted.connect(self.quitting.set)
        self.hotkeys.pressed.connect(self._press)
        self.hotkeys.released.connect(self._release)
        self.windows.show_key_conflicts(self.hotkeys.refused)
        self.hotkeys.refused_changed.connect(self.windows.show_key_conflicts)
        self.hotkeys.refused_changed.connect(lambda _: commands.keys_changed.emit())
        self._model.opened.connect(self._announcer.begin)
        self._model.heard_final.connect(self._announcer.announce)
        self._model.failed.connect(self._tell_failure)
        commands.settings_changed.connect(self.hotkeys.use)
        self.window.closing.connect(self._window_closing)

    def _add_key(self, key: str, slot: Callable[[], object]) -> None:
        QShortcut(QKeySequence(key), self.window).activated.connect(slot)

    async def open(self) -> None:
        """Be there, with what the user should be told once."""
        self.tray.show()
        self.window.show()
        limits = [self._desktop.limits, self.hotkeys.limits, *self._conflicts()]
        if any(limits):
            self._front.tell_once(limits)
        self._stop_watching = self._captioner.sources.watch(self._front.list_sources)
        self._model.closed.connect(lambda _: self.commands.run(self._front.list_sessions))
        self.commands.run(self._front.list_sources)
        self.commands.run(self._front.list_sessions)

    async def close(self) -> None:
        """Take everything off the desk; captions first, so that nothing seems to hang."""
        self.captions.close()
        self._front.hide()
        self.tray.hide()
        self.hotkeys.close()
        with contextlib.suppress(CaptionerError):  # they act; there is nobody left to tell
            await self.commands.save()
        await self._front.rest()
        if self._stop_watching is not None:
            await self._stop_watching()

    def obey(self, command: str) -> None:
        """Do what `captioner remote` asks; see `REMOTE_COMMANDS`."""
        commands = self.commands
        steps: dict[str, Callable[[], object]] = {
            "start": commands.start,
            "stop": commands.stop,
            "pause": commands.pause_or_resume,
            "toggle": commands.toggle,
            "mark": commands.mark,
            "show": self._show_all,
            "hide": commands.hide_overlay,
            "finish": commands.finish_sentence,
            "off-the-record": commands.off_the_record,
            "off-from-now": commands.off_the_record_from_now,
            "on-the-record": commands.on_the_record,
            "mute": commands.mute_or_unmute,
            "catch-up": self.captions.catch_up_a_while,
        }
        steps[command]()

    def caption(self, files: Iterable[Path]) -> None:
        """Caption these recordings, as a desktop's *Open with* wants it."""
        self._front.bring()
        self.window.files.caption(files)

    def _show_all(self) -> None:
        if self._model.state in RUNNING:
            self.captions.show(True)
        self._front.bring()

    def _tell_failure(self, _: object) -> None:
        """What failed is told in the main window, so that must be there."""
        if not self.window.isVisible():
            self._front.bring()

    def may_click_through(self) -> bool:
        """Whether the user can certainly get back from click-through."""
        in_sight = self.window.isVisible() and not self.window.isMinimized()
        return in_sight or self.tray.there or self.hotkeys.works("hotkey_click_through")

    # The main window

    def _window_closing(self) -> None:
        """With a tray it goes there; without one it must stay reachable while captions run."""
        if self.tray.there:
            self.window.hide()
            if not self._told_tray:
                self._told_tray = True
                self.tray.say(tr("Captioner goes on here. Quit it from this menu."))
        elif self._model.state in RUNNING:
            self.window.showMinimized()
        else:
            self.quitting.set()
        self.captions.look_for_way_back()

    # Keys

    def _press(self, name: str) -> None:
        commands = self.commands
        steps: dict[str, Callable[[], object]] = {
            "hotkey_show": self.captions.toggle,
            "hotkey_pause": commands.pause_or_resume,
            "hotkey_mark": commands.mark,
            "hotkey_click_through": self.captions.toggle_click_through,
            "hotkey_end_utterance": commands.finish_sentence,
            "hotkey_off_the_record": commands.off_the_record,
            "hotkey_catch_up": self.captions.hold_catch_up,
            "hotkey_mute": commands.mute_or_unmute,
        }
        steps[name]()

    def _release(self, name: str) -> None:
        if name == "hotkey_catch_up":
            self.captions.catch_up.let_go()

    def _conflicts(self) -> list[str]:
        return [f"{tr(ABOUT[name].label)}: {why}" for name, why in self.hotkeys.refused.items()]

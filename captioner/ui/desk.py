"""Everything Captioner puts on the user's desk, and how its parts work together."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from captioner.app.captioner import Captioner
from captioner.core.audio import Level
from captioner.core.errors import CaptionerError
from captioner.core.session import State
from captioner.core.settings import ABOUT, Settings
from captioner.ui.calls import Calls
from captioner.ui.captions import CaptionsOnDesk
from captioner.ui.commands import RUNNING, Commands, Spawn
from captioner.ui.desktop import this_desktop
from captioner.ui.desktop.notices import Notices
from captioner.ui.hotkeys import Hotkeys
from captioner.ui.language import tr
from captioner.ui.main.announcing import Announcer
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.menus import main_menu
from captioner.ui.model import Model
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.parts.theme import use_theme
from captioner.ui.tray import Tray
from captioner.ui.windows import Windows


def now_ms() -> int:
    """Milliseconds on a clock that only rises."""
    return time.monotonic_ns() // 1_000_000


class Desk(QObject):
    """The windows, the tray and the keys.

    Args:
        app: The application.
        captioner: The app behind the windows.
        model: What the app has told so far.
        spawn: Starts a coroutine and keeps it.
        quitting: Set once the program is to end; one of its own if None.
    """

    def __init__(
        self,
        app: QApplication,
        captioner: Captioner,
        model: Model,
        spawn: Spawn,
        quitting: asyncio.Event | None = None,
    ) -> None:
        super().__init__()
        self._app, self._captioner, self._model = app, captioner, model
        self.quitting = quitting or asyncio.Event()
        self._stop_watching: Callable[[], Awaitable[None]] | None = None
        self.commands = Commands(captioner, model, spawn)
        use_theme(app, captioner.settings.theme)
        self._theme = captioner.settings.theme
        self._desktop = this_desktop()
        self._meters = Meters(captioner, spawn, self._show_level)
        self._main_menu = main_menu(
            self.commands,
            self._test_source,
            lambda: self.windows.show_sessions(""),
            lambda: self.windows.show_about(),
        )
        self.window = MainWindow(self.commands, model, self._meters, self._main_menu)
        self.windows = Windows(self.commands, model, self.window)
        self.overlay = OverlayWindow(self.commands, model, self._desktop, now_ms)
        self.tray = Tray(self.commands, model)
        notices = Notices(lambda title, text: self.tray.say(text, title), app.beep)
        self.calls = Calls(self.commands, model, self.tray, notices, now_ms)
        self.hotkeys = Hotkeys(captioner.settings)
        self.commands.works_everywhere = self.hotkeys.works
        self._announcer = Announcer(self.commands, self.window)
        self._told_tray = False
        self.captions = CaptionsOnDesk(
            self.commands,
            model,
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
        commands.show_window.connect(self.show_window)
        commands.quit_wanted.connect(self.quitting.set)
        self.hotkeys.pressed.connect(self._press)
        self.hotkeys.released.connect(self._release)
        self.windows.show_key_conflicts(self.hotkeys.refused)
        self.hotkeys.refused_changed.connect(self.windows.show_key_conflicts)
        self.hotkeys.refused_changed.connect(lambda _: commands.keys_changed.emit())
        self._model.opened.connect(self._announcer.begin)
        self._model.heard_final.connect(self._announcer.announce)
        self._model.failed.connect(self._tell_failure)
        commands.settings_changed.connect(self._use)
        self.window.closing.connect(self._window_closing)
        self._app.styleHints().colorSchemeChanged.connect(self._dress)

    def _add_key(self, key: str, slot: Callable[[], object]) -> None:
        QShortcut(QKeySequence(key), self.window).activated.connect(slot)

    async def open(self) -> None:
        """Show the main window, with what the user should be told once."""
        self.tray.show()
        self.window.show()
        told = [
            *map(tr, self._captioner.notices),
            self._recovered(),
            self._desktop.limits,
            self.hotkeys.limits,
            *self._conflicts(),
        ]
        if any(told):
            self.window.tell(" ".join(filter(None, told)))
        self._stop_watching = self._captioner.sources.watch(self._list_sources)
        self._model.closed.connect(lambda _: self.commands.run(self._list_sessions))
        self.commands.run(self._list_sources)
        self.commands.run(self._list_sessions)

    def _recovered(self) -> str:
        """What there is to say of sessions that were cut off by a crash."""
        if not self._captioner.recovered:
            return ""
        newest = self._captioner.recovered[0]
        return tr("Recovered up to its last words: {title}. It is under Sessions.").format(
            title=newest.title
        )

    async def close(self) -> None:
        """Take everything off the desk; captions first, so that nothing seems to hang."""
        self.captions.close()
        self.windows.close()
        self.window.hide()
        self.tray.hide()
        self.hotkeys.close()
        with contextlib.suppress(CaptionerError):  # they act; there is nobody left to tell
            await self.commands.save()
        await self._meters.close()
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
        self.show_window()
        self.window.files.caption(files)

    def _show_all(self) -> None:
        if self._model.state in RUNNING:
            self.captions.show(True)
        self.show_window()

    def _tell_failure(self, _: object) -> None:
        """What failed is told in the main window, so that must be there."""
        if not self.window.isVisible():
            self.show_window()

    def may_click_through(self) -> bool:
        """Whether the user can certainly get back from click-through."""
        in_sight = self.window.isVisible() and not self.window.isMinimized()
        return in_sight or self.tray.there or self.hotkeys.works("hotkey_click_through")

    # The main window

    def show_window(self) -> None:
        """Bring the main window to the front."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

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

    def _use(self, settings: Settings) -> None:
        self.hotkeys.use(settings)
        if settings.theme != self._theme:
            self._theme = settings.theme
            self._dress()

    def _dress(self) -> None:
        use_theme(self._app, self._theme)

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

    # What comes from the app

    def _show_level(self, source_id: str, level: Level) -> None:
        self.window.show_level(source_id, level)

    async def _list_sources(self) -> None:
        sources = await self._captioner.sources.list()
        self.window.show_sources(sources)
        self.windows.show_sources(sources)

    async def _list_sessions(self) -> None:
        """What has had its time goes; what is left is offered."""
        days = self.commands.settings.keep_days
        now = datetime.now().astimezone()
        if days and await self._captioner.stock.expire(days, now):
            self.commands.library_changed.emit()
        self.window.panel.show_recent(await anext(self._captioner.library.pages()))

    def _test_source(self) -> None:
        if self._model.state is State.IDLE:
            self.commands.run(self._test)

    async def _test(self) -> None:
        self.window.tell(tr("Speak now: listening for 3 seconds…"))
        text = await self._captioner.sources.test(self.commands.settings.source)
        answer = (
            tr("Understood: “{text}”").format(text=text)
            if text
            else tr("Nothing was understood. Try again, or choose another source.")
        )
        self.window.tell(answer)

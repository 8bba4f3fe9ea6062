"""What a user can do, in one place for the windows, tray, hotkeys and remote commands."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from captioner.app.captioner import Captioner
from captioner.core.errors import CaptionerError, UsageError
from captioner.core.lines import clean
from captioner.core.session import State
from captioner.core.setting_values import change, get
from captioner.core.settings import Settings
from captioner.core.transcript import Mark, Segment
from captioner.ui.language import tr
from captioner.ui.model import Model
from captioner.ui.parts.labels import native
from captioner.ui.parts.status_text import error_text

Spawn = Callable[[Coroutine[object, object, None]], object]

_SAVE_AFTER_MS = 300
RUNNING = frozenset({State.STARTING, State.LISTENING, State.PAUSED, State.WAITING})


def always_written(word: str) -> str:
    """What there is to say of a word that is written like this from now on."""
    told = tr("“{word}” is listened for from now on. It is under Word boost in the settings.")
    return told.format(word=clean(word))


class Commands(QObject):
    """Turns a wish into a call of the app, and what goes wrong into a message.

    Args:
        captioner: The app.
        model: Where errors are told.
        spawn: Starts a coroutine on the loop and keeps it.

    Attributes:
        works_everywhere: Whether the key of a setting such as `hotkey_pause` was got from
            the desktop.
    """

    settings_changed = Signal(object)
    keys_changed = Signal()
    """Another key for every window was got from the desktop, or none."""
    corrected = Signal(str, object)
    """The id of a session, and a line or mark of it that the user has written anew."""
    voice_named = Signal(str, str, str)
    """The id of a session, the label of a voice in it, and its name; "" for the label."""
    library_changed = Signal()
    """Sessions are gone, or others are there."""
    show_overlay = Signal(bool)
    toggle_overlay = Signal()
    show_window = Signal()
    show_settings = Signal(str)
    """The name of the setting to show, or ""."""
    click_through = Signal()
    open_file = Signal()
    """The user wants to choose a recording to caption."""
    quit_wanted = Signal()

    def __init__(self, captioner: Captioner, model: Model, spawn: Spawn) -> None:
        super().__init__()
        self.captioner = captioner
        self.settings: Settings = captioner.settings
        self._model = model
        self._spawn = spawn
        self.works_everywhere: Callable[[str], bool] = bool
        self._known_names: Sequence[str] = ()
        self._save = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._save.timeout.connect(self._save_now)

    def run(self, work: Callable[[], Awaitable[object]]) -> None:
        """Do `work` on the loop; an error of the app's becomes a message."""

        async def guarded() -> None:
            try:
                await work()
            except CaptionerError as error:
                self._model.error(error)

        self._spawn(guarded())

    # Sessions

    def start(self) -> None:
        """Start captions from the chosen source."""
        if self._model.state is State.IDLE:
            self.run(self._start)

    async def _start(self) -> None:
        await self.save()
        self.show_overlay.emit(True)
        await self.captioner.start()

    def start_sample(self) -> None:
        """Caption the silent sample."""
        if self._model.state is State.IDLE:
            self.run(self._start_sample)

    async def _start_sample(self) -> None:
        await self.save()
        self.show_overlay.emit(True)
        await self.captioner.start_sample()

    def stop(self) -> None:
        """End the session and keep it."""
        if self._model.state in RUNNING:
            self.run(self.captioner.stop)

    def pause_or_resume(self) -> None:
        """Pause, or go on."""
        if self._model.state is State.PAUSED:
            self.run(self.captioner.resume)
        elif self._model.state in RUNNING:
            self.run(self.captioner.pause)

    def mute_or_unmute(self) -> None:
        """Hear nothing of the microphone beside a meeting, or hear it again."""
        self.run(lambda: self.captioner.mute(on=not self._model.is_muted))

    def toggle(self) -> None:
        """Start, or stop."""
        if self._model.state in RUNNING:
            self.stop()
        else:
            self.start()

    def hide_overlay(self) -> None:
        """Hide the captions; captioning goes on."""
        self.show_overlay.emit(False)

    def mark(self) -> None:
        """Mark this moment."""
        if self._model.state in RUNNING:
            self.captioner.editing.mark()

    def off_the_record(self) -> None:
        """Take what was said last off the record for good; else be on the record again."""
        if self.is_off_the_record:
            self.on_the_record()
        elif self._model.state in RUNNING:
            self.captioner.editing.off_the_record()

    @property
    def runs(self) -> bool:
        """Whether there is a session, be it paused."""
        return self._model.state in RUNNING

    @property
    def is_off_the_record(self) -> bool:
        """Whether nothing is shown and kept now."""
        return self.captioner.editing.is_off_the_record

    def off_the_record_from_now(self) -> None:
        """Show and keep nothing until `on_the_record`."""
        if self._model.state in RUNNING:
            self.captioner.editing.off_the_record_from_now()

    def on_the_record(self) -> None:
        """Show and keep again what is said."""
        self.captioner.editing.on_the_record()

    def finish_sentence(self) -> None:
        """End the open utterance now."""
        self.captioner.end_utterance()

    def use_source(self, source_id: str) -> None:
        """Caption this source from now on; a running session goes on with it."""
        self.change("source", source_id)

        async def move() -> None:
            try:
                await self.captioner.use_source(source_id)
            finally:
                if self._model.state in RUNNING:  # what is heard, whichever choice won
                    self.change("source", self.captioner.source or source_id)

        if self._model.state in RUNNING:
            self.run(move)

    def change_engine(self, name: str) -> None:
        """Use this recogniser from now on; a running one ends and a new one starts."""
        self.change("engine", name)
        if self._model.state in RUNNING:
            self.run(self._restart)

    async def _restart(self) -> None:
        await self.save()
        await self.captioner.restart()

    def correct(self, session_id: str, segment: Segment, text: str | None) -> None:
        """Write a line as the user does; None brings back what the recogniser wrote."""

        async def write() -> None:
            made = await self.captioner.editing.correct(session_id, segment, text)
            self.corrected.emit(session_id, made)

        self.run(write)

    def always_write(self, word: str) -> None:
        """Listen for a word, so that it is written like this from now on."""
        known = self.settings.word_boost
        others = tuple(one for one in known if one.casefold() != word.casefold())
        if word not in known:
            self.change("word_boost", (*others, word))

    def hear(self, session_id: str, segment: Segment) -> str:
        """Play a line again, or stop that.

        Returns:
            Why not, or "".
        """
        if self._model.state in RUNNING and self._model.state is not State.PAUSED:
            return tr("Pause the captions first: they would hear it too.")
        self.run(lambda: self.captioner.hearing_again.hear(session_id, segment))
        return ""

    def note(self, session_id: str, mark: Mark, text: str) -> None:
        """Give a mark of a session this note."""

        async def write() -> None:
            made = await self.captioner.editing.note(session_id, mark, text)
            self.corrected.emit(session_id, made)

        self.run(write)

    def give(self, session_id: str, segment: Segment, label: str) -> None:
        """Say whose voice a line is; "" for the one that was heard."""

        async def write() -> None:
            made = await self.captioner.editing.give(session_id, segment, label)
            self.corrected.emit(session_id, made)

        self.run(write)

    def name_voice(self, session_id: str, label: str, name: str) -> None:
        """Call a voice of a session so; "" for its label again."""

        async def write() -> None:
            await self.captioner.editing.name(session_id, label, name)
            self.voice_named.emit(session_id, label, name)
            await self._load_names()

        self.run(write)

    def known_names(self) -> Sequence[str]:
        """Names that voices were given before, to be offered again; none where that is unwanted."""
        return self._known_names if self.settings.offer_names else ()

    def load_names(self) -> None:
        """Look which names there are."""
        self.run(self._load_names)

    async def _load_names(self) -> None:
        self._known_names = await self.captioner.library.names()

    def export(
        self, session_id: str, format_name: str, path: Path, written: Callable[[], object]
    ) -> None:
        """Write a session to a file, and say so with `written` once it is there."""

        async def write() -> None:
            await self.captioner.library.export(session_id, format_name, path)
            written()

        self.run(write)

    def who_listens(self) -> tuple[str, str]:
        """The recogniser that captions now, or will, and what its service is called, or ""."""
        return self._model.engine or self.settings.engine, self.captioner.service

    def key(self, hotkey: str, window_key: str = "") -> str:
        """The key to show for a command, the same wherever it works, as the system writes it.

        Args:
            hotkey: The setting with its key for every window.
            window_key: The one that works in the window where it is shown, if any.
        """
        key = str(get(self.settings, hotkey))
        return native(key if key and self.works_everywhere(hotkey) else window_key)

    # Settings

    def change(self, name: str, value: object) -> str:
        """Change one setting; acts at once and is saved shortly after.

        Returns:
            Why the value was refused, or "".
        """
        try:
            settings = change(self.settings, name, value)
        except UsageError as error:
            return error_text(error)
        self.use(settings)
        return ""

    def use(self, settings: Settings) -> None:
        """Use these settings."""
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)
            self._save.start()

    def change_text_size(self, steps: int) -> None:
        """Make the captions larger or smaller by so many steps."""
        size = self.settings.text_size + 10 * steps
        self.change("text_size", max(50, min(200, size)))

    def _save_now(self) -> None:
        self.run(self.save)

    async def save(self) -> None:
        """Hand settings that are still on their way to the app."""
        self._save.stop()
        if self.captioner.settings != self.settings:
            await self.captioner.apply(self.settings)

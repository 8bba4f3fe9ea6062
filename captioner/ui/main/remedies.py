"""What the one button beside a message does."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from captioner.core.errors import Action
from captioner.core.models import LIGHTEST
from captioner.core.status import Status
from captioner.ui.commands import Commands
from captioner.ui.parts.source_picker import source_text

_ACCOUNT = "https://www.assemblyai.com/dashboard"
_SOUND_PAGES = ("ms-settings:sound", "x-apple.systempreferences:com.apple.preference.sound")
_MICROPHONE_PAGES = (
    "ms-settings:privacy-microphone",
    "x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone",
)
_SOUND_PROGRAMS: tuple[tuple[str, list[str]], ...] = (
    ("gnome-control-center", ["sound"]),
    ("systemsettings", ["kcm_pulseaudio"]),
    ("cinnamon-settings", ["sound"]),
    ("mate-volume-control", []),
    ("pavucontrol", []),
)

Step = Callable[[], object]


class Remedies:
    """Finds what an action means in this window.

    Args:
        commands: What can be done.
        pick_source: Opens the list of sources.
        show_gap: Shows the last gap in the transcript.
        copy_all: Copies the transcript.
        export: Exports the session.
    """

    def __init__(
        self,
        commands: Commands,
        *,
        pick_source: Step,
        show_gap: Step,
        copy_all: Step,
        export: Step,
    ) -> None:
        self._commands = commands
        self._steps: dict[Action, Step] = {
            Action.CHANGE_SOURCE: pick_source,
            Action.CHOOSE_SOURCE: pick_source,
            Action.SOUND_SETTINGS: open_sound_settings,
            Action.MICROPHONE_SETTINGS: lambda: _open_first(_MICROPHONE_PAGES),
            Action.USE_THIS_COMPUTER: self._use_this_computer,
            Action.STAY_HERE: lambda: commands.captioner.stay_here(),
            Action.SHOW: show_gap,
            Action.CHANGE_KEY: lambda: commands.show_settings.emit("engine"),
            Action.OPEN_ACCOUNT: lambda: _open(_ACCOUNT),
            Action.ON_THE_RECORD: commands.on_the_record,
            Action.CHANGE_FOLDER: lambda: commands.show_settings.emit("export_folder"),
            Action.LIGHTER_MODEL: lambda: commands.show_settings.emit("model"),
            Action.RESUME: commands.pause_or_resume,
            Action.UNMUTE: commands.mute_or_unmute,
            Action.COPY_ALL: copy_all,
            Action.EXPORT: export,
            Action.TRY_AGAIN: commands.start,
            Action.OPEN_SETTINGS: lambda: commands.show_settings.emit("engine"),
        }

    def helps(self, action: Action) -> bool:
        """Whether there is anything that the button for `action` could do now."""
        return action is not Action.LIGHTER_MODEL or self._commands.settings.model != LIGHTEST

    def step(self, action: Action, status: Status | None = None) -> Step:
        """What to do when the button for `action` is pressed."""
        if action is Action.USE_OTHER_SOURCE:
            label = status.values.get("d2", "") if status is not None else ""
            return lambda: self._commands.run(lambda: self._use_source_called(label))
        return self._steps[action]

    def _use_this_computer(self) -> None:
        self._commands.change_engine("ondevice")

    async def _use_source_called(self, label: str) -> None:
        for info in await self._commands.captioner.sources.list():
            if label in (info.label, source_text(info)):
                self._commands.use_source(info.id)
                return


def open_sound_settings() -> None:
    """Open the system's own sound settings, wherever they are."""
    for program, arguments in _SOUND_PROGRAMS:
        if QProcess.startDetached(program, arguments)[0]:
            return
    _open_first(_SOUND_PAGES)


def _open_first(pages: Sequence[str]) -> None:
    """The first that this system knows."""
    for page in pages:
        if _open(page):
            return


def _open(address: str) -> bool:
    return QDesktopServices.openUrl(QUrl(address))

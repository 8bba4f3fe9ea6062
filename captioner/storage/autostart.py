"""The file that makes the system start Captioner when the user logs in.

Sources: the autostart and desktop entry specifications of freedesktop.org, `launchd.plist(5)`
of macOS, and the Startup folder of Windows.
"""

import os
import plistlib
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from captioner.core.errors import NotApplied
from captioner.core.sentence import Sentence
from captioner.storage import atomic

MAC_LABEL = "io.github.captioner.captioner"


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a system looks, and what it wants to read there."""

    path: Callable[[], Path]
    content: Callable[[Sequence[str]], bytes]


def enable(command: Sequence[str], system: str = sys.platform) -> None:
    """Let `command` be started when the user logs in.

    Args:
        command: The program, with its full path, and its arguments.
        system: As `sys.platform` names it.

    Raises:
        StorageError: The file cannot be written; what was there is untouched.
    """
    entry = _ENTRIES.get(system, _FREEDESKTOP)
    path = entry.path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path, entry.content(command))
    except OSError as error:
        raise _refused(path, error) from error


def disable(system: str = sys.platform) -> None:
    """Start nothing when the user logs in.

    Raises:
        StorageError: The file cannot be removed.
    """
    path = _ENTRIES.get(system, _FREEDESKTOP).path()
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> NotApplied:
    return NotApplied(
        Sentence("Starting with the system could not be changed ({why}).", why=error.strerror),
        Sentence("Check that {folder} can be written to.", folder=path.parent),
    )


def _desktop_path() -> Path:
    return PlatformDirs().user_config_path / "autostart" / "captioner.desktop"


def _desktop_entry(command: Sequence[str]) -> bytes:
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Captioner",
        f"Exec={' '.join(map(_desktop_argument, command))}",
        "Icon=captioner",
        "Terminal=false",
    )
    return "\n".join((*lines, "")).encode()


def _desktop_argument(text: str) -> str:
    """Quoted for `Exec`: by its own rule, then with each backslash doubled, as in all values."""
    quoted = re.sub(r'(["`$\\])', r"\\\1", text)
    return '"' + quoted.replace("\\", r"\\").replace("%", "%%") + '"'


def _mac_path() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{MAC_LABEL}.plist"


def _mac_agent(command: Sequence[str]) -> bytes:
    agent = {
        "Label": MAC_LABEL,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "ProcessType": "Interactive",
    }
    return plistlib.dumps(agent)


def _windows_path() -> Path:
    roaming = Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming"))
    return roaming / "Microsoft/Windows/Start Menu/Programs/Startup/Captioner.cmd"


def _windows_script(command: Sequence[str]) -> bytes:
    """A script, because a shortcut can only be made by Windows itself; a path holds no quote."""
    arguments = " ".join(f'"{part}"' for part in command).replace("%", "%%")
    return f'@chcp 65001 >nul\r\n@start "" {arguments}\r\n'.encode()


_FREEDESKTOP = _Entry(_desktop_path, _desktop_entry)
_ENTRIES: Mapping[str, _Entry] = {
    "darwin": _Entry(_mac_path, _mac_agent),
    "win32": _Entry(_windows_path, _windows_script),
}

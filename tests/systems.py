"""What one system has and another has not: marks with the reason, and whose a file is."""

import shutil
import stat
import sys
import tempfile
from pathlib import Path

import pytest

WINDOWS = sys.platform == "win32"


def is_private(path: Path) -> bool:
    """Whether only its owner, and the system itself, may open it."""
    if sys.platform == "win32":
        from captioner.storage.windows_access import who_may_open

        return len(who_may_open(path) - {"SY"}) == 1
    allowed = 0o700 if path.is_dir() else 0o600
    return stat.S_IMODE(path.stat().st_mode) == allowed


def not_on_windows(reason: str) -> pytest.MarkDecorator:
    """A test that stands on what only POSIX systems have."""
    return pytest.mark.skipif(WINDOWS, reason=reason)


def need_desktop(*programs: str) -> None:
    """Skips the test where these programs of a Linux desktop are not there."""
    if WINDOWS:
        pytest.skip("Windows has no desktop of X11, Wayland or D-Bus")
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed")


def _is_wine() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


def not_under_wine(reason: str) -> pytest.MarkDecorator:
    """A test of what Windows can, and its stand-in on Linux cannot."""
    return pytest.mark.skipif(_is_wine(), reason=reason)


def _can_link() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder, "link")
        try:
            link.symlink_to("nowhere")
        except OSError:
            return False
        return link.is_symlink()


needs_links = pytest.mark.skipif(not _can_link(), reason="this user or system makes no links")
open_files_go = not_on_windows("Windows lets nobody move or delete a file that is open")
strangers_are_refused = not_under_wine("Wine trusts a certificate whose issuer it does not know")
only_windows = pytest.mark.windows

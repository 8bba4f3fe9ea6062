"""Files that are either whole or not there."""

import os
import sys
from contextlib import suppress
from errno import EISDIR
from pathlib import Path
from tempfile import mkstemp

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path`, readable by its owner only, replacing what is there.

    After a crash or power cut there is either the old content or the new, never a part.

    Raises:
        OSError: It cannot be written; the old content is untouched.
    """
    temporary = _written_beside(path, content)
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink()
        raise
    _sync_folder(path.parent)


def write_new(path: Path, content: bytes) -> None:
    """As `write`, but only where nothing is yet.

    Raises:
        FileExistsError: Something is there already; it is untouched.
        OSError: It cannot be written.
    """
    reserve(path)
    try:
        write(path, content)
    except OSError:
        path.unlink()
        raise


def check(path: Path) -> None:
    """Find out whether `write` could put something at `path`, and leave nothing behind.

    Raises:
        OSError: It could not.
    """
    _written_beside(path, b"").unlink()
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))


def reserve(path: Path) -> None:
    """Make an empty private file.

    Raises:
        FileExistsError: Something is there already, a dangling link included.
        OSError: It cannot be made.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE))
    if sys.platform == "win32":  # where a mode says nothing
        make_private(path)


def make_private(path: Path) -> None:
    """Close a file to everybody but its owner; what a link points to is left alone.

    Raises:
        OSError: It is a link, or the mode cannot be changed.
    """
    if sys.platform == "win32":
        from captioner.storage.windows_access import close_to_others

        close_to_others(path)
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        os.fchmod(descriptor, _PRIVATE_FILE)
    finally:
        os.close(descriptor)


def make_private_folder(folder: Path) -> None:
    """Make a folder, those above it included, for its owner only; a link is left as it is.

    Raises:
        OSError: It cannot be made or closed to others.
    """
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    if folder.is_symlink():
        return
    if sys.platform == "win32":
        make_private(folder)
    else:
        folder.chmod(_PRIVATE_FOLDER)


def set_aside(path: Path) -> Path:
    """Rename a damaged file to `<name>.bad-<n>`, n the first free number, and say where.

    Raises:
        OSError: It cannot be renamed.
    """
    number = 1
    while True:
        aside = path.with_name(f"{path.name}.bad-{number}")
        try:
            reserve(aside)
            break
        except FileExistsError:
            number += 1
    try:
        return path.replace(aside)
    except OSError:
        aside.unlink()
        raise


def _written_beside(path: Path, content: bytes) -> Path:
    descriptor, name = mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if sys.platform == "win32":  # elsewhere `mkstemp` has seen to it
            make_private(temporary)
    except OSError:
        temporary.unlink()
        raise
    return temporary


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; Windows has no such call and needs none."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

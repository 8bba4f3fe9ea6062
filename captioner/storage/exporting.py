"""Writes a transcript to a file of the user's."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from captioner.core.errors import NoExportFolder, NotExported, UsageError
from captioner.core.export.formats import FORMATS as TEXTS
from captioner.core.export.formats import Format
from captioner.core.export.wish import AS_USUAL, Style, Wish
from captioner.core.file_kinds import KINDS
from captioner.core.sentence import Sentence
from captioner.core.transcript import Transcript
from captioner.storage import atomic, streams
from captioner.storage.docx_export import docx
from captioner.storage.far import openable


def _encoded(write: Callable[[Transcript, Style], str]) -> Callable[[Transcript, Style], bytes]:
    return lambda transcript, style: write(transcript, style).encode(errors="replace")


FORMATS: Mapping[str, Format[bytes]] = MappingProxyType(
    {name: Format(text.kind, _encoded(text.write)) for name, text in TEXTS.items()}
    | {"docx": Format(KINDS["docx"], docx)}
)


def write(
    transcript: Transcript,
    format_name: str,
    path: Path,
    wish: Wish = AS_USUAL,
    *,
    overwrite: bool,
) -> None:
    """Write a transcript, for its owner only; the file is whole or not there.

    A link leads to its file, and a pipe or a device takes the content and stays what it is.

    Raises:
        UsageError: There is no such format, or `path` exists and `overwrite` is False.
        StorageError: It cannot be written.
    """
    content = _format(format_name).render(transcript, wish)
    try:
        if overwrite:
            _put(path, content)
        else:
            atomic.write_new(openable(path), content)
    except FileExistsError:
        raise UsageError(
            Sentence("{path} exists already.", path=path), "Choose another name."
        ) from None
    except OSError as error:
        raise _unwritten(path, error) from error


def check(path: Path) -> None:
    """Find out now whether a transcript can be written to `path` later; what is there stays.

    Raises:
        StorageError: It cannot.
    """
    try:
        if not streams.is_stream(path):  # of which only the attempt can tell
            atomic.check(_end(path))
    except OSError as error:
        raise _unwritten(path, error) from error


def check_folder(folder: Path) -> None:
    """Find out now whether transcripts can be written into a folder later.

    Raises:
        NoExportFolder: They cannot.
    """
    try:
        atomic.check(openable(folder / "captioner.txt"))
    except OSError as error:
        raise NoExportFolder(
            Sentence(
                "Sessions cannot be written into {folder} ({why}).",
                folder=folder,
                why=error.strerror,
            ),
            "Choose another folder, or none.",
        ) from error


def format_of(path: Path) -> str:
    """The format that the file's name ends like; the first of several.

    Raises:
        UsageError: There is none.
    """
    for name, made in FORMATS.items():
        if path.name.lower().endswith(made.suffix):
            return name
    raise UsageError(
        Sentence("“{name}” does not tell a format.", name=path.name or path),
        Sentence(
            "End it in one of {suffixes}.",
            suffixes=", ".join(dict.fromkeys(made.suffix for made in FORMATS.values())),
        ),
    )


def _put(path: Path, content: bytes) -> None:
    if streams.is_stream(path):
        streams.write(path, content)
    else:
        atomic.write(_end(path), content)


def _end(path: Path) -> Path:
    """Where a link leads to, else the path itself; to be opened."""
    there = openable(path)
    return there.resolve() if there.is_symlink() else there


def _unwritten(path: Path, error: OSError) -> NotExported:
    return NotExported(
        Sentence("{path} could not be written ({why}).", path=path, why=error.strerror),
        "Choose another folder.",
    )


def _format(name: str) -> Format[bytes]:
    try:
        return FORMATS[name]
    except KeyError:
        raise UsageError(
            Sentence("There is no format “{name}”.", name=name),
            Sentence("Choose one of {choices}.", choices=", ".join(FORMATS)),
        ) from None

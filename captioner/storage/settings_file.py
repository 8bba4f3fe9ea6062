"""The settings file: written whole or not at all, read whatever it holds."""

import json
from collections.abc import Mapping
from pathlib import Path

from captioner.core.errors import NotApplied
from captioner.core.sentence import Sentence
from captioner.core.setting_values import plain, restore
from captioner.core.settings import ABOUT, DEFAULTS, Settings
from captioner.storage import atomic

MOST_BYTES = 1_000_000
"""A larger file is not one of ours; the longest word boost fits many times over."""


def load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings in the file, and a sentence for each thing the user should know.

    A file that makes no sense is kept beside its place as `.bad-<n>`. A single value
    that makes no sense is replaced by its default. Names that this version does not
    know are left to the newer version that wrote them.
    """
    try:
        return restore(_known(_read(path)))
    except FileNotFoundError:
        return DEFAULTS, ()
    except OSError as error:
        told = Sentence(
            "The settings could not be read ({why}). Defaults are used.", why=error.strerror
        )
        return DEFAULTS, (told,)
    except ValueError:
        return DEFAULTS, (_reset(path),)


def save(path: Path, settings: Settings) -> None:
    """Write the settings, and the names a newer version left in the file.

    Raises:
        StorageError: They cannot be written; the file is untouched.
    """
    content = _unknown(path) | plain(settings)
    try:
        atomic.write(path, json.dumps(content, indent=2).encode() + b"\n")
    except OSError as error:
        raise NotApplied(
            Sentence("The settings could not be saved ({why}).", why=error.strerror),
            Sentence(
                "Check that there is room and that {folder} can be written to.", folder=path.parent
            ),
        ) from error


def _read(path: Path) -> Mapping[str, object]:
    """The file's JSON object.

    Raises:
        OSError: It cannot be read.
        ValueError: It holds something else.
    """
    if path.is_fifo() or path.is_char_device():
        raise ValueError("no file")  # it could keep its reader for ever
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError("too large")
    try:
        values: object = json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(values, dict):
        raise ValueError("not an object")  # noqa: TRY004 - one way out for all that is no settings
    return values


def _known(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name in ABOUT}


def _unknown(path: Path) -> dict[str, object]:
    try:
        values = _read(path)
    except (OSError, ValueError):
        return {}
    return {name: value for name, value in values.items() if name not in ABOUT}


def _reset(path: Path) -> str:
    try:
        aside = atomic.set_aside(path)
    except OSError:
        return Sentence("The settings file cannot be understood. Defaults are used.")
    return Sentence(
        "The settings file could not be understood. Defaults are used; the old file is {name}.",
        name=aside.name,
    )

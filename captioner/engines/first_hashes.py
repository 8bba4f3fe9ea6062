"""The SHA-256 of what was first downloaded, where the vendor gives none.

A release is one address and never changes. So whatever comes from there later, and
whatever lies on the disk later, must be what came first. That a bad one came first is
beyond this.
"""

import hashlib
import json
from pathlib import Path

from captioner.core.models import FromVendor, Model, ModelFile

_NAME = "hashes.json"


def is_first(model: Model, file: ModelFile, path: Path, downloads: Path) -> bool:
    """Whether a file is what came first from its address, or nothing came before; blocks.

    Raises:
        OSError: It cannot be read.
    """
    known = _read(downloads).get(_address(model, file))
    return known is None or known == sha256(path)


def keep(model: Model, folder: Path, downloads: Path) -> None:
    """Keep the hashes of a good download for those files that have none yet; blocks.

    Args:
        model: What was downloaded.
        folder: Where its files are.
        downloads: The folder of all downloads.

    Raises:
        OSError: They cannot be read or written.
    """
    known = _read(downloads)
    for file in model.files:
        if not file.sha256:
            known.setdefault(_address(model, file), sha256(folder / file.name))
    coming = downloads / f".{_NAME}.part"
    coming.write_text(json.dumps(known, indent=1), "utf-8")
    coming.replace(downloads / _NAME)


def sha256(path: Path) -> str:
    """The hash of a file in lower-case hexadecimal; blocks."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _address(model: Model, file: ModelFile) -> str:
    return f"{model.origin.url}/{file.name}" if isinstance(model.origin, FromVendor) else ""


def _read(downloads: Path) -> dict[str, str]:
    """What is kept; nothing where that cannot be read any more."""
    try:
        kept = json.loads((downloads / _NAME).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {str(address): str(known) for address, known in kept.items()}

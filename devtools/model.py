"""The embedded recogniser's model, taken from a wheel on the package index."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from pathlib import Path

from devtools.steps import ROOT, Stop, step

NAME = "tiny-en"
FOLDER = ROOT / "resources" / "model" / NAME
IN_WHEEL = f"moonshine_voice/assets/{NAME}"
FILES = {
    "decoder_model_merged.ort": "cf524c4862d36e9e5ab032eddc73637efd822d70e868ac575cf1a46e1e4708a0",
    "encoder_model.ort": "94e90a4654fc45cdfedb77c4c08e1739f48862998e58fada384b25118134f221",
    "tokenizer.bin": "6884b35fd6377d4c4d32336a0bc152f36b64d1e45b6503683cdc238250a8472d",
}


def is_there() -> bool:
    """Whether every file of the model is there; their content was checked when they came."""
    return all((FOLDER / name).is_file() for name in FILES)


def damaged() -> list[str]:
    """The names of its files that are absent or not what they should be."""
    return [name for name, wanted in FILES.items() if _digest(FOLDER / name) != wanted]


def fetch(python: str) -> None:
    """Bring the model's files and check each; files that are right already stay.

    Only files are taken from the wheel, so one built for another system serves too.

    Raises:
        Stop: They cannot be had, or are not what they should be.
    """
    if not damaged():
        return
    with tempfile.TemporaryDirectory() as folder:
        pip = [python, "-m", "pip", "download", "-q", "--disable-pip-version-check", "-d", folder]
        which = ["--no-deps", "--only-binary=:all:", "--platform", "manylinux_2_34_x86_64"]
        lock = ["--require-hashes", "-r", str(ROOT / "locks" / "model.txt")]
        step("Fetching the recogniser's model (56 MB)", [*pip, *which, *lock])
        (wheel,) = Path(folder).glob("*.whl")
        _unpack(wheel)


def _unpack(wheel: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name, wanted in FILES.items():
            coming = FOLDER / f"{name}.part"
            coming.write_bytes(archive.read(f"{IN_WHEEL}/{name}"))
            if _digest(coming) != wanted:
                coming.unlink()
                raise Stop(f"The model's file {name} is not what it should be. Try again later.")
            coming.replace(FOLDER / name)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""

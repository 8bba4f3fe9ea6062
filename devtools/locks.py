"""The locked dependencies: every version and hash, for each supported Python, naming no host.

`write` resolves them for Linux, Windows and macOS at once; `check` tells, without a
network, whether they still belong to pyproject.toml.
"""

import hashlib
import re
import subprocess
import sys
import tomllib

from devtools import model
from devtools.python import SUPPORTED
from devtools.setup import LOCKS
from devtools.steps import ROOT, say

RECOGNISER = "moonshine-voice"
HEAD = "# Made by `dev.py lock` from "
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def main(verb: str, *options: str) -> int:
    """`check` the locks or `write` them; returns the exit status.

    Args:
        verb: What to do.
        options: What the resolver is told as well, such as `--upgrade`.
    """
    if verb == "write":
        _write_all(list(options))
    faults = list(_faults())
    for fault in faults:
        say(fault)
    return 1 if faults else 0


def inputs() -> dict[str, list[str]]:
    """What each lock is made from, as pyproject.toml has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    needs = project["project"]["dependencies"]
    server = project["project"]["optional-dependencies"]["server"]
    return {
        "app": [*project["build-system"]["requires"], *needs, *server],
        "dev": [*groups["test"], *groups["check"]],
        "bench": groups["bench"],
        "package": groups["package"],
        "recogniser": [need for need in needs if need.startswith(RECOGNISER)],
        "model": list(model.REQUIREMENTS),
        "fold": groups["fold"],
    }


def _write_all(options: list[str]) -> None:
    LOCKS.mkdir(exist_ok=True)
    wanted = inputs()
    for alone in ("recogniser", "model"):  # the same wheels for every Python, taken without theirs
        _write(alone, wanted[alone], [*options, "--python-version", SUPPORTED[0], "--no-deps"])
    with_all = [*options, "--python-version", SUPPORTED[0], "--no-emit-package", "numpy"]
    _write("fold", wanted["fold"], with_all)
    for python in SUPPORTED:
        prefix = f"py{python.replace('.', '')}"
        version = [*options, "--python-version", python]
        _write(f"{prefix}-app", wanted["app"], [*version, "--no-emit-package", RECOGNISER])
        beside: list[str] = ["-c", str(LOCKS / f"{prefix}-app.txt")]
        for more in ("dev", "bench", "package"):
            _write(f"{prefix}-{more}", wanted[more], [*version, *beside])
            beside += ["-c", str(LOCKS / f"{prefix}-{more}.txt")]


def _write(name: str, requirements: list[str], options: list[str]) -> None:
    """Lock one list; versions that still fit stay as they are."""
    say(f"Locking {name}")
    path = LOCKS / f"{name}.txt"
    subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", "-", *OPTIONS, *options, "-o", str(path)],
        input="\n".join(requirements).encode(),
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
        check=True,
    )
    pins = path.read_text(encoding="utf-8")
    path.write_text(f"{HEAD}{_digest(requirements)}\n{pins}", encoding="utf-8", newline="\n")


def _faults() -> list[str]:
    wanted = inputs()
    names = {name: name for name in ("recogniser", "model", "fold")}
    for python in SUPPORTED:
        prefix = f"py{python.replace('.', '')}"
        names |= {f"{prefix}-{name}": name for name in ("app", "dev", "bench", "package")}
    return [fault for lock, name in names.items() for fault in _faults_of(lock, wanted[name])]


def _faults_of(lock: str, requirements: list[str]) -> list[str]:
    path = LOCKS / f"{lock}.txt"
    if not path.exists():
        return [f"locks/{lock}.txt is missing: python3 dev.py lock"]
    text = path.read_text(encoding="utf-8")
    head, _, pins = text.partition("\n")
    faults = []
    if head != HEAD + _digest(requirements):
        faults.append(f"locks/{lock}.txt is older than pyproject.toml: python3 dev.py lock")
    if "://" in pins or "--find-links" in pins:
        faults.append(f"locks/{lock}.txt names a host")
    for pin in re.split(r"\n(?=\S)", pins.strip()):
        if "==" not in pin or "--hash=sha256:" not in pin:
            faults.append(f"locks/{lock}.txt: without version or hash: {pin.splitlines()[0]}")
    return faults


def _digest(requirements: list[str]) -> str:
    return hashlib.sha256("\n".join(requirements).encode()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

"""Runs tests in a Windows environment on Linux: Windows' own Python under Wine.

    python -m tests.on_windows PREFIX [PYTEST ARGUMENTS]

What makes and starts the environment lies beside the project, in `../shared/windows`; nothing
of it is needed elsewhere. Sound is a private PulseAudio with a microphone, which Wine records.
Without arguments all runs but the long tests. What failed, if it is little, runs once more by
itself and is told: Wine on a busy machine is slower than some tests can wait. With a DISPLAY
what asks for a window of Windows' own is tried, too.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

from devtools.steps import say
from tests.pulse import running_pulse

ROOT = Path(__file__).parents[1]
TOOLS = ROOT.parent / "shared" / "windows"
WHOLE = ("tests", "--ignore=tests/soak")
FONTS = Path("/usr/share/fonts/truetype/dejavu")
LETTERS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf")
"""Of several families Qt there takes the first by name, which may be one of mathematics."""
QUIET = ("-o", "qt_log_level_fail=CRITICAL")
"""Off-screen there, Qt itself warns of sizes of letters."""

_CLOSING = re.compile(rb"^[= ]*\d+ (passed|failed|skipped|errors?)\b.* in [\d.]+s")
_FAILED = re.compile(r"(?:FAILED|ERROR) (tests/\S+?\.py(?:::.*?)?)(?: - .*)?\r?\n")
_FEW = 10
_LEAVE_S = 15.0
"""So long a process has to end once it has told how the tests went; Wine's may hang."""

_START = """#!{python}
"""
_MAIN = """import sys
from captioner.cli.main import main
sys.exit(main())
"""


def main(prefix: str, *arguments: str) -> int:
    """Make what is missing, then run pytest there; its exit status."""
    home = Path(prefix).resolve()
    made = subprocess.run(
        ["python3.11", TOOLS / "setup.py", home, ROOT, "py311-dev.txt"], check=False
    )
    if made.returncode:
        return made.returncode
    _make_command(home / "python")
    command = [TOOLS / "run", home, "python", "-m", "pytest", "-p", "no:cacheprovider"]
    with running_pulse() as pulse:
        environment = {**os.environ, **pulse.environment, "PYTHONPATH": str(ROOT)}
        # Without a screen Wine has no DXGI, of which onnxruntime would print a line.
        environment["WINE_D3D_CONFIG"] = "renderer=no3d"
        # Wine hands nothing on whose name begins with QT_, unless it is asked to.
        environment["WINEQT_QPA_FONTDIR"] = f"Z:{_fonts(home)}"  # Qt there has none of its own
        environment["WINEQT_QPA_PLATFORM"] = "offscreen"

        def run(*which: str) -> tuple[int, list[str]]:
            # Wine's Python writes to a pipe or a terminal, not to a file.
            tests = subprocess.Popen(
                [*command, *QUIET, *which],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            return _watched(tests, lambda: _end_all(home))

        # More would each spend half a minute on reading all tests first.
        workers = ("-n", str(min(1 + (os.cpu_count() or 1), 8)))
        status, failed = run(*workers, *(arguments or WHOLE))
        if status and 0 < len(failed) <= _FEW:
            say(f"{len(failed)} failed beside others; by themselves:")
            status, _ = run(*failed)
        return status


def _watched(tests: "subprocess.Popen[bytes]", end: Callable[[], None]) -> tuple[int, list[str]]:
    """Shows what they print; a process that stays after its closing line is ended.

    Returns:
        The status, and the tests that failed.
    """
    assert tests.stdout is not None
    told, failed, ending = b"", list[str](), threading.Timer(_LEAVE_S, end)
    for line in tests.stdout:
        if line.startswith(b"ALSA lib "):  # harmless, and many
            continue
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        if (which := _FAILED.match(line.decode(errors="replace"))) is not None:
            failed.append(which[1])
        if _CLOSING.search(line) and not told:
            told = line
            ending.start()
    status = tests.wait()
    if ending.is_alive():
        ending.cancel()
        return status, failed
    return (1 if not told or b"failed" in told or b"error" in told else 0), failed


def _end_all(home: Path) -> None:
    environment = {**os.environ, "WINEPREFIX": str(home / "prefix")}
    subprocess.run(["wineserver", "-k"], env=environment, check=False)


def _fonts(home: Path) -> Path:
    """A folder with the letters, and with no others."""
    folder = home / "fonts"
    folder.mkdir(exist_ok=True)
    for name in LETTERS:
        shutil.copyfile(FONTS / name, folder / name)
    return folder


def _make_command(folder: Path) -> None:
    """`captioner.exe` beside `python.exe`, as pip makes it."""
    from pip._vendor import distlib

    launcher = Path(distlib.__file__).with_name("t64.exe").read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("__main__.py", _MAIN)
    python = "Z:" + str(folder / "python.exe").replace("/", "\\")
    start = _START.format(python=python).encode()
    (folder / "captioner.exe").write_bytes(launcher + start + packed.getvalue())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

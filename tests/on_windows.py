"""Runs tests in a Windows environment on Linux: Windows' own Python under Wine.

    python -m tests.on_windows PREFIX [PYTEST ARGUMENTS]

What makes and starts the environment lies beside the project, in `../shared/windows`; nothing
of it is needed elsewhere. Sound is a private PulseAudio with a microphone, which Wine records.
Without arguments all runs but `tests/ui`, of which only what needs no screen.
"""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.pulse import running_pulse

ROOT = Path(__file__).parents[1]
TOOLS = ROOT.parent / "shared" / "windows"
WHOLE = ("tests", "--ignore=tests/ui", "--ignore=tests/soak")
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
        # Wine's Python writes to a pipe or a terminal, not to a file.
        tests = subprocess.Popen(
            [*command, *(arguments or WHOLE)],
            cwd=ROOT,
            env={**environment, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert tests.stdout is not None
        for line in tests.stdout:
            if not line.startswith(b"ALSA lib "):  # harmless, and many
                sys.stdout.buffer.write(line)
                sys.stdout.buffer.flush()
        return tests.wait()


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

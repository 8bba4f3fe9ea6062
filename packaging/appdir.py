"""A complete AppDir, from which appimagetool makes an AppImage where it can be had."""

import os
import shutil
import subprocess
from pathlib import Path

import linux_files
from captioner import __version__


def build(program: Path, into: Path) -> Path:
    """Lay out the AppDir; returns the AppImage, or the AppDir where the tool is absent."""
    tree = into / "Captioner.AppDir"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / "usr/lib/captioner", symlinks=True)
    linux_files.install(tree / "usr/share")
    (tree / "AppRun").symlink_to("usr/lib/captioner/captioner")
    (tree / "captioner.desktop").symlink_to("usr/share/applications/captioner.desktop")
    (tree / "captioner.png").symlink_to("usr/share/icons/hicolor/256x256/apps/captioner.png")
    (tree / ".DirIcon").symlink_to("captioner.png")
    tool = shutil.which("appimagetool")
    if not tool:
        return tree
    image = into / f"Captioner-{__version__}-{os.uname().machine}.AppImage"
    subprocess.run([tool, str(tree), str(image)], check=True)
    return image

"""The program's icon in the sizes and formats that systems ask for, from its one drawing."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "resources" / "icons" / "captioner.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def make(folder: Path) -> None:
    """Write `captioner-SIZE.png`, and `captioner.ico` or `captioner.icns` where it is used."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QIcon

    _application = QGuiApplication.instance() or QGuiApplication([])
    icon = QIcon(str(DRAWING))
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        if not icon.pixmap(size, size).save(str(folder / f"captioner-{size}.png")):
            raise OSError(f"the icon of {size} pixels could not be written")
    if sys.platform == "win32":
        icon.pixmap(256, 256).save(str(folder / "captioner.ico"))
    if sys.platform == "darwin":
        _make_icns(folder, icon)


def _make_icns(folder: Path, icon: "QIcon") -> None:
    iconset = folder / "captioner.iconset"
    iconset.mkdir(exist_ok=True)
    for size in (16, 32, 128, 256):
        icon.pixmap(size, size).save(str(iconset / f"icon_{size}x{size}.png"))
        icon.pixmap(2 * size, 2 * size).save(str(iconset / f"icon_{size}x{size}@2x.png"))
    subprocess.run(
        ["iconutil", "-c", "icns", "-o", str(folder / "captioner.icns"), str(iconset)], check=True
    )

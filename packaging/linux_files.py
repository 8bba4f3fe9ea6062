"""What a Linux desktop needs beside the program: menu entry, description and icons."""

import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import icons
from captioner import __version__

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging" / "linux"
ID = "io.github.captioner.captioner"
PICTURES = ("captions", "first-run-light", "settings-captions-light")
WRITTEN = re.compile(r"  <!-- written by .*? -->\n")


def install(share: Path) -> None:
    """Put them into a `share` folder such as /usr/share."""
    _copy(HERE / "captioner.desktop", share / "applications" / "captioner.desktop")
    described = share / "metainfo" / f"{ID}.metainfo.xml"
    described.parent.mkdir(parents=True, exist_ok=True)
    template = (HERE / described.name).read_text("utf-8")
    described.write_text(WRITTEN.sub(lambda _: _release(), template), "utf-8")
    for size in icons.SIZES:
        drawn = ROOT / "build" / "icons" / f"captioner-{size}.png"
        _copy(drawn, share / f"icons/hicolor/{size}x{size}/apps/captioner.png")
    _copy(icons.DRAWING, share / "icons/hicolor/scalable/apps/captioner.svg")
    symbolic = "captioner-symbolic.svg"
    _copy(HERE / symbolic, share / "icons/hicolor/symbolic/apps" / symbolic)


def _release() -> str:
    """The release, and what can be said only where the project's home is known.

    `CAPTIONER_HOME` is the address of its repository; the release workflow sets it.
    """
    told = []
    home = escape(os.environ.get("CAPTIONER_HOME", ""))
    if home:
        told.append(f'  <url type="homepage">{home}</url>')
        told.append(f'  <url type="bugtracker">{home}/issues</url>')
        pictures = f"{home}/raw/v{__version__}/docs/pictures"
        told.append("  <screenshots>")
        for name in PICTURES:
            kind = ' type="default"' if name == PICTURES[0] else ""
            image = f"<image>{pictures}/{name}.png</image>"
            told.append(f"    <screenshot{kind}>{image}</screenshot>")
        told.append("  </screenshots>")
    # Reproducible builds set SOURCE_DATE_EPOCH.
    moment = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromtimestamp(int(moment), UTC) if moment else datetime.now(UTC)
    told.append("  <releases>")
    told.append(f'    <release version="{__version__}" date="{day:%Y-%m-%d}"/>')
    told.append("  </releases>")
    return "\n".join(told) + "\n"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)

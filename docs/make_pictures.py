"""Makes docs/pictures: every window and every state, light and dark, at 100 % and 200 %.

Nothing is heard and nothing is sent: what is said is handed to the windows as the app would
hand it to them. Run by `python dev.py screenshots`.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STUDIO = Path(__file__).with_name("studio.py")
PICTURES = ROOT / "docs" / "pictures"
SCREEN = {"name": "main", "x": 0, "y": 0, "width": 2560, "height": 1600, "logicalDpi": 96, "dpr": 1}
SCALES = {"100": 1, "200": 2}


def main() -> int:
    """Make the pictures of each scale in a program of its own: Qt scales once, at its start."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "screens.json"
        config.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        for scale, factor in SCALES.items():
            environment = {
                **os.environ,
                "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
                "QT_SCALE_FACTOR": str(factor),
                "PYTHONPATH": str(ROOT),
            }
            done = subprocess.run([sys.executable, STUDIO, scale], env=environment, check=False)
            if done.returncode:
                return done.returncode
    sys.stdout.write(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Runs first in the frozen program: sounddevice asks the system where PortAudio is, not us.

`ctypes.util.find_library` knows nothing of libraries beside the program. This answers for
the ones that are.
"""

import ctypes.util
import sys
from pathlib import Path

_BESIDE_US = Path(getattr(sys, "_MEIPASS", "."))
_ask_system = ctypes.util.find_library


def _find_library(name: str) -> str | None:
    ours = sorted(_BESIDE_US.glob(f"lib{name}.so*"))
    return str(ours[0]) if ours else _ask_system(name)


ctypes.util.find_library = _find_library

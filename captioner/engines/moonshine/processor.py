"""Whether the processor can run the recogniser's networks at all."""

import platform
import sys
from pathlib import Path

_INTEL = ("x86_64", "amd64")
_WINDOWS_HAS_AVX = 39
"""PF_AVX_INSTRUCTIONS_AVAILABLE of `IsProcessorFeaturePresent`."""


def is_too_old() -> bool:
    """Whether this is an Intel processor without AVX: a network would end the program there."""
    if platform.machine().lower() not in _INTEL:
        return False
    if sys.platform == "win32":
        import ctypes

        return not ctypes.windll.kernel32.IsProcessorFeaturePresent(_WINDOWS_HAS_AVX)
    return _lacks_avx(Path("/proc/cpuinfo"))


def _lacks_avx(information: Path) -> bool:
    """Whether Linux tells what a processor can do, and nothing of AVX."""
    try:
        with information.open(errors="replace") as lines:
            flags = next((line.split() for line in lines if line.startswith("flags")), None)
    except OSError:
        return False
    return flags is not None and "avx" not in flags

"""Runs first in the frozen program: sounddevice asks the system where PortAudio is, not us.

`ctypes.util.find_library` knows nothing of libraries beside the program. This answers for
the ones that are, from when sounddevice is imported: the first window does not wait for it.
"""

import sys


class _Ahead:
    """Sees every import before it is made, and makes none."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "sounddevice":
            sys.meta_path.remove(_Ahead)
            _answer_for_ours()


def _answer_for_ours() -> None:
    import ctypes.util
    from pathlib import Path

    beside_us = Path(getattr(sys, "_MEIPASS", "."))
    ask_system = ctypes.util.find_library

    def find_library(name: str) -> str | None:
        ours = sorted(beside_us.glob(f"lib{name}.so*"))
        return str(ours[0]) if ours else ask_system(name)

    ctypes.util.find_library = find_library


sys.meta_path.insert(0, _Ahead)

"""How Windows asks a program in a console to end. Only Windows has what this imports.

Python knows Ctrl-C and Ctrl-Break there. When the window is closed, the user logs off or the
computer shuts down, Windows ends the program as soon as its handler returns, or after some
seconds; so the handler does not return, and the program ends by itself meanwhile.
"""

import ctypes
import sys
import threading
from collections.abc import Callable
from ctypes import wintypes

assert sys.platform == "win32"  # for the type checker too

_CLOSE, _LOGOFF, _SHUTDOWN = 2, 5, 6  # CTRL_CLOSE_EVENT and its like

_Handler = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)
_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.SetConsoleCtrlHandler.argtypes = [_Handler, wintypes.BOOL]
_kernel32.SetConsoleCtrlHandler.restype = wintypes.BOOL

_kept: list[object] = []
"""Windows calls them for as long as the program lives."""


def on_end(ask: Callable[[], None]) -> None:
    """Calls `ask`, in another thread, each time the program is to end."""

    def asked(event: int) -> bool:
        ask()
        if event in (_CLOSE, _LOGOFF, _SHUTDOWN):
            threading.Event().wait()
        return True

    handler = _Handler(asked)
    _kept.append(handler)
    _kernel32.SetConsoleCtrlHandler(handler, True)  # noqa: FBT003 - it takes no names

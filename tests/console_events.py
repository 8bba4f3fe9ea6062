"""Tells a program of Windows what its console tells it when it is to end.

Windows runs `CtrlRoutine` in a thread of the program for each such event. So does this, and
needs no console, which programs behind pipes may have none of.
"""

import ctypes
import sys
from ctypes import wintypes
from enum import IntEnum

assert sys.platform == "win32"  # for the type checker too

_ALL_ACCESS = 0x1FFFFF
_ROUTINE = b"CtrlRoutine"


class Event(IntEnum):
    """As `SetConsoleCtrlHandler` numbers them."""

    CTRL_C = 0
    CTRL_BREAK = 1
    CLOSED = 2
    LOGS_OFF = 5
    SHUTS_DOWN = 6


_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.OpenProcess.argtypes = [wintypes.DWORD, wintypes.BOOL, wintypes.DWORD]
_kernel32.OpenProcess.restype = wintypes.HANDLE
_kernel32.GetModuleHandleW.argtypes = [wintypes.LPCWSTR]
_kernel32.GetModuleHandleW.restype = wintypes.HMODULE
_kernel32.GetProcAddress.argtypes = [wintypes.HMODULE, wintypes.LPCSTR]
_kernel32.GetProcAddress.restype = ctypes.c_void_p
_kernel32.CreateRemoteThread.argtypes = [
    *(wintypes.HANDLE, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p),
    *(ctypes.c_size_t, wintypes.DWORD, ctypes.c_void_p),
]
_kernel32.CreateRemoteThread.restype = wintypes.HANDLE
_kernel32.CloseHandle.argtypes = [wintypes.HANDLE]


def tell(process_id: int, event: Event) -> None:
    """Has the program's handlers called, in a thread of its own.

    Raises:
        OSError: There is no such program, or it is somebody else's.
    """
    routine = _kernel32.GetProcAddress(_kernel32.GetModuleHandleW("kernelbase"), _ROUTINE)
    process = _kernel32.OpenProcess(_ALL_ACCESS, False, process_id)
    if not process:
        raise ctypes.WinError(ctypes.get_last_error())
    thread = _kernel32.CreateRemoteThread(process, None, 0, routine, event, 0, None)
    error = ctypes.get_last_error()
    _kernel32.CloseHandle(process)
    if not thread:
        raise ctypes.WinError(error)
    _kernel32.CloseHandle(thread)

"""Paths for libraries that open files by narrow names. Only Windows has what this imports."""

import ctypes
import sys
from ctypes import wintypes

assert sys.platform == "win32"  # for the type checker too

_LONGEST = 32_768

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.GetShortPathNameW.argtypes = [wintypes.LPCWSTR, wintypes.LPWSTR, wintypes.DWORD]
_kernel32.GetShortPathNameW.restype = wintypes.DWORD


def narrow(path: str) -> str:
    """A name of the same file that every code page can spell; the same where Windows has none."""
    if path.isascii():
        return path
    name = ctypes.create_unicode_buffer(_LONGEST)
    length = _kernel32.GetShortPathNameW(path, name, _LONGEST)
    return name.value if 0 < length < _LONGEST else path

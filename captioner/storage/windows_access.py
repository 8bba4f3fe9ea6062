"""Who may open a file of Windows: its access list. Only Windows has what this imports."""

import ctypes
import sys
from ctypes import wintypes
from pathlib import Path

assert sys.platform == "win32"  # for the type checker too

_FILE = 1  # SE_FILE_OBJECT
_ACCESS_LIST = 0x4  # DACL_SECURITY_INFORMATION
_NOT_INHERITED = 0x80000000  # PROTECTED_DACL_SECURITY_INFORMATION
_QUERY = 0x8  # TOKEN_QUERY
_USER = 1  # TokenUser
_REVISION = 1  # SDDL_REVISION_1
_NONE_KEPT = (1, 50)
"""ERROR_INVALID_FUNCTION and ERROR_NOT_SUPPORTED: a disk that keeps no lists, such as a stick."""

_Pointer = ctypes.c_void_p
_Out = ctypes.POINTER(ctypes.c_void_p)

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.GetCurrentProcess.argtypes = []
_kernel32.GetCurrentProcess.restype = wintypes.HANDLE
_kernel32.CloseHandle.argtypes = [wintypes.HANDLE]
_kernel32.CloseHandle.restype = wintypes.BOOL
_kernel32.LocalFree.argtypes = [_Pointer]
_kernel32.LocalFree.restype = _Pointer

_advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)
_advapi32.OpenProcessToken.argtypes = [
    wintypes.HANDLE,
    wintypes.DWORD,
    ctypes.POINTER(wintypes.HANDLE),
]
_advapi32.OpenProcessToken.restype = wintypes.BOOL
_advapi32.GetTokenInformation.argtypes = [
    wintypes.HANDLE,
    ctypes.c_int,
    _Pointer,
    wintypes.DWORD,
    ctypes.POINTER(wintypes.DWORD),
]
_advapi32.GetTokenInformation.restype = wintypes.BOOL
_advapi32.ConvertSidToStringSidW.argtypes = [_Pointer, _Out]
_advapi32.ConvertSidToStringSidW.restype = wintypes.BOOL
_advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = [
    wintypes.LPCWSTR,
    wintypes.DWORD,
    _Out,
    _Pointer,
]
_advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW.restype = wintypes.BOOL
_advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW.argtypes = [
    _Pointer,
    wintypes.DWORD,
    wintypes.DWORD,
    _Out,
    _Pointer,
]
_advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW.restype = wintypes.BOOL
_advapi32.SetFileSecurityW.argtypes = [wintypes.LPCWSTR, wintypes.DWORD, _Pointer]
_advapi32.SetFileSecurityW.restype = wintypes.BOOL
_advapi32.GetNamedSecurityInfoW.argtypes = [
    wintypes.LPCWSTR,
    ctypes.c_int,
    wintypes.DWORD,
    _Out,
    _Out,
    _Out,
    _Out,
    _Out,
]
_advapi32.GetNamedSecurityInfoW.restype = wintypes.DWORD


def close_to_others(path: Path) -> None:
    """From now on only its owner and the system may open it, and what is made in it.

    Raises:
        OSError: That cannot be set.
    """
    inherit = "OICI" if path.is_dir() else ""
    described = _Pointer()
    text = "D:P" + "".join(f"(A;{inherit};FA;;;{who})" for who in (_this_user(), "SY"))
    _must(
        _advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            text, _REVISION, ctypes.byref(described), None
        )
    )
    try:
        wanted = _ACCESS_LIST | _NOT_INHERITED
        if not _advapi32.SetFileSecurityW(str(path), wanted, described):
            code = ctypes.get_last_error()
            if code not in _NONE_KEPT:
                raise ctypes.WinError(code)
    finally:
        _kernel32.LocalFree(described)


def who_may_open(path: Path) -> set[str]:
    """Those whom the access list lets in, as identities or two letters; see `SDDL`.

    Raises:
        OSError: It cannot be read.
    """
    described, text = _Pointer(), _Pointer()
    code = _advapi32.GetNamedSecurityInfoW(
        str(path), _FILE, _ACCESS_LIST, None, None, None, None, ctypes.byref(described)
    )
    if code:
        raise ctypes.WinError(code)
    try:
        _must(
            _advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                described, _REVISION, _ACCESS_LIST, ctypes.byref(text), None
            )
        )
        entries = ctypes.wstring_at(text.value or 0).partition(":")[2].split("(")[1:]
        _kernel32.LocalFree(text)
    finally:
        _kernel32.LocalFree(described)
    return {entry.rstrip(")").split(";")[5] for entry in entries if entry.startswith("A;")}


def _this_user() -> str:
    """The identity of the user whose program this is."""
    token = wintypes.HANDLE()
    _must(_advapi32.OpenProcessToken(_kernel32.GetCurrentProcess(), _QUERY, ctypes.byref(token)))
    try:
        size = wintypes.DWORD()
        _advapi32.GetTokenInformation(token, _USER, None, 0, ctypes.byref(size))
        user = ctypes.create_string_buffer(size.value)
        _must(_advapi32.GetTokenInformation(token, _USER, user, size, ctypes.byref(size)))
    finally:
        _kernel32.CloseHandle(token)
    text = _Pointer()
    # TOKEN_USER begins with a pointer to the identity.
    _must(_advapi32.ConvertSidToStringSidW(_Pointer.from_buffer(user), ctypes.byref(text)))
    try:
        return ctypes.wstring_at(text.value or 0)
    finally:
        _kernel32.LocalFree(text)


def _must(done: int) -> None:
    if not done:
        raise ctypes.WinError(ctypes.get_last_error())

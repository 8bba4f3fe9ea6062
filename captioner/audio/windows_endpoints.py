"""The sound endpoints of Windows by its MMDevice API. Only Windows has what this imports.

The interfaces are those of `mmdeviceapi.h`, `audioclient.h` and `propsys.h`; a number
beside a method is its place in the interface's table.
"""

import ctypes
import sys
import winreg
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from ctypes import wintypes

from captioner.audio.endpoints import Endpoint, Endpoints, InExclusiveUse, NotAllowed

assert sys.platform == "win32"  # for the type checker too

_RENDER, _CAPTURE = 0, 1  # EDataFlow
_CONSOLE = 0  # ERole: what the system's sound settings call the default
_ACTIVE = 1  # DEVICE_STATE_ACTIVE
_READ = 0  # STGM_READ
_ALL_CONTEXTS = 0x17  # CLSCTX_ALL
_MULTITHREADED = 0  # COINIT_MULTITHREADED
_TEXT = 31  # VT_LPWSTR
_SHARED = 0  # AUDCLNT_SHAREMODE_SHARED
_LOOPBACK = 0x00020000  # AUDCLNT_STREAMFLAGS_LOOPBACK
_TENTH_S = 1_000_000  # of 100 ns

_NOT_FOUND = 0x80070490  # E_NOTFOUND: no default, or no such endpoint
_ACCESS_DENIED = 0x80070005
_DEVICE_IN_USE = 0x8889000A
_NO_EXCLUSIVE = 0x8889000E

_CONSENT = (
    r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\microphone"
)


class _Guid(ctypes.Structure):
    _fields_ = (
        ("first", wintypes.DWORD),
        ("second", wintypes.WORD),
        ("third", wintypes.WORD),
        ("rest", ctypes.c_ubyte * 8),
    )


class _PropertyKey(ctypes.Structure):
    _fields_ = (("set", _Guid), ("number", wintypes.DWORD))


class _PropVariant(ctypes.Structure):
    _fields_ = (
        ("kind", wintypes.WORD),
        ("reserved", wintypes.WORD * 3),
        ("text", ctypes.c_wchar_p),
        ("more", ctypes.c_void_p),
    )


_Pointer = ctypes.c_void_p
_Out = ctypes.POINTER(ctypes.c_void_p)

_ole32 = ctypes.WinDLL("ole32")
_ole32.CoInitializeEx.argtypes = [_Pointer, wintypes.DWORD]
_ole32.CoInitializeEx.restype = ctypes.c_long
_ole32.CoUninitialize.argtypes = []
_ole32.CoUninitialize.restype = None
_ole32.CoTaskMemFree.argtypes = [_Pointer]
_ole32.CoTaskMemFree.restype = None
_ole32.CLSIDFromString.argtypes = [wintypes.LPCWSTR, ctypes.POINTER(_Guid)]
_ole32.CLSIDFromString.restype = ctypes.HRESULT
_ole32.PropVariantClear.argtypes = [ctypes.POINTER(_PropVariant)]
_ole32.PropVariantClear.restype = ctypes.HRESULT
_ole32.CoCreateInstance.argtypes = [
    ctypes.POINTER(_Guid),
    _Pointer,
    wintypes.DWORD,
    ctypes.POINTER(_Guid),
    _Out,
]
_ole32.CoCreateInstance.restype = ctypes.HRESULT


def _method(place: int, *kinds: type) -> Callable[..., int]:
    """Raises OSError where the call fails."""
    return ctypes.WINFUNCTYPE(ctypes.HRESULT, *kinds)(place, f"method {place}")


_release = ctypes.WINFUNCTYPE(wintypes.ULONG)(2, "IUnknown::Release")
_enum_endpoints = _method(3, ctypes.c_int, wintypes.DWORD, _Out)  # IMMDeviceEnumerator
_default_endpoint = _method(4, ctypes.c_int, ctypes.c_int, _Out)
_endpoint = _method(5, wintypes.LPCWSTR, _Out)
_count = _method(3, ctypes.POINTER(wintypes.UINT))  # IMMDeviceCollection
_item = _method(4, wintypes.UINT, _Out)
_activate = _method(3, ctypes.POINTER(_Guid), wintypes.DWORD, _Pointer, _Out)  # IMMDevice
_open_properties = _method(4, wintypes.DWORD, _Out)
_id = _method(5, _Out)
_value = _method(5, ctypes.POINTER(_PropertyKey), ctypes.POINTER(_PropVariant))  # IPropertyStore
_initialize = _method(  # IAudioClient
    3,
    ctypes.c_int,
    wintypes.DWORD,
    ctypes.c_longlong,
    ctypes.c_longlong,
    _Pointer,
    _Pointer,
)
_mix_format = _method(8, _Out)


def _guid(text: str) -> _Guid:
    guid = _Guid()
    _ole32.CLSIDFromString(text, ctypes.byref(guid))
    return guid


_ENUMERATOR = _guid("{BCDE0395-E52F-467C-8E3D-C4579291692E}")
_I_ENUMERATOR = _guid("{A95664D2-9614-4F35-A746-DE8DB63617E6}")
_I_AUDIO_CLIENT = _guid("{1CB9AD4C-DBFA-4C32-B178-C2F568A703B2}")
_FRIENDLY_NAME = _PropertyKey(_guid("{A45C254E-DF1C-4EFD-8020-67D146A850E0}"), 14)


class WindowsEndpoints:
    """See `Directory`."""

    def endpoints(self) -> Endpoints:
        """See `Directory`."""
        with _enumerator() as enumerator:
            return Endpoints(
                tuple(_listed(enumerator, _RENDER)),
                tuple(_listed(enumerator, _CAPTURE)),
                _default(enumerator, _RENDER),
                _default(enumerator, _CAPTURE),
            )

    def try_out(self, endpoint_id: str, *, loopback: bool) -> None:
        """See `Directory`."""
        with _enumerator() as enumerator, ExitStack() as held:
            try:
                device = _made(held, _endpoint, enumerator, endpoint_id)
                client = _made(
                    held, _activate, device, ctypes.byref(_I_AUDIO_CLIENT), _ALL_CONTEXTS, None
                )
                mix = _Pointer()
                _mix_format(client, ctypes.byref(mix))
                held.callback(_ole32.CoTaskMemFree, mix)
                flags = _LOOPBACK if loopback else 0
                _initialize(client, _SHARED, flags, _TENTH_S, 0, mix, None)
            except OSError as error:
                code = _code(error)
                if code == _ACCESS_DENIED:
                    raise NotAllowed from error
                if code in (_DEVICE_IN_USE, _NO_EXCLUSIVE):
                    raise InExclusiveUse from error
                raise

    def microphones_allowed(self) -> bool:
        """See `Directory`. The switches are the user's, and the one for desktop programs."""
        return not any(
            _consent(root, key) == "Deny"
            for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER)
            for key in (_CONSENT, rf"{_CONSENT}\NonPackaged")
        )


def _consent(root: int, key: str) -> str:
    try:
        with winreg.OpenKey(root, key) as opened:
            return str(winreg.QueryValueEx(opened, "Value")[0])
    except OSError:  # a system that does not ask
        return ""


@contextmanager
def _enumerator() -> Iterator[_Pointer]:
    """Who lists the endpoints, in a thread that is prepared for it."""
    # It may be prepared already, and in another way, which does as well.
    prepared = _ole32.CoInitializeEx(None, _MULTITHREADED) >= 0
    try:
        with ExitStack() as held:
            made = _Pointer()
            _ole32.CoCreateInstance(
                ctypes.byref(_ENUMERATOR),
                None,
                _ALL_CONTEXTS,
                ctypes.byref(_I_ENUMERATOR),
                ctypes.byref(made),
            )
            held.callback(_release, made)
            yield made
    finally:
        if prepared:
            _ole32.CoUninitialize()


def _made(
    held: ExitStack, method: Callable[..., int], target: _Pointer, *arguments: object
) -> _Pointer:
    """The object that a method returns, released when `held` ends."""
    made = _Pointer()
    method(target, *arguments, ctypes.byref(made))
    held.callback(_release, made)
    return made


def _listed(enumerator: _Pointer, flow: int) -> Iterator[Endpoint]:
    with ExitStack() as held:
        devices = _made(held, _enum_endpoints, enumerator, flow, _ACTIVE)
        count = wintypes.UINT()
        _count(devices, ctypes.byref(count))
        for place in range(count.value):
            with ExitStack() as one:
                device = _made(one, _item, devices, place)
                yield Endpoint(_id_of(device), _name_of(one, device))


def _default(enumerator: _Pointer, flow: int) -> str:
    with ExitStack() as held:
        try:
            return _id_of(_made(held, _default_endpoint, enumerator, flow, _CONSOLE))
        except OSError as error:
            if _code(error) == _NOT_FOUND:
                return ""
            raise


def _id_of(device: _Pointer) -> str:
    text = _Pointer()
    _id(device, ctypes.byref(text))
    try:
        return ctypes.wstring_at(text.value or 0)
    finally:
        _ole32.CoTaskMemFree(text)


def _name_of(held: ExitStack, device: _Pointer) -> str:
    properties = _made(held, _open_properties, device, _READ)
    value = _PropVariant()
    _value(properties, ctypes.byref(_FRIENDLY_NAME), ctypes.byref(value))
    try:
        return str(value.text or "") if value.kind == _TEXT else ""
    finally:
        _ole32.PropVariantClear(ctypes.byref(value))


def _code(error: OSError) -> int:
    """The HRESULT of a failed call."""
    return (error.winerror or 0) & 0xFFFFFFFF

"""What the user asks of all programs in the settings of Windows. Only Windows has what this loads.

The caption style is that of the class `ClosedCaptionProperties`; a number beside a property is
its place in the table of `IClosedCaptionPropertiesStatics`.
"""

import ctypes
import sys
from contextlib import suppress
from ctypes import wintypes

from captioner.ui.desktop.closed_captions import ClosedCaptions

assert sys.platform == "win32"  # for the type checker too

_GET_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION
_MULTITHREADED = 1  # RO_INIT_MULTITHREADED
_CLASS = "Windows.Media.ClosedCaptioning.ClosedCaptionProperties"
_INTERFACE = "{10AA1F84-CC30-4141-B503-5272289E0C20}"
_PLACES = {
    "text_colour": 6,
    "text_opacity": 8,
    "text_size": 9,
    "font": 10,
    "edge": 11,
    "box_colour": 12,
    "box_opacity": 14,
    "window_colour": 15,
    "window_opacity": 17,
}

_Pointer = ctypes.c_void_p
_Guid = ctypes.c_ubyte * 16

_user32 = ctypes.WinDLL("user32", use_last_error=True)
_user32.SystemParametersInfoW.argtypes = [wintypes.UINT, wintypes.UINT, _Pointer, wintypes.UINT]
_user32.SystemParametersInfoW.restype = wintypes.BOOL


def wants_less_motion() -> bool:
    """Whether the user asked Windows not to animate."""
    animates = wintypes.BOOL(True)
    _user32.SystemParametersInfoW(_GET_ANIMATION, 0, ctypes.byref(animates), 0)
    return not animates.value


def closed_captions() -> ClosedCaptions:
    """The user's caption style; nothing chosen where Windows has none."""
    with suppress(OSError, AttributeError):  # a Windows without the class, or without its library
        return _asked()
    return ClosedCaptions()


def _asked() -> ClosedCaptions:
    combase, ole32 = ctypes.WinDLL("combase"), ctypes.WinDLL("ole32")
    combase.RoInitialize.argtypes = [ctypes.c_int]
    combase.RoInitialize.restype = ctypes.c_long
    combase.WindowsCreateString.argtypes = [
        wintypes.LPCWSTR,
        wintypes.UINT,
        ctypes.POINTER(_Pointer),
    ]
    combase.WindowsCreateString.restype = ctypes.HRESULT
    combase.WindowsDeleteString.argtypes = [_Pointer]
    combase.WindowsDeleteString.restype = ctypes.HRESULT
    combase.RoGetActivationFactory.argtypes = [
        _Pointer,
        ctypes.POINTER(_Guid),
        ctypes.POINTER(_Pointer),
    ]
    combase.RoGetActivationFactory.restype = ctypes.HRESULT
    ole32.CLSIDFromString.argtypes = [wintypes.LPCWSTR, ctypes.POINTER(_Guid)]
    ole32.CLSIDFromString.restype = ctypes.HRESULT
    release = ctypes.WINFUNCTYPE(wintypes.ULONG)(2, "Release")

    combase.RoInitialize(_MULTITHREADED)  # Qt has done it in another way, which does as well
    interface, name, factory = _Guid(), _Pointer(), _Pointer()
    ole32.CLSIDFromString(_INTERFACE, ctypes.byref(interface))
    combase.WindowsCreateString(_CLASS, len(_CLASS), ctypes.byref(name))
    try:
        combase.RoGetActivationFactory(name, ctypes.byref(interface), ctypes.byref(factory))
    finally:
        combase.WindowsDeleteString(name)
    try:
        return ClosedCaptions(**{what: _number(factory, at) for what, at in _PLACES.items()})
    finally:
        release(factory)


def _number(factory: _Pointer, place: int) -> int:
    value = ctypes.c_int()
    get = ctypes.WINFUNCTYPE(ctypes.HRESULT, ctypes.POINTER(ctypes.c_int))(place, "get")
    get(factory, ctypes.byref(value))
    return value.value

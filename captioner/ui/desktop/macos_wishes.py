"""The caption style that the user has chosen in the settings of macOS.

Only macOS has what this loads; not yet run there. The functions are those of
`MediaAccessibility/MACaptionAppearance.h`.
"""

import ctypes
import ctypes.util
from collections.abc import Mapping
from typing import TYPE_CHECKING

from captioner.ui.desktop.mac_captions import MacCaptions

if TYPE_CHECKING:
    from _ctypes import _CDataType

_USER = 1
"""kMACaptionAppearanceDomainUser: the style in the settings, not that of the system."""

_USUAL_FONT = 0  # kMACaptionAppearanceFontStyleDefault
_UTF_8 = 0x08000100  # kCFStringEncodingUTF8
_LONGEST_NAME = 400

_Pointer = ctypes.c_void_p
_Float = ctypes.c_double  # CGFloat, where addresses have 64 bits
_Index = ctypes.c_long  # CFIndex


def caption_style() -> Mapping[str, str | int]:
    """The settings that the style sets.

    Raises:
        OSError: A framework is missing.
        AttributeError: A function is.
    """
    return _MediaAccessibility().style().as_settings()


class _MediaAccessibility:
    """The framework, with those that hold what it gives."""

    def __init__(self) -> None:
        self._media = _framework("MediaAccessibility")
        self._graphics = _framework("CoreGraphics")
        self._text = _framework("CoreText")
        self._core = _framework("CoreFoundation")
        _declare(self._core, "CFRelease", None, _Pointer)
        takes = (_Pointer, ctypes.c_char_p, _Index, ctypes.c_uint32)
        _declare(self._core, "CFStringGetCString", ctypes.c_ubyte, *takes)
        _declare(self._graphics, "CGColorGetNumberOfComponents", ctypes.c_size_t, _Pointer)
        _declare(self._graphics, "CGColorGetComponents", ctypes.POINTER(_Float), _Pointer)
        _declare(self._text, "CTFontDescriptorCopyAttribute", _Pointer, _Pointer, _Pointer)

    def style(self) -> MacCaptions:
        """What was chosen."""
        return MacCaptions(
            text_colour=self._colour("CopyForegroundColor"),
            text_opacity=self._number("GetForegroundOpacity"),
            text_size=self._number("GetRelativeCharacterSize"),
            font=self._font(),
            edge=int(self._function("GetTextEdgeStyle", _Index)(_USER, None)),
            box_colour=self._colour("CopyBackgroundColor"),
            box_opacity=self._number("GetBackgroundOpacity"),
            window_colour=self._colour("CopyWindowColor"),
            window_opacity=self._number("GetWindowOpacity"),
        )

    def _number(self, name: str) -> float:
        return float(self._function(name, _Float)(_USER, None))

    def _colour(self, name: str) -> tuple[float, ...]:
        colour = self._function(name, _Pointer)(_USER, None)
        if not colour:
            return ()
        try:
            count = self._graphics.CGColorGetNumberOfComponents(colour)
            return tuple(self._graphics.CGColorGetComponents(colour)[:count])
        finally:
            self._core.CFRelease(colour)

    def _font(self) -> str:
        copy = self._function("CopyFontDescriptorForStyle", _Pointer, _Index)
        descriptor = copy(_USER, None, _USUAL_FONT)
        if not descriptor:
            return ""
        try:
            family = ctypes.cast(self._text.kCTFontFamilyNameAttribute, ctypes.POINTER(_Pointer))
            name = self._text.CTFontDescriptorCopyAttribute(descriptor, family.contents)
        finally:
            self._core.CFRelease(descriptor)
        return self._string(name) if name else ""

    def _string(self, string: int) -> str:
        text = ctypes.create_string_buffer(_LONGEST_NAME)
        try:
            told = self._core.CFStringGetCString(string, text, len(text), _UTF_8)
        finally:
            self._core.CFRelease(string)
        return text.value.decode() if told else ""

    def _function(
        self, name: str, gives: "type[_CDataType]", *more: "type[_CDataType]"
    ) -> "ctypes._NamedFuncPointer":
        """One of the framework's that ask for a domain and, if wanted, tell of the behaviour."""
        full = f"MACaptionAppearance{name}"
        return _declare(self._media, full, gives, _Index, ctypes.POINTER(_Index), *more)


def _framework(name: str) -> ctypes.CDLL:
    found = ctypes.util.find_library(name)
    if found is None:
        raise OSError(f"{name} is missing")
    return ctypes.CDLL(found)


def _declare(
    library: ctypes.CDLL, name: str, gives: "type[_CDataType] | None", *takes: "type[_CDataType]"
) -> "ctypes._NamedFuncPointer":
    function: ctypes._NamedFuncPointer = getattr(library, name)
    function.restype, function.argtypes = gives, list(takes)
    return function

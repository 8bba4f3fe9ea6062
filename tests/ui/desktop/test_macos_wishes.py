"""Reading the caption style of macOS, from frameworks that are made by its headers."""

import ctypes
from collections.abc import Callable

import pytest

from captioner.ui.desktop import macos_wishes

USER = 1
FAMILY, DESCRIPTOR, NAME = 11, 12, 13
COLOURS = {21: (1.0, 1.0, 0.0, 1.0), 22: (0.0, 1.0), 23: (0.0, 0.0, 1.0, 0.5)}


class Function:
    """A C function: what it takes and gives can be declared."""

    def __init__(self, answer: Callable[..., object]) -> None:
        self.restype: object = None
        self.argtypes: list[object] = []
        self._answer = answer

    def __call__(self, *given: object) -> object:
        assert len(given) == len(self.argtypes)
        return self._answer(*given)


class Mac:
    """The frameworks; it counts what is held."""

    def __init__(self) -> None:
        self.held: list[int] = []
        self.family: bytes | None = b"Avenir Next"
        self.frameworks = {
            "MediaAccessibility": {
                "CopyForegroundColor": lambda *_: self.copied(21),
                "CopyBackgroundColor": lambda *_: self.copied(22),
                "CopyWindowColor": lambda *_: self.copied(23),
                "GetForegroundOpacity": lambda *_: 0.9,
                "GetBackgroundOpacity": lambda *_: 0.5,
                "GetWindowOpacity": lambda *_: 0.0,
                "GetRelativeCharacterSize": lambda *_: 1.25,
                "GetTextEdgeStyle": lambda *_: 2,
                "CopyFontDescriptorForStyle": lambda *_: self.copied(DESCRIPTOR),
            },
            "CoreGraphics": {
                "CGColorGetNumberOfComponents": lambda colour: len(COLOURS[colour]),
                "CGColorGetComponents": lambda colour: [*COLOURS[colour], 0.7],
            },
            "CoreText": {"CTFontDescriptorCopyAttribute": self.attribute},
            "CoreFoundation": {
                "CFRelease": lambda each: self.held.remove(each),
                "CFStringGetCString": self.string,
            },
        }

    def library(self, name: str) -> object:
        prefix = "MACaptionAppearance" if name == "MediaAccessibility" else ""
        functions = {
            prefix + each: Function(answer) for each, answer in self.frameworks[name].items()
        }
        family = ctypes.pointer(ctypes.c_void_p(FAMILY))
        return type(name, (), {**functions, "kCTFontFamilyNameAttribute": family})

    def copied(self, thing: int) -> int:
        self.held.append(thing)
        return thing

    def attribute(self, descriptor: int, attribute: ctypes.c_void_p) -> int | None:
        assert (descriptor, attribute.value) == (DESCRIPTOR, FAMILY)
        return None if self.family is None else self.copied(NAME)

    def string(self, name: int, into: ctypes.Array[ctypes.c_char], room: int, code: int) -> int:
        assert (name, code) == (NAME, 0x08000100)
        assert self.family is not None
        if len(self.family) >= room:
            return 0
        into.value = self.family
        return 1


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Mac:
    made = Mac()
    monkeypatch.setattr(macos_wishes.ctypes.util, "find_library", lambda name: name)
    monkeypatch.setattr(macos_wishes.ctypes, "CDLL", made.library)
    return made


def test_the_style_is_read_and_nothing_is_held(mac: Mac) -> None:
    assert macos_wishes.caption_style() == {
        "text_colour": "#ffff00",
        "text_opacity": 90,
        "text_size": 120,
        "font": "Avenir Next",
        "outline": "raised",
        "box_colour": "#000000",
        "box_opacity": 50,
        "window_colour": "#0000ff",
        "window_opacity": 0,
    }
    assert mac.held == []


def test_the_users_own_style_is_asked_for(mac: Mac) -> None:
    domains: list[object] = []
    asked = mac.frameworks["MediaAccessibility"]
    asked["GetTextEdgeStyle"] = lambda *given: domains.append(given) or 0
    macos_wishes.caption_style()
    assert domains == [(USER, None)]


@pytest.mark.parametrize("family", [None, b"", b"x" * 1_000])
def test_a_font_without_a_name_leaves_the_font_as_it_is(mac: Mac, family: bytes | None) -> None:
    mac.family = family
    assert "font" not in macos_wishes.caption_style()
    assert mac.held == []


def test_a_style_without_colours_leaves_them_as_they_are(mac: Mac) -> None:
    for name in ("CopyForegroundColor", "CopyBackgroundColor", "CopyWindowColor"):
        mac.frameworks["MediaAccessibility"][name] = lambda *_: None
    assert not {"text_colour", "box_colour", "window_colour"} & set(macos_wishes.caption_style())


def test_a_macos_without_the_framework_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(macos_wishes.ctypes.util, "find_library", lambda _: None)
    with pytest.raises(OSError, match="MediaAccessibility"):
        macos_wishes.caption_style()

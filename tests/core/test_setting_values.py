import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.errors import UsageError
from captioner.core.setting_values import change, describe, get, parse, plain, restore
from captioner.core.settings import ABOUT, DEFAULTS, MAX_ITEM, Settings


def valid_values(name: str) -> st.SearchStrategy[object]:
    default, about = get(DEFAULTS, name), ABOUT[name]
    if isinstance(default, bool):
        return st.booleans()
    if isinstance(default, int):
        if about.choices:
            return st.sampled_from(sorted(about.choices)).map(int)
        return st.integers(about.low, about.high)
    if about.choices and not about.suggests:
        return st.sampled_from(sorted(about.choices))
    letters = st.characters(codec="utf-8").filter(str.isprintable)
    text = st.text(letters, max_size=40)
    return text if isinstance(default, str) else st.lists(text, max_size=10)


settings = st.fixed_dictionaries({}, optional={name: valid_values(name) for name in ABOUT}).map(
    lambda values: restore(values)[0]
)


@given(settings)
def test_settings_come_back_from_their_stored_values(changed: Settings) -> None:
    assert restore(plain(changed)) == (changed, ())


def test_only_what_differs_from_the_defaults_is_stored() -> None:
    assert plain(DEFAULTS) == {}
    assert plain(change(DEFAULTS, "word_boost", ["Ada"])) == {"word_boost": ["Ada"]}


def test_a_bad_value_falls_back_alone_and_is_told() -> None:
    restored, refused = restore({"lines": 99, "width": 60, "nonsense": 1})
    assert restored == Settings(width=60)
    assert refused == ("Lines cannot be 99.", "There is no setting “nonsense”.")


stored = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
names = st.sampled_from(sorted(ABOUT)) | st.text(max_size=20)


@given(st.dictionaries(names, stored | st.lists(stored, max_size=3), max_size=5))
def test_whatever_was_stored_gives_valid_settings(values: dict[str, object]) -> None:
    restored, refused = restore(values)
    assert restore(plain(restored)) == (restored, ())
    assert len(refused) <= len(values)


@pytest.mark.parametrize(
    ("name", "value", "title"),
    [
        ("lines", "three", "Lines must be a whole number."),
        ("lines", 2.5, "Lines must be a whole number."),
        ("lines", True, "Lines must be a whole number."),
        ("lines", 0, "Lines cannot be 0."),
        ("lines", 7, "Lines cannot be 7."),
        ("sample_rate", 44100, "Sample rate cannot be 44100."),
        ("end_utterance_silence_threshold", 20_001, "Pause that ends a sentence cannot be 20001."),
        ("locked", "maybe", "Lock is on or off."),
        ("locked", None, "Lock is on or off."),
        ("font", 3, "Font must be plain text."),
        ("font", "a\0b", "Font must be plain text."),
        ("font", "x" * 101, "Font is too long."),
        ("engine", "whisper", "Recogniser cannot be “whisper”."),
        ("word_boost", "Ada", "Word boost must be a list of words."),
        ("word_boost", ["Ada", 3], "Word boost must be a list of words."),
        ("word_boost", ["\x07bell"], "Word boost cannot hold “\x07bell…”."),
        ("word_boost", ["x" * (MAX_ITEM + 1)], f"Word boost cannot hold “{'x' * 20}…”."),
        ("word_boost", [str(n) for n in range(1001)], "Word boost is too long."),
        ("volume", 3, "There is no setting “volume”."),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_in_a_sentence(
    name: str, value: object, title: str
) -> None:
    with pytest.raises(UsageError) as caught:
        change(DEFAULTS, name, value)
    assert caught.value.title == title
    assert caught.value.advice.endswith((".", "all."))


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("lines", "2", 2),
        ("locked", "Yes", True),
        ("locked", "off", False),
        ("locked", 1, True),
        ("sample_rate", "8000", 8000),
        ("text_colour", "#123456", "#123456"),
        ("speaker_labels", True, "true"),
        ("speaker_labels", "off", "false"),
        ("speaker_labels", "auto", "auto"),
        ("font", "  Noto Sans ", "Noto Sans"),
        ("word_boost", [" Ada ", "Ada", "", "Bletchley  Park"], ("Ada", "Bletchley Park")),
    ],
)
def test_a_value_is_tidied(name: str, value: object, kept: object) -> None:
    assert get(change(DEFAULTS, name, value), name) == kept


@pytest.mark.parametrize(
    ("assignment", "name", "kept"),
    [
        ("lines=2", "lines", 2),
        (" lines = 2 ", "lines", 2),
        ("server_url=ws://127.0.0.1:9?a=b", "server_url", "ws://127.0.0.1:9?a=b"),
        ("word_boost=Ada,Grace Hopper", "word_boost", ("Ada", "Grace Hopper")),
        ("word_boost=Ada\nGrace", "word_boost", ("Ada", "Grace")),
        ("word_boost=Ada; Grace;Ada", "word_boost", ("Ada", "Grace")),
        ("word_boost=", "word_boost", ()),
    ],
)
def test_an_assignment_on_the_command_line_is_understood(
    assignment: str, name: str, kept: object
) -> None:
    assert get(parse(DEFAULTS, assignment), name) == kept


@pytest.mark.parametrize("assignment", ["lines", "=3", "nonsense=3", ""])
def test_an_assignment_that_makes_no_sense_is_refused(assignment: str) -> None:
    with pytest.raises(UsageError):
        parse(DEFAULTS, assignment)


@pytest.mark.parametrize("key", ["A", "Shift+A", "Space", "Shift+Left", "Esc"])
def test_a_key_that_people_type_with_is_none_for_every_program(key: str) -> None:
    with pytest.raises(UsageError, match=f"Mark this moment cannot be {re.escape(key)}"):
        change(DEFAULTS, "hotkey_mark", key)


@pytest.mark.parametrize("key", ["", "F9", "Shift+F9", "Ctrl+A", "Alt+Left", "Meta+M", "Pause"])
def test_other_keys_are(key: str) -> None:
    assert get(change(DEFAULTS, "hotkey_mark", key), "hotkey_mark") == key


def test_help_describes_every_setting_that_has_a_control() -> None:
    lines = describe()
    assert len(lines) == len([about for about in ABOUT.values() if not about.hidden])
    assert "lines  Lines: How many lines the overlay shows. Choose 1 to 6." in lines
    assert any(line.startswith("sample_rate") and "8000, 16000" in line for line in lines)

import re
from string import Formatter

import pytest

from captioner.core.errors import Action
from captioner.core.status import OVERLAY_LENGTH, WORDS, Condition, Status, Words

LIKELY = {
    "d": "Jabra Evolve",
    "d2": "Speakers",
    "n": "120",
    "time": "10:14",
    "start": "10:14:05",
    "end": "10:14:31",
    "reason": "Jabra Evolve was disconnected",
    "why": "The service refused the setting Mode.",
    "advice": "Change Mode and start again.",
    "service": "captions.example.org",
    "length": "1 h 54 min",
    "title": "Tue 24 Nov 10:02, 54 min",
}


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_condition_has_words() -> None:
    assert set(WORDS) == set(Condition)


@pytest.mark.parametrize("condition", Condition)
def test_overlay_texts_fit_with_likely_values(condition: Condition) -> None:
    assert len(WORDS[condition].overlay.format_map(LIKELY)) <= OVERLAY_LENGTH


@pytest.mark.parametrize("words", WORDS.values())
def test_texts_name_only_values_that_exist(words: Words) -> None:
    label = words.action.value if words.action else ""
    assert names(words.overlay) | names(words.window) | names(label) <= set(LIKELY)


@pytest.mark.parametrize("words", WORDS.values())
def test_the_window_speaks_in_sentences(words: Words) -> None:
    assert re.search(r"[.…]$", words.window.format_map(LIKELY))


def test_only_listening_leaves_the_overlay_to_the_captions() -> None:
    assert [condition for condition in Condition if not WORDS[condition].overlay] == [
        Condition.LISTENING
    ]


def test_account_trouble_does_not_show_in_the_overlay() -> None:
    account = (
        Condition.REFUSED_KEY,
        Condition.REFUSED_TOKEN,
        Condition.UNUSABLE_KEY,
        Condition.NO_KEY,
        Condition.NO_CREDIT,
        Condition.REFUSED,
    )
    for condition in account:
        assert not re.search("key|credit|account", WORDS[condition].overlay, re.IGNORECASE)


def test_values_are_filled_in() -> None:
    status = Status(Condition.DEVICE_GONE, {"d": "Jabra", "d2": "Speakers", "time": "10:14"})
    assert status.overlay() == "Jabra gone. Now Speakers."
    assert status.window() == "Jabra was disconnected at 10:14. Captions go on from Speakers."
    assert status.action is WORDS[Condition.DEVICE_GONE].action


def test_a_long_device_name_is_cut_to_the_overlay() -> None:
    status = Status(Condition.DEVICE_GONE, {"d": "A" * 60, "d2": "Speakers"})
    assert status.overlay() == "A" * 39 + "…"


def test_a_value_that_is_missing_leaves_no_trace() -> None:
    assert Status(Condition.OFFLINE).overlay() == "Offline  s. Sound is kept."


def test_a_translation_is_filled_in_like_the_english() -> None:
    status = Status(Condition.SLOW, {"n": "4"})
    assert status.overlay("Untertitel {n} s zu spät") == "Untertitel 4 s zu spät"
    assert status.window("{n} s") == "4 s"


BUTTONS = {
    Condition.OFF_THE_RECORD: Action.ON_THE_RECORD,
    Condition.NOT_SAVED: Action.COPY_ALL,
    Condition.DEVICE_LOST: Action.CHOOSE_SOURCE,
    Condition.DEVICE_GONE: Action.CHOOSE_SOURCE,
    Condition.DEVICE_MOVED: Action.CHOOSE_SOURCE,
    Condition.SOUND_LOST: Action.SHOW,
    Condition.ZEROS: Action.SOUND_SETTINGS,
    Condition.WRONG_SOURCE: Action.USE_OTHER_SOURCE,
    Condition.REFUSED_KEY: Action.CHANGE_KEY,
    Condition.REFUSED_TOKEN: Action.CHANGE_KEY,
    Condition.UNUSABLE_KEY: Action.CHANGE_KEY,
    Condition.NO_KEY: Action.CHANGE_KEY,
    Condition.NO_CREDIT: Action.OPEN_ACCOUNT,
    Condition.REFUSED: Action.OPEN_SETTINGS,
    Condition.PASSING: Action.STAY_HERE,
    Condition.OFFLINE: Action.USE_THIS_COMPUTER,
    Condition.FALLBACK: Action.STAY_HERE,
    Condition.LINK_TOO_SLOW: Action.STAY_HERE,
    Condition.LINK_SLOW: Action.USE_THIS_COMPUTER,
    Condition.FILLING_IN: Action.SHOW,
    Condition.BACK: None,
    Condition.NOT_ENGLISH: Action.OPEN_SETTINGS,
    Condition.SLOW: Action.LIGHTER_MODEL,
    Condition.NO_WORDS: Action.CHANGE_SOURCE,
    Condition.PAUSED: Action.RESUME,
    Condition.MUTED: Action.UNMUTE,
    Condition.STARTING: None,
    Condition.WAITING: None,
    Condition.ENDED: Action.EXPORT,
    Condition.ENDED_PARTLY_KEPT: Action.COPY_ALL,
    Condition.ENDED_UNKEPT: Action.COPY_ALL,
    Condition.QUIET: None,
    Condition.HEARS: None,
    Condition.EXPECTS: None,
    Condition.LISTENING: None,
}
"""Gone through by hand: what helps whoever reads these words, and can be done then."""


def test_each_condition_has_the_button_that_helps() -> None:
    assert {condition: Status(condition).action for condition in Condition} == BUTTONS


def test_a_remedy_of_its_own_goes_before_that_of_the_condition() -> None:
    assert Status(Condition.REFUSED, {}, Action.STAY_HERE).action is Action.STAY_HERE

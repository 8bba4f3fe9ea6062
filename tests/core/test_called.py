import pytest

from captioner.core.called import Call, Names


def calls(names: list[str], said: str) -> list[str]:
    return [call.name for call in Names(names).calls(said.split())]


@pytest.mark.parametrize(
    ("names", "said", "called"),
    [
        (["Marta"], "Thank you, Marta.", ["Marta"]),
        (["Marta"], "thank you marta", ["Marta"]),
        (["Marta"], "That is Marta's idea.", ["Marta"]),
        (["Marta"], "Marta, and again Marta!", ["Marta", "Marta"]),
        (["Marta Kovač"], "ask Marta Kovač about it", ["Marta Kovač"]),
        (["budget"], "the next point, the budget", ["budget"]),
        (["Marta"], "we met at noon", []),
        ([], "Thank you, Marta.", []),
        (["", "  "], "Thank you, Marta.", []),
    ],
)
def test_a_name_is_found_as_it_is_written(names, said, called):
    assert calls(names, said) == called


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("Marta", "marda"),
        ("Siobhan", "shivawn"),
        ("Kowalski", "kovalsky"),
        ("Captioner", "capshoner"),
    ],
)
def test_what_sounds_nearly_like_a_name_counts_as_in_word_boost(name, heard):
    from captioner.core.boost import Boost

    near = bool(Boost([name]).near([heard]))
    assert calls([name], f"thank you {heard} for that") == ([name] if near else [])


def test_near_misses_are_found_at_all():
    assert calls(["Kowalski"], "is mister kovalsky here") == ["Kowalski"]
    assert calls(["Marta"], "thank you marda") == ["Marta"]


def test_short_names_count_only_as_they_are_written():
    assert calls(["Bo"], "Bo, are you there?") == ["Bo"]
    assert calls(["Bo"], "a bow and a bough") == []


def test_a_name_of_one_letter_counts_as_a_capital_and_the_words_a_and_i_never():
    assert calls(["J"], "ask J. about it") == ["J"]
    assert calls(["J"], "the letter j") == []
    assert calls(["I", "a"], "I saw a cat") == []


def test_a_call_tells_which_words_it_takes():
    assert list(Names(["Marta Kovač"]).calls(["so", "Marta", "Kovač", "said"])) == [
        Call(1, 2, "Marta Kovač")
    ]


def test_names_of_nothing_but_marks_are_no_names():
    assert not Names(["...", "?!"])
    assert calls(["..."], "well ... yes") == []

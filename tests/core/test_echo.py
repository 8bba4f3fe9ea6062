"""Which words in the microphone's lane are the others' once more."""

import pytest

from captioner.core.echo import AUDIBLE, FRAME_MS, REMEMBERED_MS, SOUND, Echoes, Need
from captioner.core.events import Word


def words(text: str, at_ms: int) -> list[Word]:
    return [
        Word(text=each, start_ms=at_ms + 300 * place, end_ms=at_ms + 300 * place + 250)
        for place, each in enumerate(text.split())
    ]


def taken(echoes: Echoes, start_ms: int, end_ms: int, decibels: float) -> None:
    for at_ms in range(start_ms, end_ms, FRAME_MS):
        echoes.cancelled(at_ms, 1000.0, 1000.0 / 10 ** (decibels / 10))


def own(echoes: Echoes, said: list[Word]) -> str:
    return " ".join(said[place].text for place in echoes.own(said))


@pytest.fixture
def echoes() -> Echoes:
    made = Echoes()
    made.knows(0, heard=True)
    return made


def test_what_the_canceller_took_nearly_all_of_is_an_echo_whatever_was_read(echoes: Echoes) -> None:
    taken(echoes, 0, 1_000, 25.0)
    assert own(echoes, words("tester testing tree", 0)) == ""


def test_who_says_the_same_as_the_others_at_the_same_time_has_said_it(echoes: Echoes) -> None:
    taken(echoes, 0, 1_000, 2.0)
    echoes.others(words("yes of course", 0), final=True)
    assert own(echoes, words("Yes, of course.", 100)) == "Yes, of course."


def test_while_the_room_is_learnt_the_same_word_at_that_time_is_an_echo() -> None:
    echoes = Echoes()
    taken(echoes, 0, 3_000, 1.0)
    echoes.others(words("shall we begin with you or with me", 0), final=True)
    said = words("Shall he begin with you or with me", 100)
    assert own(echoes, said) == "Shall he begin with you or with me"  # nothing is known yet
    echoes.knows(1_200, heard=False)
    echoes.knows(1_300, heard=True)
    echoes.knows(2_000, heard=True)
    assert own(echoes, said) == "he you or with me"


def test_where_a_part_was_taken_the_same_word_at_that_time_is_an_echo(echoes: Echoes) -> None:
    taken(echoes, 0, 2_000, 8.0)
    echoes.others(words("shall we begin", 0), final=True)
    assert own(echoes, words("Shall we go", 200)) == "go"
    assert own(echoes, words("begin", 200)) == "begin"  # that was said half a second before
    late = words("shall", 1_500)
    assert own(echoes, late) == "shall"  # later than any echo


def test_what_the_others_are_just_saying_counts_too_and_goes_when_it_is_another_word(
    echoes: Echoes,
) -> None:
    taken(echoes, 0, 2_000, 8.0)
    echoes.others(words("begin", 0), final=False)
    assert own(echoes, words("begin", 100)) == ""
    echoes.others(words("again", 0), final=False)
    assert own(echoes, words("begin", 100)) == "begin"


def test_of_a_time_of_which_nothing_is_known_everything_is_kept(echoes: Echoes) -> None:
    echoes.others(words("hello", 0), final=True)
    assert own(echoes, words("hello", 0)) == "hello"
    taken(echoes, 200_000, 265_000, 30.0)
    assert own(echoes, words("hello", 100_000)) == "hello"  # long ago


def test_where_the_loudspeaker_is_not_heard_nothing_is_an_echo() -> None:
    echoes = Echoes()
    taken(echoes, 0, 1_000, 25.0)
    echoes.others(words("hello", 0), final=True)
    assert own(echoes, words("hello", 0)) == "hello"


class TestNeed:
    def hear(self, need: Need, frames: int, played: float, heard: float, left: float) -> None:
        for _ in range(frames):
            need.hear(played, heard, left)

    def test_a_loudspeaker_in_the_microphone_is_noticed_within_a_second_of_its_sound(self) -> None:
        need = Need()
        self.hear(need, 49, 10 * AUDIBLE, 20 * SOUND, SOUND)
        assert not need.there
        self.hear(need, 1, 10 * AUDIBLE, 20 * SOUND, SOUND)
        assert need.there
        self.hear(need, 500, 0.0, 10 * SOUND, 10 * SOUND)  # nothing is played: nothing is learnt
        assert need.there

    def test_headphones_need_nothing_who_speaks_or_not(self) -> None:
        need = Need()
        self.hear(need, 200, 10 * AUDIBLE, 20 * SOUND, 17 * SOUND)
        self.hear(need, 200, 10 * AUDIBLE, 0.2 * SOUND, 0.01 * SOUND)  # its own noise
        assert not need.there

    def test_a_minute_after_headphones_were_put_on_it_is_over(self) -> None:
        need = Need()
        self.hear(need, 100, 10 * AUDIBLE, 20 * SOUND, SOUND)
        self.hear(need, 6_100, 10 * AUDIBLE, 0.2 * SOUND, 0.1 * SOUND)
        assert not need.there


def test_what_the_others_said_a_minute_ago_comes_back_as_no_echo(echoes: Echoes) -> None:
    taken(echoes, 0, 2_000, 8.0)
    echoes.others(words("shall we begin", 0), final=True)
    assert own(echoes, words("shall", 200)) == ""
    echoes.others(words("goodbye", REMEMBERED_MS + 5_000), final=True)
    assert own(echoes, words("shall", 200)) == "shall"

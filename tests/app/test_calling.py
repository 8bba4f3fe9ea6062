from dataclasses import replace

from captioner.app.calling import Calling
from captioner.core.events import Word
from captioner.core.lanes import Lane
from captioner.core.transcript import SOUNDS, Mark, Segment


class Heard:
    """What is marked where these names count."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.marks: list[Mark] = []
        self.calling = Calling(lambda: self.names, self.marks.append)


def said(text: str, turn: int = 1, start_ms: int = 5_000) -> Segment:
    words = tuple(
        Word(text=word, start_ms=start_ms + 300 * n, end_ms=start_ms + 300 * n + 250)
        for n, word in enumerate(text.split())
    )
    end_ms = words[-1].end_ms
    return Segment(turn=turn, start_ms=start_ms, end_ms=end_ms, text=text, words=words)


def test_a_mark_with_the_name_stands_where_it_was_said() -> None:
    heard = Heard("Marta")
    heard.calling.heard(said("Thank you, Marta."))
    assert heard.marks == [Mark(at_ms=5_600, note="Marta")]


def test_a_later_state_of_an_utterance_is_marked_no_second_time() -> None:
    heard = Heard("Marta")
    heard.calling.heard(said("thank you marta"))
    heard.calling.heard(replace(said("Thank you, Marta."), saved=True))
    heard.calling.heard(said("Marta?", 2, 9_000))
    assert [mark.at_ms for mark in heard.marks] == [5_600, 9_000]


def test_a_name_that_is_said_twice_in_an_utterance_is_marked_once() -> None:
    heard = Heard("Marta", "Bo")
    heard.calling.heard(said("Marta and Bo, and again Marta."))
    assert [mark.note for mark in heard.marks] == ["Marta", "Bo"]


def test_names_act_as_soon_as_they_are_set() -> None:
    heard = Heard()
    heard.calling.heard(said("Hello Marta."))
    heard.names = ("Marta",)
    heard.calling.heard(said("Hello Marta.", 2))
    assert len(heard.marks) == 1


def test_words_without_times_are_marked_where_their_utterance_begins() -> None:
    heard = Heard("Marta")
    heard.calling.heard(replace(said("Hello Marta."), words=()))
    assert heard.marks == [Mark(at_ms=5_000, note="Marta")]


def test_what_the_user_says_calls_nobody() -> None:
    heard = Heard("Marta")
    heard.calling.heard(replace(said("Hello Marta."), lane=Lane.YOU))
    assert heard.marks == []


def test_a_sound_calls_nobody() -> None:
    heard = Heard("music")
    heard.calling.heard(replace(said("[music]", -1), engine=SOUNDS))
    assert heard.marks == []

from typing import Any

import msgspec

from captioner.core.events import Final, Partial, Word
from captioner.server.v3_messages import ServerMessage, SpeechStarted, Turn
from captioner.server.v3_turns import Turns
from tests.server.dialogue import final, make_words, partial

PRO = {"pro": True, "format_turns": False}
PLAIN = {"pro": False, "format_turns": False}
TWINS = {"pro": False, "format_turns": True}


def turn(messages: list[ServerMessage]) -> Turn:
    (only,) = [message for message in messages if isinstance(message, Turn)]
    return only


def wire(message: ServerMessage) -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(message))
    return decoded


def test_a_pro_partial_has_the_whole_text_and_no_utterance() -> None:
    said = turn(Turns(**PRO).partial(partial("So the budget")))
    assert (said.transcript, said.utterance) == ("So the budget", "")
    assert said.turn_is_formatted
    assert not said.end_of_turn
    assert said.end_of_turn_confidence == 0


def test_agreed_words_are_marked_as_final() -> None:
    said = turn(Turns(**PRO).partial(partial("So the budget", agreed=2)))
    assert [word.word_is_final for word in said.words] == [True, True, False]


def test_a_pro_final_is_formatted_and_alone() -> None:
    (said,) = Turns(**PRO).final(final("So the budget is $4,200."))
    assert isinstance(said, Turn)
    assert said.transcript == said.utterance == "So the budget is $4,200."
    assert said.turn_is_formatted
    assert said.end_of_turn
    assert all(word.word_is_final for word in said.words)


def test_speech_starts_once_in_a_turn_and_only_for_a_pro_model() -> None:
    turns = Turns(**PRO)
    assert isinstance(turns.partial(partial("So"))[0], SpeechStarted)
    assert len(turns.partial(partial("So the"))) == 1
    assert len(Turns(**PLAIN).partial(partial("So"))) == 1


def test_a_plain_partial_shows_only_agreed_words_as_transcript_and_all_in_words() -> None:
    said = turn(Turns(**PLAIN).partial(partial("So, the Budget", agreed=1)))
    assert said.transcript == "so"
    assert [word.text for word in said.words] == ["so", "the", "budget"]
    assert [word.word_is_final for word in said.words] == [True, False, False]
    assert not said.turn_is_formatted


def test_a_plain_final_has_no_case_and_no_punctuation_but_keeps_every_word() -> None:
    (said,) = Turns(**PLAIN).final(final("Don’t, Łódź — $4,200. naïve-ish 'quoted'!"))
    assert isinstance(said, Turn)
    assert said.transcript == "don’t łódź 4200 naïve-ish quoted"
    assert not said.turn_is_formatted


def test_the_formatted_twin_follows_with_the_same_number() -> None:
    plain, formatted = map(wire, Turns(**TWINS).final(final("Yes, well.")))
    assert (plain["transcript"], formatted["transcript"]) == ("yes well", "Yes, well.")
    assert (plain["turn_is_formatted"], formatted["turn_is_formatted"]) == (False, True)
    assert plain["turn_order"] == formatted["turn_order"] == 0
    assert plain["end_of_turn"] is formatted["end_of_turn"] is True


def test_a_final_of_nothing_but_marks_has_no_plain_form() -> None:
    (said,) = Turns(**TWINS).final(final("…"))
    assert isinstance(said, Turn)
    assert said.transcript == "…"


def test_turns_are_counted_without_holes_and_a_late_twin_keeps_its_number() -> None:
    turns = Turns(**PRO)
    orders = [turn(turns.final(final("a", turn=number))).turn_order for number in (3, 5, 9)]
    late = Final(turn=5, words=make_words("A"), text="A", amends=True)
    assert orders == [0, 1, 2]
    assert turn(turns.final(late)).turn_order == 1


def test_a_partial_that_takes_everything_back_is_an_empty_turn() -> None:
    turns = Turns(**PRO)
    turns.partial(partial("hm"))
    said = turn(turns.partial(Partial(turn=0, words=())))
    assert (said.transcript, said.words) == ("", [])


def test_times_and_confidence_go_out_as_they_are_and_no_doubt_is_certainty() -> None:
    words = (
        Word(text="a", start_ms=10, end_ms=20, confidence=0.25),
        Word(text="b", start_ms=30, end_ms=40),
    )
    said = wire(turn(Turns(**PRO).final(Final(turn=0, words=words, text="a b"))))
    assert said["words"] == [
        {"text": "a", "start": 10, "end": 20, "confidence": 0.25, "word_is_final": True},
        {"text": "b", "start": 30, "end": 40, "confidence": 1.0, "word_is_final": True},
    ]


def test_a_speaker_is_named_only_if_there_is_one() -> None:
    named = Final(turn=0, words=make_words("a"), text="a", speaker="B")
    assert wire(turn(Turns(**PRO).final(named)))["speaker_label"] == "B"
    assert "speaker_label" not in wire(turn(Turns(**PRO).final(final("a"))))

"""The rules of v2, one by one, without a socket."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from captioner.core.events import Final, Heard, Partial
from captioner.core.settings import Settings
from captioner.engines.base import Configure, EndUtterance
from captioner.server.v2_session import REFUSALS, V2Session
from tests.server.dialogue import ID, Dialogue, final, make_words, partial


def v2(**query: str) -> Dialogue:
    return Dialogue(V2Session, {"sample_rate": "16000"} | query)


def refusal(talk: Dialogue) -> int:
    """The code of the close; the error before it has no type and the words of the reason."""
    assert talk.closed is not None
    code, reason = talk.closed
    assert talk.said[-1] == {"error": reason}
    assert reason == REFUSALS[code]
    return code


# Opening -------------------------------------------------------------------------------


def test_session_begins_comes_first() -> None:
    assert v2().said == [
        {
            "message_type": "SessionBegins",
            "session_id": ID,
            "expires_at": "2026-11-24T13:00:00.000000",
        }
    ]


def test_a_client_that_may_not_come_in_is_told_so_after_the_upgrade() -> None:
    talk = Dialogue(V2Session, {"sample_rate": "16000"}, refusal="Invalid API key")
    assert refusal(talk) == 4001
    assert talk.started is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, 4000),
        ({"sample_rate": "0"}, 4000),
        ({"sample_rate": "-16000"}, 4000),
        ({"sample_rate": "fast"}, 4000),
        ({"sample_rate": "16000", "word_boost": "Captioner"}, 4104),
        ({"sample_rate": "16000", "word_boost": "['a']"}, 4104),
        ({"sample_rate": "16000", "word_boost": "[1]"}, 4104),
        ({"sample_rate": "16000", "word_boost": json.dumps(["x" * 2501])}, 4104),
        ({"sample_rate": "16000", "encoding": "opus"}, 4101),
        ({"sample_rate": "16000", "disable_partial_transcripts": "perhaps"}, 4101),
    ],
)
def test_a_bad_parameter_has_its_code(query: dict[str, str], code: int) -> None:
    assert refusal(Dialogue(V2Session, query)) == code


def test_the_recogniser_is_asked_for_what_the_query_says() -> None:
    talk = v2(word_boost='["Krabby Patty", "na\\u00efve & co", " "]')
    assert talk.started == Settings(word_boost=("Krabby Patty", "naïve & co"))
    assert talk.started.end_utterance_silence_threshold == 700


def test_word_boost_may_have_2500_characters_together() -> None:
    assert v2(word_boost=json.dumps(["x" * 1250, "y" * 1250])).closed is None


# Transcripts ---------------------------------------------------------------------------


def test_a_partial_has_its_times_and_words() -> None:
    talk = v2()
    talk.now += 6.5
    (said,) = talk.hears(partial("can you"))
    assert said == {
        "message_type": "PartialTranscript",
        "audio_start": 1000,
        "audio_end": 1450,
        "confidence": 1.0,
        "text": "can you",
        "words": [
            {"text": "can", "start": 1000, "end": 1200, "confidence": 1.0},
            {"text": "you", "start": 1250, "end": 1450, "confidence": 1.0},
        ],
        "created": "2026-11-24T10:00:06.500000",
    }


def test_a_final_says_that_it_is_punctuated() -> None:
    (said,) = v2().hears(final("Can you hear me?", confidence=0.5))
    assert said["message_type"] == "FinalTranscript"
    assert said["text"] == "Can you hear me?"
    assert (said["punctuated"], said["text_formatted"]) == (True, True)
    assert said["confidence"] == 0.5


def test_partials_can_be_left_out() -> None:
    talk = v2(disable_partial_transcripts="True")
    assert talk.hears(partial("can")) == []
    assert len(talk.hears(final("Can."))) == 1


def test_what_v2_has_no_words_for_is_not_passed_on() -> None:
    talk = v2()
    assert talk.hears(Partial(turn=0, words=())) == []
    assert talk.hears(Final(turn=0, words=make_words("A"), text="A", amends=True)) == []
    assert talk.hears(Heard(until_ms=100)) == []


# What the client asks for --------------------------------------------------------------


def test_the_silence_threshold_can_change_at_any_time_and_any_number_of_times() -> None:
    talk = v2(word_boost='["a"]')
    for threshold in (0, 20_000, 300):
        talk.asks(end_utterance_silence_threshold=threshold)
    assert talk.told == [
        Configure(Settings(end_utterance_silence_threshold=threshold, word_boost=("a",)))
        for threshold in (0, 20_000, 300)
    ]


def test_force_end_utterance_ends_it() -> None:
    talk = v2()
    talk.asks(force_end_utterance=True)
    talk.asks(force_end_utterance=False)
    assert talk.told == [EndUtterance()]


def test_sound_may_come_as_base64_in_json() -> None:
    talk = v2()
    talk.asks(audio_data=base64.b64encode(bytes(3200)).decode())
    assert talk.heard_ms == 100


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{", 4100),
        ("", 4100),
        ("42", 4101),
        ("[]", 4101),
        ('{"end_utterance_silence_threshold": -1}', 4101),
        ('{"end_utterance_silence_threshold": 20001}', 4101),
        ('{"end_utterance_silence_threshold": "700"}', 4101),
        ('{"terminate_session": 1}', 4101),
        ('{"audio_data": "not base64!"}', 4101),
    ],
)
def test_a_text_that_makes_no_sense_ends_the_session(message: str, code: int) -> None:
    talk = v2()
    talk.text(message)
    assert refusal(talk) == code


@given(
    st.text()
    | st.dictionaries(
        st.sampled_from(["audio_data", "terminate_session", "x"]), st.text() | st.booleans()
    ).map(json.dumps)
)
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_rules(message: str) -> None:
    talk = v2()
    talk.text(message)
    assert talk.closed is None or refusal(talk) in (4100, 4101)


# Sound ---------------------------------------------------------------------------------


def test_frames_of_100_to_2000_ms_are_heard() -> None:
    talk = v2()
    talk.sound(200, each_ms=100)
    talk.sound(2000, each_ms=2000)
    assert talk.heard_ms == 2200


def test_a_long_frame_is_refused() -> None:
    talk = v2()
    talk.frame(bytes(32 * 2001))
    assert refusal(talk) == 4033


def test_short_frames_are_refused_after_a_second_of_them() -> None:
    talk = v2()
    talk.sound(950, each_ms=50)
    assert talk.closed is None
    talk.sound(50, each_ms=50)
    assert refusal(talk) == 4032


@pytest.mark.parametrize("wish", ["force_end_utterance", "terminate_session"])
def test_a_single_short_frame_before_an_end_is_accepted(wish: str) -> None:
    talk = v2()
    talk.sound(300)
    talk.frame(bytes(32 * 7))
    talk.asks(**{wish: True})
    assert talk.closed is None
    assert talk.heard_ms == 307


def test_sound_more_than_a_minute_ahead_of_time_is_refused() -> None:
    talk = v2()
    talk.sound(60_000, each_ms=1000)
    assert talk.closed is None
    talk.sound(1000, each_ms=1000)
    assert refusal(talk) == 4029


# The end -------------------------------------------------------------------------------


def test_the_last_final_comes_before_session_terminated() -> None:
    talk = v2()
    talk.sound(4000)
    talk.asks(terminate_session=True)
    assert talk.finished
    talk.hears(final("The end."))
    assert talk.engine_ends() == [{"message_type": "SessionTerminated"}]
    assert talk.closed == (1000, "")


def test_session_information_comes_right_before_that_if_asked_for() -> None:
    talk = v2(enable_extra_session_information="true")
    talk.sound(4100)
    talk.asks(terminate_session=True)
    assert talk.engine_ends() == [
        {"message_type": "SessionInformation", "audio_duration_seconds": 4.1},
        {"message_type": "SessionTerminated"},
    ]


def test_after_terminate_session_nothing_more_is_heard() -> None:
    talk = v2()
    talk.asks(terminate_session=True)
    before = len(talk.chunks)
    talk.sound(100)
    talk.text("nonsense")
    assert (len(talk.chunks), talk.closed) == (before, None)


@pytest.mark.parametrize("way", ["engine_breaks", "engine_ends"])
def test_a_recogniser_that_stops_before_its_time_is_a_temporary_condition(way: str) -> None:
    talk = v2()
    getattr(talk, way)()
    assert refusal(talk) == 1013


# Time ----------------------------------------------------------------------------------


def test_a_minute_without_sound_is_too_long_whatever_else_is_said() -> None:
    talk = v2()
    talk.wait(59)
    talk.sound(100)
    talk.wait(59)
    talk.asks(end_utterance_silence_threshold=700)
    assert talk.closed is None
    talk.wait(1)
    assert refusal(talk) == 4031


def test_a_session_expires() -> None:
    talk = Dialogue(V2Session, {"sample_rate": "16000"}, longest_s=30.0)
    talk.wait(30)
    assert refusal(talk) == 4008


def test_a_session_that_is_ending_is_not_idle() -> None:
    talk = v2()
    talk.asks(terminate_session=True)
    talk.wait(120)
    assert talk.closed is None


def test_a_session_that_is_over_wants_no_more_ticks() -> None:
    talk = v2()
    talk.text("nonsense")
    assert talk.session.due == float("inf")

"""The rules of v3, one by one, without a socket."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from captioner.core.events import Heard
from captioner.core.settings import Settings
from captioner.engines.base import Configure, EndUtterance
from captioner.server.v3_session import V3Session
from tests.server.dialogue import BEGAN, ID, Dialogue, final, partial


def v3(**query: str) -> Dialogue:
    return Dialogue(V3Session, query)


def error(talk: Dialogue) -> tuple[int, str]:
    """The Error frame with which a session was closed; it always has the close's code."""
    assert talk.closed is not None
    code, reason = talk.closed
    last = talk.said[-1]
    assert (last["type"], last["error_code"]) == ("Error", code)
    assert reason == "See Error message for details"
    return code, last["error"]


# Opening -------------------------------------------------------------------------------


def test_begin_comes_first_and_says_when_the_session_will_end() -> None:
    talk = v3(speech_model="universal-3-5-pro", mode="min_latency")
    (begin,) = talk.said
    assert begin["type"] == "Begin"
    assert begin["id"] == ID
    assert begin["expires_at"] == int(BEGAN.timestamp()) + 3 * 3600
    assert begin["configuration"]["model"] == "universal-3-5-pro"
    assert begin["configuration"]["mode"] == "min_latency"


def test_a_token_may_make_the_session_shorter() -> None:
    talk = Dialogue(V3Session, longest_s=60.0)
    assert talk.said[0]["expires_at"] == int(BEGAN.timestamp()) + 60


def test_a_client_that_may_not_come_in_is_told_why_after_the_upgrade() -> None:
    talk = Dialogue(V3Session, refusal="Invalid API key")
    assert error(talk) == (1008, "Invalid API key")
    assert talk.started is None


def test_a_bad_parameter_is_named_before_begin() -> None:
    talk = v3(sample_rate="7999")
    code, text = error(talk)
    assert code == 3006
    assert text == "User Input Validation Error: Invalid 'sample_rate': Expected `int` >= 8000"
    assert talk.started is None


def test_the_recogniser_is_asked_for_what_the_query_says() -> None:
    talk = v3(max_turn_silence="900", keyterms_prompt='["naïve & co", "Łódź"]')
    assert talk.started == Settings(
        end_utterance_silence_threshold=900, word_boost=("naïve & co", "Łódź")
    )


# Turns ---------------------------------------------------------------------------------


def test_partials_and_finals_of_a_turn_have_its_number() -> None:
    talk = v3()
    (started, open_turn) = talk.hears(partial("So the"))
    (finished,) = talk.hears(final("So the budget."))
    (_, next_turn) = talk.hears(partial("Next", turn=7))
    assert (started["type"], started["timestamp"]) == ("SpeechStarted", 1000)
    assert (open_turn["turn_order"], open_turn["end_of_turn"]) == (0, False)
    assert (finished["turn_order"], finished["end_of_turn"]) == (0, True)
    assert next_turn["turn_order"] == 1


def test_partials_can_be_left_out() -> None:
    talk = v3(include_partial_turns="false")
    assert talk.hears(partial("So the")) == []
    assert len(talk.hears(final("So the budget."))) == 1


def test_what_only_the_engine_needs_to_say_is_not_passed_on() -> None:
    assert v3().hears(Heard(until_ms=1000)) == []


# What the client asks for --------------------------------------------------------------


def test_force_endpoint_ends_the_utterance() -> None:
    talk = v3()
    assert talk.asks(type="ForceEndpoint") == []
    assert talk.told == [EndUtterance()]


def test_update_configuration_acts_on_the_open_session() -> None:
    talk = v3(max_turn_silence="900", keyterms_prompt='["a"]')
    talk.asks(type="UpdateConfiguration", max_turn_silence=300)
    talk.asks(type="UpdateConfiguration", keyterms_prompt=["b", "ç"])
    talk.asks(type="UpdateConfiguration", keyterms_prompt=[])
    assert talk.told == [
        Configure(Settings(end_utterance_silence_threshold=300, word_boost=("a",))),
        Configure(Settings(end_utterance_silence_threshold=300, word_boost=("b", "ç"))),
        Configure(Settings(end_utterance_silence_threshold=300)),
    ]


def test_update_configuration_can_turn_the_formatted_twin_on() -> None:
    talk = v3(speech_model="universal-streaming-english")
    assert len(talk.hears(final("Yes."))) == 1
    talk.asks(type="UpdateConfiguration", format_turns=True)
    assert len(talk.hears(final("No.", turn=1))) == 2


def test_an_oversized_update_ends_the_session() -> None:
    talk = v3()
    talk.asks(type="UpdateConfiguration", keyterms_prompt=["x"] * 101)
    assert error(talk)[0] == 3006


def test_keep_alive_says_nothing() -> None:
    talk = v3()
    assert talk.asks(type="KeepAlive") == []
    assert talk.closed is None


@pytest.mark.parametrize(
    ("message", "complaint"),
    [
        ("{", "Invalid JSON"),
        ("", "Invalid JSON"),
        ("[" * 100_000, "Invalid message"),
        ("42", "Invalid message"),
        ("{}", "Invalid message"),
        ('{"type":"Nobody"}', "Invalid message"),
        ('{"type":"UpdateConfiguration","max_turn_silence":"soon"}', "Invalid message"),
    ],
)
def test_a_text_that_makes_no_sense_ends_the_session(message: str, complaint: str) -> None:
    talk = v3()
    talk.text(message)
    code, text = error(talk)
    assert code == 3006
    assert complaint in text


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(st.sampled_from(["type", "keyterms_prompt", "max_turn_silence"]), x)
        ),
    ).map(json.dumps)
)
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_rules(message: str) -> None:
    talk = v3()
    talk.text(message)
    assert talk.closed is None or talk.closed[0] == 3006


# Sound ---------------------------------------------------------------------------------


def test_sound_may_come_before_begin_is_out() -> None:
    talk = v3()
    talk.sound(500)
    assert talk.heard_ms == 500


def test_mulaw_at_8_khz_is_understood() -> None:
    talk = v3(encoding="pcm_mulaw", sample_rate="8000")
    for _ in range(10):
        talk.frame(b"\xff" * 800)
    talk.asks(type="Terminate")
    assert talk.heard_ms == 1000


def test_a_long_frame_is_refused() -> None:
    talk = v3()
    talk.frame(bytes(32_001 + 31))
    assert error(talk) == (
        3007,
        "Input Duration Error: Input Duration Violation: 1001.0 ms."
        " Expected between 50 and 1000 ms",
    )


def test_short_frames_are_refused_after_a_second_of_them() -> None:
    talk = v3()
    talk.sound(980, each_ms=20)
    assert talk.closed is None
    talk.sound(20, each_ms=20)
    assert error(talk) == (
        3007,
        "Input Duration Error: Input Duration Violation: 20.0 ms. Expected between 50 and 1000 ms",
    )


@pytest.mark.parametrize("wish", ["ForceEndpoint", "Terminate"])
def test_a_single_short_frame_before_an_end_is_accepted(wish: str) -> None:
    talk = v3()
    talk.sound(300)
    talk.frame(bytes(32 * 7))
    talk.asks(type=wish)
    assert talk.closed is None
    assert talk.heard_ms == 307


def test_sound_far_ahead_of_time_is_refused() -> None:
    talk = v3()
    talk.sound(300_000, each_ms=1000)
    assert talk.closed is None
    talk.sound(1000, each_ms=1000)
    assert error(talk) == (
        3007,
        "Audio Transmission Rate Exceeded: Received 301.0 sec. audio in 0.0 sec",
    )


def test_a_message_over_128_kilobytes_is_refused() -> None:
    talk = v3(sample_rate="96000")
    talk.frame(bytes(128 * 1024))
    assert talk.closed is None
    talk.frame(bytes(128 * 1024 + 1))
    assert error(talk)[0] == 1009


# The end -------------------------------------------------------------------------------


def test_terminate_ends_the_sound_and_the_last_turn_comes_before_termination() -> None:
    talk = v3()
    talk.sound(4000)
    talk.now += 5.2
    assert talk.asks(type="Terminate") == []
    assert talk.finished
    talk.hears(final("The end."))
    (termination,) = talk.engine_ends()
    assert termination == {
        "type": "Termination",
        "audio_duration_seconds": 4,
        "session_duration_seconds": 5,
    }
    assert talk.closed == (1000, "Session Ended")


def test_after_terminate_nothing_more_is_heard() -> None:
    talk = v3()
    talk.asks(type="Terminate")
    before = len(talk.chunks)
    talk.sound(100)
    talk.asks(type="ForceEndpoint")
    talk.text("nonsense")
    assert (len(talk.chunks), talk.told, talk.closed) == (before, [], None)


@pytest.mark.parametrize("way", ["engine_breaks", "engine_ends"])
def test_a_recogniser_that_stops_before_its_time_cancels_the_session(way: str) -> None:
    talk = v3()
    getattr(talk, way)()
    assert error(talk) == (3005, "Session Cancelled: An error occurred")


# Time ----------------------------------------------------------------------------------


def test_a_session_expires() -> None:
    talk = Dialogue(V3Session, longest_s=600.0)
    talk.wait(599)
    assert talk.closed is None
    talk.wait(1)
    assert error(talk) == (3008, "Session Expired: Maximum session duration exceeded")


def test_without_a_timeout_silence_on_the_line_is_no_reason_to_go() -> None:
    talk = v3()
    talk.wait(3600)
    assert talk.closed is None


@pytest.mark.parametrize("sign", [{"type": "KeepAlive"}, None])
def test_any_message_counts_against_inactivity(sign: dict[str, str] | None) -> None:
    talk = v3(inactivity_timeout="5")
    for _ in range(3):
        talk.wait(4)
        talk.sound(100) if sign is None else talk.asks(**sign)
    assert talk.closed is None
    talk.wait(5)
    assert error(talk) == (
        3006,
        "Session terminated due to inactivity: No messages received for 5 seconds",
    )


def test_a_session_that_is_ending_is_not_inactive() -> None:
    talk = v3(inactivity_timeout="5")
    talk.asks(type="Terminate")
    talk.wait(60)
    assert talk.closed is None


def test_heartbeats_come_every_five_seconds_if_asked_for() -> None:
    talk = v3(session_heartbeat="true")
    talk.sound(9000)
    talk.hears(final("Well."))
    talk.hears(Heard(until_ms=8500))
    beats = talk.wait(10)
    assert [beat["type"] for beat in beats] == ["Heartbeat"] * 2
    assert beats[1] == {
        "type": "Heartbeat",
        "total_audio_received_ms": 9000,
        "total_duration_ms": 10_000,
        "realtime_factor": 0.9,
        "max_speech_probability": 0.0,
    }
    assert beats[0]["max_speech_probability"] == 1.0


def test_a_heartbeat_calls_nothing_silence_that_was_not_heard_yet() -> None:
    talk = v3(session_heartbeat="true")
    talk.sound(9000)
    talk.hears(Heard(until_ms=4000))
    assert [beat["max_speech_probability"] for beat in talk.wait(10)] == [1.0, 1.0]
    talk.hears(Heard(until_ms=9000))
    assert talk.wait(5)[0]["max_speech_probability"] == 0.0


def test_heartbeats_can_be_turned_on_during_a_session() -> None:
    talk = v3()
    assert talk.wait(20) == []
    talk.asks(type="UpdateConfiguration", session_heartbeat=True)
    assert len(talk.wait(5)) == 2  # one is due at once
    talk.asks(type="UpdateConfiguration", session_heartbeat=False)
    assert talk.wait(20) == []


def test_a_session_that_is_over_wants_no_more_ticks() -> None:
    talk = v3(session_heartbeat="true", inactivity_timeout="5")
    talk.text("nonsense")
    assert talk.session.due == float("inf")


@pytest.mark.parametrize(
    ("query", "off"),
    [
        ({"speaker_labels": "true", "max_speakers": "3"}, {"speaker_labels": False}),
        ({"language_detection": "true"}, {"language_detection": False}),
        ({"domain": "medical-v1"}, {"domain": None}),
        ({"voice_focus": "near-field"}, {"voice_focus": None}),
        ({"prompt": "A meeting."}, {"prompt": None}),
        ({"acknowledge_silence": "true"}, {"acknowledge_silence": False}),
        ({"vad_threshold": "0.3"}, {"vad_threshold": None}),
    ],
)
def test_what_is_not_done_is_said_to_be_off(query: dict[str, str], off: dict[str, object]) -> None:
    dialogue = Dialogue(V3Session, query)
    assert off.items() <= dialogue.said[0]["configuration"].items()


@pytest.mark.parametrize("change", [{"filter_profanity": True}, {"language_codes": ["de"]}])
def test_an_update_to_what_is_not_done_is_refused(change: dict[str, object]) -> None:
    dialogue = Dialogue(V3Session)
    said = dialogue.asks(type="UpdateConfiguration", **change)
    assert said[-1]["error_code"] == 3006
    assert dialogue.closed is not None


def test_a_session_too_many_is_refused_before_any_key_is_judged() -> None:
    dialogue = Dialogue(V3Session, full=True, refusal="Invalid API key")
    assert dialogue.said[-1]["error_code"] == 3009

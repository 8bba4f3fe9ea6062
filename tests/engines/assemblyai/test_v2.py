import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from captioner.core.audio import Chunk
from captioner.core.events import Event, Final, Heard, Partial
from captioner.core.settings import DEFAULTS, Settings
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.v2 import V2Connection, request
from captioner.engines.assemblyai.wire import Began, Ended, Refused, Signal

GOLDEN = {"sample_rate": "16000", "encoding": "pcm_s16le"}


def query(settings: Settings, token: str = "") -> dict[str, str]:
    parts = urlsplit(request(settings, token))
    assert parts.path == "/v2/realtime/ws"
    return dict(parse_qsl(parts.query, strict_parsing=True))


def open_connection(settings: Settings = DEFAULTS) -> V2Connection:
    timeline = Timeline()
    timeline.add(Chunk(0, bytes(60_000 * 32)))
    return V2Connection(settings, timeline)


def transcript(kind: str, text: str, **more: object) -> str:
    parts = [
        {"text": part, "start": 1000 + 250 * index, "end": 1200 + 250 * index, "confidence": 0.8}
        for index, part in enumerate(text.split())
    ]
    message = {"message_type": kind, "audio_start": 900, "audio_end": 2400, "text": text}
    return json.dumps({**message, "words": parts, "confidence": 0.7, **more})


def said(connection: V2Connection, message: str) -> list[Event | Signal]:
    return list(connection.receive(message, 0.0))


class TestTheRequest:
    @pytest.mark.parametrize(
        ("settings", "changed"),
        [
            (Settings(), {}),
            (Settings(encoding="pcm_mulaw"), {"encoding": "pcm_mulaw"}),
            (Settings(sample_rate=8000), {"sample_rate": "8000"}),
            (Settings(disable_partial_transcripts=True), {"disable_partial_transcripts": "true"}),
            (
                Settings(enable_extra_session_information=True),
                {"enable_extra_session_information": "true"},
            ),
            (Settings(word_boost=("naïve & co", "b")), {"word_boost": '["naïve & co", "b"]'}),
            (Settings(mode="max_accuracy", speaker_labels="true", language_codes=("en",)), {}),
        ],
    )
    def test_each_setting_becomes_its_parameter(
        self, settings: Settings, changed: dict[str, str]
    ) -> None:
        assert query(settings) == GOLDEN | changed

    def test_the_address_is_encoded_once(self) -> None:
        assert request(Settings(word_boost=("Krabby Patty", "ü"))) == (
            "/v2/realtime/ws?sample_rate=16000&encoding=pcm_s16le"
            "&word_boost=%5B%22Krabby+Patty%22%2C+%22%C3%BC%22%5D"
        )

    def test_a_token_goes_into_the_query(self) -> None:
        assert query(Settings(), "abc")["token"] == "abc"

    def test_what_does_not_fit_of_a_word_boost_is_left_out(self) -> None:
        sent = query(Settings(word_boost=tuple(f"{n:0200}" for n in range(13))))["word_boost"]
        assert len(json.loads(sent)) == 12


class TestTheSession:
    def test_begins_with_an_identity_and_an_end_in_utc(self) -> None:
        message = (
            '{"message_type":"SessionBegins","session_id":"5b0f",'
            '"expires_at":"2025-06-03T12:10:04.500000"}'
        )
        assert said(open_connection(), message) == [Began("5b0f", 1748952604.5)]

    @pytest.mark.parametrize("text", ["soon", "", "99999-01-01"])
    def test_an_end_that_is_no_date_is_none(self, text: str) -> None:
        message = json.dumps({"message_type": "SessionBegins", "expires_at": text})
        assert said(open_connection(), message) == [Began("", None)]

    def test_the_silence_threshold_is_the_first_message(self) -> None:
        settings = Settings(end_utterance_silence_threshold=300)
        assert open_connection(settings).greeting() == ['{"end_utterance_silence_threshold": 300}']

    def test_the_users_wishes(self) -> None:
        connection = open_connection()
        assert connection.end_utterance() == '{"force_end_utterance": true}'
        assert connection.finish() == '{"terminate_session": true}'

    def test_the_silence_threshold_alone_changes_while_it_is_open(self) -> None:
        connection = open_connection()
        changed = Settings(end_utterance_silence_threshold=0, word_boost=("a",))
        assert connection.configure(changed) == ['{"end_utterance_silence_threshold": 0}']
        assert connection.configure(changed) == []

    def test_it_ends_with_what_was_received_if_that_was_asked_for(self) -> None:
        connection = open_connection()
        information = '{"message_type":"SessionInformation","audio_duration_seconds":61.44}'
        assert said(connection, information) == []
        assert said(connection, '{"message_type":"SessionTerminated"}') == [Ended(61.44)]
        assert said(open_connection(), '{"message_type":"SessionTerminated"}') == [Ended(None)]

    def test_an_error_has_no_code_before_the_close(self) -> None:
        message = '{"error":"Audio duration is too short"}'
        assert said(open_connection(), message) == [Refused(None, "Audio duration is too short")]

    def test_an_unknown_message_says_nothing(self) -> None:
        assert said(open_connection(), '{"message_type":"Nope","error":7}') == []

    def test_nothing_is_ever_held_back(self) -> None:
        connection = open_connection()
        assert connection.due() is None
        assert list(connection.tick(1e9)) == []


class TestSignsThatSoundArrived:
    def test_silence_is_dealt_with_ten_seconds_after_it_has_arrived(self) -> None:
        connection = open_connection()
        assert list(connection.arrived(9_000)) == []
        assert list(connection.arrived(25_000)) == [Heard(until_ms=15_000)]

    def test_but_not_the_open_utterance(self) -> None:
        connection = open_connection()
        said(connection, transcript("PartialTranscript", "hm"))
        assert list(connection.arrived(25_000)) == [Heard(until_ms=1_000)]


class TestUtterances:
    def test_partials_replace_each_other_until_the_final_and_then_belong_to_the_next(self) -> None:
        connection = open_connection()
        turns = [
            said(connection, transcript(kind, text))[0]
            for kind, text in (
                ("PartialTranscript", "can"),
                ("PartialTranscript", "can you"),
                ("FinalTranscript", "Can you hear me?"),
                ("PartialTranscript", "yes"),
            )
        ]
        assert [type(event) for event in turns] == [Partial, Partial, Final, Partial]
        assert [event.turn for event in turns if isinstance(event, Partial | Final)] == [0, 0, 0, 1]

    def test_a_final_keeps_words_times_and_confidence(self) -> None:
        connection = open_connection()
        final, heard = said(connection, transcript("FinalTranscript", "Can you?"))
        assert isinstance(final, Final)
        assert [(word.text, word.start_ms, word.end_ms) for word in final.words] == [
            ("Can", 1000, 1200),
            ("you?", 1250, 1450),
        ]
        assert final.words[0].confidence == 0.8
        assert heard == Heard(until_ms=1450)
        assert connection.received_ms == 2400

    def test_text_without_words_is_spread_over_its_time(self) -> None:
        final, _ = said(open_connection(), transcript("FinalTranscript", "a b c", words=None))
        assert isinstance(final, Final)
        assert [word.start_ms for word in final.words] == [900, 1400, 1900]

    def test_an_empty_final_is_dropped_and_takes_back_what_was_shown(self) -> None:
        connection = open_connection()
        assert said(connection, transcript("FinalTranscript", "")) == []
        said(connection, transcript("PartialTranscript", "hm"))
        assert said(connection, transcript("FinalTranscript", "")) == [Partial(turn=1, words=())]

import json

import pytest

from captioner.core.audio import Chunk
from captioner.core.events import Event, Final, Heard, Partial
from captioner.core.settings import DEFAULTS, Settings
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.v3 import V3Connection
from captioner.engines.assemblyai.wire import Began, Ended, Refused, Signal

STREAMING = Settings(speech_model="universal-streaming-english")


def open_connection(settings: Settings = DEFAULTS, start_ms: int = 0) -> V3Connection:
    timeline = Timeline()
    timeline.add(Chunk(start_ms * 16, bytes(60_000 * 32)))
    return V3Connection(settings, timeline)


def word(text: str, start: int, *, final: bool = False, **more: object) -> dict[str, object]:
    return {
        "text": text,
        "start": start,
        "end": start + 200,
        "confidence": 0.9,
        "word_is_final": final,
        **more,
    }


def turn(order: int, transcript: str, words: list[dict[str, object]], **more: object) -> str:
    message = {"type": "Turn", "turn_order": order, "transcript": transcript, "words": words}
    return json.dumps({"end_of_turn": False, "turn_is_formatted": True, **message, **more})


def sentence(order: int, text: str, **more: object) -> str:
    words = [word(part, 1000 + 250 * index) for index, part in enumerate(text.split())]
    return turn(order, text, words, **more)


def said(connection: V3Connection, message: str, now: float = 0.0) -> list[Event | Signal]:
    return list(connection.receive(message, now))


class TestTheSession:
    def test_begins_with_an_identity_and_an_end(self) -> None:
        message = '{"type":"Begin","id":"8a5f","expires_at":1795344000,"configuration":{}}'
        assert said(open_connection(), message) == [Began("8a5f", 1795344000.0)]

    def test_ends_with_what_was_received(self) -> None:
        message = '{"type":"Termination","audio_duration_seconds":69,"session_duration_seconds":73}'
        assert said(open_connection(), message) == [Ended(69.0, 73.0)]

    def test_an_error_names_its_code(self) -> None:
        message = '{"type":"Error","error_code":3006,"error":"Invalid \\u0000\'mode\'"}'
        assert said(open_connection(), message) == [Refused(3006, "Invalid 'mode'")]

    @pytest.mark.parametrize(
        "message",
        [
            '{"type":"SpeechStarted","timestamp":1184}',
            '{"type":"Warning","warning_code":0,"warning":"x"}',
            '{"type":"LLMGatewayResponse","turn_order":3,"transcript":"x","data":{}}',
        ],
    )
    def test_other_messages_say_nothing(self, message: str) -> None:
        assert said(open_connection(), message) == []

    def test_it_says_nothing_of_its_own_at_first(self) -> None:
        assert open_connection().greeting() == []

    def test_the_users_wishes(self) -> None:
        connection = open_connection()
        assert connection.end_utterance() == '{"type":"ForceEndpoint"}'
        assert connection.finish() == '{"type":"Terminate"}'


class TestTurns:
    def test_a_turn_replaces_what_was_shown_of_it(self) -> None:
        connection = open_connection()
        said(connection, sentence(0, "So the"))
        (partial,) = said(connection, sentence(0, "So the budget"))
        assert isinstance(partial, Partial)
        assert (partial.turn, partial.text) == (0, "So the budget")

    def test_only_the_end_of_the_turn_makes_a_final(self) -> None:
        connection = open_connection()
        (partial,) = said(connection, sentence(0, "So.", turn_is_formatted=True))
        final, heard = said(connection, sentence(0, "So the budget.", end_of_turn=True))
        assert isinstance(partial, Partial)
        assert isinstance(final, Final)
        assert final.text == "So the budget."
        assert heard == Heard(until_ms=1700)

    def test_words_that_stay_are_agreed(self) -> None:
        words = [word("so", 100, final=True), word("the", 400, final=True), word("bud", 700)]
        (partial,) = said(open_connection(STREAMING), turn(0, "so the", words))
        assert isinstance(partial, Partial)
        assert partial.agreed == 2
        assert partial.text == "so the bud"

    def test_words_of_an_empty_transcript_are_shown(self) -> None:
        (partial,) = said(open_connection(STREAMING), turn(0, "", [word("hm", 100)]))
        assert isinstance(partial, Partial)
        assert partial.text == "hm"

    def test_an_empty_final_is_dropped(self) -> None:
        assert said(open_connection(), turn(0, "", [], end_of_turn=True)) == []

    def test_an_empty_final_takes_back_what_was_shown(self) -> None:
        connection = open_connection()
        said(connection, sentence(0, "hm"))
        assert said(connection, turn(0, "", [], end_of_turn=True)) == [Partial(turn=0, words=())]

    def test_text_without_words_is_a_final_all_the_same(self) -> None:
        connection = open_connection()
        said(connection, '{"type":"Heartbeat","total_audio_received_ms":2000}')
        final, *_ = said(connection, turn(0, "No words at all.", [], end_of_turn=True))
        assert isinstance(final, Final)
        assert final.text == "No words at all."
        assert [part.text for part in final.words] == ["No", "words", "at", "all."]

    def test_words_without_text_are_a_final_all_the_same(self) -> None:
        final, _ = said(open_connection(), turn(0, "", [word("So", 100)], end_of_turn=True))
        assert isinstance(final, Final)
        assert final.text == "So"

    def test_times_lie_on_the_sessions_time_line(self) -> None:
        final, _ = said(open_connection(start_ms=90_000), sentence(0, "late", end_of_turn=True))
        assert isinstance(final, Final)
        assert (final.start_ms, final.end_ms) == (91_000, 91_200)

    def test_the_formatted_twin_is_waited_for_where_it_was_asked_for(self) -> None:
        connection = open_connection(STREAMING)
        raw = sentence(0, "so the budget", end_of_turn=True, turn_is_formatted=False)
        assert said(connection, raw, now=5.0) == []
        assert connection.due() == 5.5
        assert list(connection.tick(5.4)) == []
        final, _ = said(connection, sentence(0, "So the budget.", end_of_turn=True), now=5.4)
        assert isinstance(final, Final)
        assert (final.text, final.amends) == ("So the budget.", False)

    def test_the_pro_models_have_no_twin_to_wait_for(self) -> None:
        raw = sentence(0, "so", end_of_turn=True, turn_is_formatted=False)
        final, _ = said(open_connection(), raw)
        assert isinstance(final, Final)

    def test_what_is_held_back_comes_before_the_end(self) -> None:
        connection = open_connection(STREAMING)
        said(connection, sentence(0, "so", end_of_turn=True, turn_is_formatted=False))
        final, _, ended = said(connection, '{"type":"Termination"}')
        assert isinstance(final, Final)
        assert ended == Ended(None, None)

    def test_turns_without_a_usable_number_belong_to_the_open_one(self) -> None:
        connection = open_connection()
        said(connection, sentence(4, "So"))
        for number in (-1, 10**12):
            (partial,) = said(connection, sentence(number, "So the"))
            assert isinstance(partial, Partial)
            assert partial.turn == 4

    def test_with_partials_off_only_finals_come(self) -> None:
        connection = open_connection(Settings(disable_partial_transcripts=True))
        assert said(connection, sentence(0, "So")) == []
        assert len(said(connection, sentence(0, "So.", end_of_turn=True))) == 2

    def test_speakers_are_named_and_may_be_renamed(self) -> None:
        connection = open_connection()
        words = [word("Thanks,", 100, speaker="A")]
        final, _ = said(connection, turn(0, "Thanks,", words, end_of_turn=True, speaker_label="A"))
        assert isinstance(final, Final)
        assert (final.speaker, final.words[0].speaker) == ("A", "A")
        revision = {"turn_order": 0, "speaker_label": "B", "words": [word("Thanks,", 100)]}
        revision["words"] = [word("Thanks,", 100, speaker="B")]
        (changed,) = said(
            connection, json.dumps({"type": "SpeakerRevision", "revisions": [revision]})
        )
        assert isinstance(changed, Final)
        assert (changed.speaker, changed.words[0].speaker, changed.amends) == ("B", "B", True)


class TestSignsThatSoundArrived:
    def test_words_show_it(self) -> None:
        connection = open_connection()
        said(connection, sentence(0, "So the"))
        assert connection.received_ms == 1450

    def test_a_heartbeat_shows_it_and_what_is_some_seconds_old_is_dealt_with(self) -> None:
        connection = open_connection()
        events = said(connection, '{"type":"Heartbeat","total_audio_received_ms":9888}')
        assert connection.received_ms == 9888
        assert connection.beats
        assert events == [Heard(until_ms=6888)]

    def test_speech_without_words_is_not_dealt_with_so_soon(self) -> None:
        beat = '{{"type":"Heartbeat","total_audio_received_ms":{},"max_speech_probability":0.99}}'
        connection = open_connection()
        assert said(connection, beat.format(9_888)) == []
        assert said(connection, beat.format(15_000)) == [Heard(until_ms=5_000)]

    def test_the_first_heartbeat_says_nothing_is_dealt_with_yet(self) -> None:
        message = '{"type":"Heartbeat","total_audio_received_ms":500}'
        assert said(open_connection(), message) == []

    def test_an_answer_to_a_ping_says_less_than_a_heartbeat(self) -> None:
        assert list(open_connection().arrived(25_000)) == []

    def test_silence_is_dealt_with(self) -> None:
        message = '{"type":"Silence","start_ms":5000,"end_ms":6000}'
        assert said(open_connection(), message) == [Heard(until_ms=6000)]


class TestLiveChanges:
    def changed(self, before: Settings, after: Settings) -> list[dict[str, object]]:
        return [json.loads(text) for text in open_connection(before).configure(after)]

    def test_the_silence_threshold(self) -> None:
        assert self.changed(Settings(), Settings(end_utterance_silence_threshold=1500)) == [
            {"type": "UpdateConfiguration", "min_turn_silence": 128, "max_turn_silence": 1500}
        ]

    def test_the_word_boost_replaces_the_whole_set_and_empty_clears_it(self) -> None:
        some = Settings(word_boost=("Captioner", "mu-law"))
        assert self.changed(Settings(), some) == [
            {"type": "UpdateConfiguration", "keyterms_prompt": ["Captioner", "mu-law"]}
        ]
        assert self.changed(some, Settings()) == [
            {"type": "UpdateConfiguration", "keyterms_prompt": []}
        ]

    def test_terms_that_do_not_fit_are_never_sent_because_they_end_the_session(self) -> None:
        (message,) = self.changed(Settings(), Settings(word_boost=("x" * 51, "fine")))
        assert message["keyterms_prompt"] == ["fine"]

    def test_mode_and_languages(self) -> None:
        after = Settings(mode="max_accuracy", language_codes=("en",))
        (message,) = self.changed(Settings(), after)
        assert message == {
            "type": "UpdateConfiguration",
            "min_turn_silence": 512,
            "max_turn_silence": 700,
            "mode": "max_accuracy",
            "language_codes": ["en"],
        }

    def test_the_universal_streaming_models_have_neither(self) -> None:
        model = STREAMING.speech_model
        after = Settings(speech_model=model, mode="max_accuracy", language_codes=("en",))
        assert self.changed(STREAMING, after) == []

    def test_partials_are_switched_here(self) -> None:
        connection = open_connection()
        assert connection.configure(Settings(disable_partial_transcripts=True)) == []
        assert said(connection, sentence(0, "So")) == []
        connection.configure(Settings())
        assert len(said(connection, sentence(0, "So the"))) == 1

    def test_what_is_not_live_sends_nothing(self) -> None:
        assert self.changed(Settings(), Settings(speech_model="other", sample_rate=8000)) == []

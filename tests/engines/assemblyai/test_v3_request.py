"""What the URL of a connection asks for."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from captioner.core.settings import Settings
from captioner.engines.assemblyai.v3_request import request

STREAMING = Settings(speech_model="universal-streaming-english")
GOLDEN = {
    "sample_rate": "16000",
    "encoding": "pcm_s16le",
    "speech_model": "universal-3-6-pro",
    "mode": "balanced",
    "interruption_delay": "0",
    "continuous_partials": "true",
    "acknowledge_silence": "true",
    "min_turn_silence": "128",
    "max_turn_silence": "700",
    "inactivity_timeout": "60",
    "session_heartbeat": "true",
}


def query(settings: Settings, token: str = "") -> dict[str, str]:
    parts = urlsplit(request(settings, token))
    assert parts.path == "/v3/ws"
    return dict(parse_qsl(parts.query, strict_parsing=True))


def test_default_settings() -> None:
    assert query(Settings()) == GOLDEN


def test_the_address_is_encoded_once_and_in_this_order() -> None:
    assert request(Settings(word_boost=("Krabby Patty", "naïve & co"))) == (
        "/v3/ws?sample_rate=16000&encoding=pcm_s16le&speech_model=universal-3-6-pro"
        "&mode=balanced&interruption_delay=0&continuous_partials=true&acknowledge_silence=true"
        "&min_turn_silence=128&max_turn_silence=700"
        "&keyterms_prompt=%5B%22Krabby+Patty%22%2C%22na%C3%AFve+%26+co%22%5D"
        "&inactivity_timeout=60&session_heartbeat=true"
    )


@pytest.mark.parametrize(
    ("settings", "changed"),
    [
        (Settings(encoding="pcm_mulaw"), {"encoding": "pcm_mulaw"}),
        (Settings(sample_rate=8000), {"sample_rate": "8000"}),
        (Settings(speech_model="universal-3-5-pro"), {"speech_model": "universal-3-5-pro"}),
        (Settings(mode="min_latency"), {"mode": "min_latency"}),
        (
            Settings(mode="max_accuracy"),
            {"mode": "max_accuracy", "min_turn_silence": "512"},
        ),
        (
            Settings(word_boost=("日本語", 'say "hi"')),
            {"keyterms_prompt": '["日本語","say \\"hi\\""]'},
        ),
        (Settings(language_codes=("en", "hi")), {"language_codes": '["en","hi"]'}),
        (Settings(speaker_labels="true"), {"speaker_labels": "true"}),
        (
            Settings(speaker_labels="true", most_voices=4),
            {"speaker_labels": "true", "max_speakers": "4"},
        ),
        (
            Settings(speaker_labels="true", most_voices=20),
            {"speaker_labels": "true", "max_speakers": "10"},
        ),
        (Settings(most_voices=4), {}),
        (Settings(disable_partial_transcripts=True), {"include_partial_turns": "false"}),
        (Settings(enable_extra_session_information=True), {}),
    ],
)
def test_each_setting_becomes_its_parameter(settings: Settings, changed: dict[str, str]) -> None:
    assert query(settings) == GOLDEN | changed


@pytest.mark.parametrize(
    ("threshold", "mode", "shortest", "longest"),
    [
        (0, "balanced", 50, 50),
        (49, "balanced", 50, 50),
        (100, "balanced", 100, 100),
        (700, "balanced", 128, 700),
        (700, "max_accuracy", 512, 700),
        (300, "max_accuracy", 300, 300),
        (20_000, "min_latency", 128, 20_000),
    ],
)
def test_the_silence_threshold_is_the_longest_silence_and_bounds_the_shortest(
    threshold: int, mode: str, shortest: int, longest: int
) -> None:
    asked = query(Settings(end_utterance_silence_threshold=threshold, mode=mode))
    assert asked["min_turn_silence"] == str(shortest)
    assert asked["max_turn_silence"] == str(longest)


def test_the_universal_streaming_models_have_parameters_of_their_own() -> None:
    assert query(STREAMING) == {
        "sample_rate": "16000",
        "encoding": "pcm_s16le",
        "speech_model": "universal-streaming-english",
        "format_turns": "true",
        "end_of_turn_confidence_threshold": "1",
        "min_turn_silence": "400",
        "max_turn_silence": "700",
        "inactivity_timeout": "60",
        "session_heartbeat": "true",
    }


def test_a_token_goes_into_the_query() -> None:
    assert query(Settings(), "AQI-t_o.k")["token"] == "AQI-t_o.k"


def test_no_model_asks_for_the_services_own() -> None:
    assert "speech_model" not in query(Settings(speech_model=""))


def test_what_does_not_fit_of_a_word_boost_is_left_out() -> None:
    terms = ("x" * 51, *(f"term {number}" for number in range(101)))
    sent = query(Settings(word_boost=terms))["keyterms_prompt"]
    assert json.loads(sent) == [f"term {number}" for number in range(100)]

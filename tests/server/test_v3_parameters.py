import pytest

from captioner.core.settings import Settings
from captioner.server.v3_messages import UpdateConfiguration
from captioner.server.v3_parameters import (
    BadParameter,
    Parameters,
    read_query,
    to_settings,
    updated,
)


def test_an_empty_query_asks_for_the_defaults() -> None:
    assert read_query({}) == Parameters()


def test_names_that_are_not_known_are_ignored() -> None:
    assert read_query({"speach_model": "x", "robots": "yes"}) == Parameters()


@pytest.mark.parametrize("yes", ["true", "True", "1"])
def test_booleans_may_be_written_as_each_sdk_writes_them(yes: str) -> None:
    assert read_query({"format_turns": yes}).format_turns is True


def test_the_query_of_the_python_sdk_is_understood() -> None:
    asked = read_query(
        {
            "min_turn_silence": "400",
            "max_turn_silence": "1280",
            "format_turns": "True",
            "keyterms_prompt": '["Krabby Patty", "na\\u00efve & co"]',
            "sample_rate": "16000",
            "encoding": "pcm_s16le",
            "speech_model": "universal-3-6-pro",
            "inactivity_timeout": "60",
        }
    )
    assert asked.keyterms_prompt == ["Krabby Patty", "naïve & co"]
    assert (asked.min_turn_silence, asked.max_turn_silence) == (400, 1280)
    assert asked.inactivity_timeout == 60


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("sample_rate", "7999", "Expected `int` >= 8000"),
        ("sample_rate", "96001", "Expected `int` <= 96000"),
        ("sample_rate", "fast", "Expected `int`"),
        ("encoding", "opus", "Expected one of: pcm_mulaw, pcm_s16le"),
        ("speech_model", "nano", "universal-3-6-pro"),
        ("mode", "quick", "Expected one of: balanced, max_accuracy, min_latency"),
        ("keyterms_prompt", "Captioner", "it must be a JSON array"),
        ("keyterms_prompt", '"Captioner"', "Expected `array"),
        ("keyterms_prompt", "[1]", "Expected `str`"),
        ("keyterms_prompt", f"[{','.join(['0'] * 101)}]", "length <= 100"),
        ("inactivity_timeout", "4", "Expected `int` >= 5"),
        ("inactivity_timeout", "3601", "Expected `int` <= 3600"),
        ("include_partial_turns", "perhaps", "Expected `bool`"),
        ("vad_threshold", "1.5", "<= 1"),
        ("max_turn_silence", "soon", "Expected `int"),
        ("max_turn_silence", "", "Expected `int"),
        ("vad_threshold", "nan", "Expected `float`"),
        ("vad_threshold", "-NaN", "Expected `float`"),
        ("keyterms_prompt", "[" * 100_000, "it must be a JSON array"),
        ("keyterms_prompt", "[" * 900 + "]" * 900, "Expected `str`"),
        ("language_codes", '["de", "fr"]', "English (en) only"),
        ("redact_pii", "perhaps", "Expected `bool`"),
        ("redact_pii", "true", "redacts nothing"),
        ("redact_pii_policies", "all", "it must be a JSON array"),
        ("redact_pii_sub", "stars", "Expected one of: entity_name, hash"),
        ("filter_profanity", "True", "filters nothing"),
        ("customer_support_audio_capture", "1", "keeps no sound"),
        ("webhook_url", "https://example.org", "calls nobody"),
        ("llm_gateway", "{}", "passes nothing on"),
        ("speaker_labels", "perhaps", "Expected `bool`"),
        ("max_speakers", "11", "Expected `int` <= 10"),
        ("language_detection", "perhaps", "Expected `bool`"),
        ("domain", "law", "Expected one of: medical-v1"),
        ("voice_focus", "ear", "Expected one of: far-field, near-field"),
        ("acknowledge_silence", "perhaps", "Expected `bool"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(
    name: str, value: str, complaint: str
) -> None:
    with pytest.raises(BadParameter) as refused:
        read_query({"sample_rate": "16000", name: value})
    assert str(refused.value).startswith(f"Invalid '{name}': ")
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("query", "threshold"),
    [
        ({}, 1280),
        ({"mode": "min_latency"}, 640),
        ({"mode": "max_accuracy"}, 2560),
        ({"max_turn_silence": "900"}, 900),
        ({"max_turn_silence": "900", "mode": "min_latency"}, 900),
        ({"min_turn_silence": "400"}, 1280),
        ({"min_turn_silence": "2000"}, 2000),
        ({"min_end_of_turn_silence_when_confident": "2000"}, 2000),
        ({"max_turn_silence": "0"}, 50),
        ({"max_turn_silence": "99999"}, 20_000),
    ],
)
def test_silence_ends_a_turn_after(query: dict[str, str], threshold: int) -> None:
    settings = to_settings(read_query(query))
    assert settings.end_utterance_silence_threshold == threshold


@pytest.mark.parametrize(
    "model",
    ["universal-3-6", "u3-rt-pro-beta-1", "u3-pro", "whisper-rt", "universal-streaming-english"],
)
def test_every_name_of_the_sdks_is_a_model(model: str) -> None:
    assert read_query({"speech_model": model}).speech_model == model


@pytest.mark.parametrize("codes", ['["en"]', '["de", "en"]', '["en-GB"]', "[]"])
def test_english_may_be_asked_for(codes: str) -> None:
    read_query({"language_codes": codes, "language_code": "en"})


def test_terms_that_are_too_long_or_empty_are_ignored() -> None:
    asked = Parameters(keyterms_prompt=["x" * 50, "x" * 51, " ", "日本語"])
    assert to_settings(asked).word_boost == ("x" * 50, "日本語")


def test_an_update_changes_what_it_names_and_nothing_else() -> None:
    before = Parameters(max_turn_silence=900, keyterms_prompt=["a"], sample_rate=8000)
    after = updated(before, UpdateConfiguration(max_turn_silence=300))
    assert to_settings(after) == Settings(end_utterance_silence_threshold=300, word_boost=("a",))
    assert after.sample_rate == 8000

import pytest

from captioner.core.errors import (
    CaptionerError,
    EngineUnavailable,
    KeyMissing,
    KeyRefused,
    NetworkError,
    NoCredit,
    RequestRefused,
    ServiceError,
    TokenRefused,
)
from captioner.core.retry import Retry
from captioner.engines.assemblyai.codes import CLOSES, from_close, from_http

AGAIN, ONCE, NEVER = None, 1, 0
"""How often in a row the same is tried again: for as long as it takes, once, not at all."""

BY_CODE = [
    (1000, "", ServiceError, AGAIN),
    (1001, "", ServiceError, AGAIN),
    (1002, "", ServiceError, AGAIN),
    (1003, "", RequestRefused, NEVER),
    (1005, "", NetworkError, AGAIN),
    (1006, "", NetworkError, AGAIN),
    (1007, "", ServiceError, AGAIN),
    (1008, "", KeyRefused, NEVER),
    (1008, "See Error message for details", KeyRefused, NEVER),
    (1008, "Invalid API key", KeyRefused, NEVER),
    (1008, "Unauthorized", KeyRefused, NEVER),
    (1008, "Missing Authorization header", KeyMissing, NEVER),
    (1008, "Signature has expired", TokenRefused, NEVER),
    (1008, "Token was already used", TokenRefused, NEVER),
    (1008, "Too many concurrent sessions", ServiceError, AGAIN),
    (1008, "Insufficient account balance", NoCredit, NEVER),
    (1008, "This account is disabled", NoCredit, NEVER),
    (1008, "Something else", NoCredit, NEVER),
    (1009, "", ServiceError, AGAIN),
    (1010, "", RequestRefused, NEVER),
    (1011, "", ServiceError, AGAIN),
    (1012, "", ServiceError, AGAIN),
    (1013, "", ServiceError, AGAIN),
    (1014, "", ServiceError, AGAIN),
    (1015, "", NetworkError, ONCE),
    (3005, "Session Cancelled: An error occurred", ServiceError, 3),
    (
        3006,
        "Session terminated due to inactivity: No messages received for 60",
        ServiceError,
        AGAIN,
    ),
    (3006, "User Input Validation Error: Invalid JSON", RequestRefused, NEVER),
    (3006, "", RequestRefused, NEVER),
    (
        3007,
        "Input Duration Violation: 20.0 ms. Expected between 50 and 1000 ms",
        ServiceError,
        ONCE,
    ),
    (3007, "Audio Transmission Rate Exceeded: Received 9 sec. audio", ServiceError, ONCE),
    (3008, "Session Expired: Maximum session duration exceeded", ServiceError, AGAIN),
    (3009, "", ServiceError, AGAIN),
    (4000, "", RequestRefused, NEVER),
    (4001, "", KeyRefused, NEVER),
    (4001, "Token expired", TokenRefused, NEVER),
    (4002, "", NoCredit, NEVER),
    (4003, "", NoCredit, NEVER),
    (4004, "", ServiceError, AGAIN),
    (4008, "", ServiceError, AGAIN),
    (4010, "", ServiceError, AGAIN),
    (4029, "", ServiceError, ONCE),
    (4030, "", ServiceError, AGAIN),
    (4031, "", ServiceError, AGAIN),
    (4032, "Audio duration is too short", ServiceError, ONCE),
    (4033, "", ServiceError, ONCE),
    (4034, "", ServiceError, ONCE),
    (4100, "", RequestRefused, NEVER),
    (4101, "", RequestRefused, NEVER),
    (4102, "", ServiceError, AGAIN),
    (4103, "", ServiceError, AGAIN),
    (4104, "", RequestRefused, NEVER),
    (4105, "Model deprecated. See docs", EngineUnavailable, NEVER),
    (1008, "Model deprecated. See docs", EngineUnavailable, NEVER),
    (None, "Model deprecated. See docs", EngineUnavailable, NEVER),
    (None, "", ServiceError, AGAIN),
    (3004, "", ServiceError, AGAIN),
    (3999, "", ServiceError, AGAIN),
    (4999, "Never heard of", ServiceError, AGAIN),
    (-5, "", ServiceError, AGAIN),
]

BY_STATUS = [
    (200, "<html>", NetworkError, AGAIN),
    (302, "", NetworkError, AGAIN),
    (400, "", RequestRefused, NEVER),
    (401, "", KeyRefused, NEVER),
    (401, '{"error":"Model deprecated."}', EngineUnavailable, NEVER),
    (402, "", NoCredit, NEVER),
    (403, "", KeyRefused, NEVER),
    (404, "", RequestRefused, NEVER),
    (407, "", NetworkError, ONCE),
    (408, "", ServiceError, AGAIN),
    (410, "", EngineUnavailable, NEVER),
    (421, "", RequestRefused, NEVER),
    (422, '{"detail":[]}', RequestRefused, NEVER),
    (429, "", ServiceError, AGAIN),
    (500, "", ServiceError, AGAIN),
    (503, "", ServiceError, AGAIN),
    (599, "", ServiceError, AGAIN),
]


def tries(error: CaptionerError) -> int | None:
    """How often the retry policy tries again after the same failure; None for ever."""
    retry = Retry(lambda: 0.0)
    for count in range(20):
        if retry.after(error) is None:
            return count
    return None


def is_one_sentence(text: str) -> bool:
    return text[0].isupper() and text.endswith(".") and "\n" not in text and len(text) <= 90


@pytest.mark.parametrize(("code", "text", "kind", "again"), BY_CODE)
def test_every_code_is_one_kind_of_error_with_its_own_rule_for_trying_again(
    code: int | None, text: str, kind: type[CaptionerError], again: int | None
) -> None:
    error = from_close(code, text)
    assert type(error) is kind
    assert tries(error) == again


@pytest.mark.parametrize(("status", "body", "kind", "again"), BY_STATUS)
def test_every_http_status_likewise(
    status: int, body: str, kind: type[CaptionerError], again: int | None
) -> None:
    error = from_http(status, body)
    assert type(error) is kind
    assert tries(error) == again


def test_the_table_above_names_every_code_that_is_known() -> None:
    assert set(CLOSES) <= {code for code, *_ in BY_CODE}


@pytest.mark.parametrize("code", [*range(1000, 1016), *range(3000, 3011), *range(4000, 4110)])
def test_every_code_has_one_sentence_and_one_advice(code: int) -> None:
    error = from_close(code)
    assert is_one_sentence(error.title)
    assert is_one_sentence(error.advice)


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("User Input Validation Error: Invalid 'sample_rate': 7", "Sample rate"),
        ("Invalid 'keyterms_prompt': Max 100 items", "Word boost"),
        ("Invalid speech_model, expected one of: a, b", "Speech model"),
        ("Invalid 'max_turn_silence'", "Pause that ends a sentence"),
        ("language_codes: xx is not one of", "Languages"),
        ("Invalid 'mode'", "Mode"),
        ("Invalid 'encoding'", "Encoding"),
    ],
)
def test_a_refused_parameter_is_called_what_the_user_calls_it(said: str, label: str) -> None:
    assert from_close(3006, said).title == f"The service refused the setting {label}."


@pytest.mark.parametrize(
    ("code", "text", "setting"),
    [
        (3006, "Invalid 'keyterms_prompt'", "word_boost"),
        (3006, "Invalid model", "speech_model"),
        (3006, "Invalid 'new_thing'", ""),
        (4000, "Sample rate must be a positive integer", "sample_rate"),
        (4104, "Could not parse word boost parameter", "word_boost"),
    ],
)
def test_a_refused_setting_is_known_by_its_name_so_that_it_can_be_left_out(
    code: int, text: str, setting: str
) -> None:
    error = from_close(code, text)
    assert isinstance(error, RequestRefused)
    assert error.setting == setting


def test_a_parameter_nobody_knows_is_a_setting_all_the_same() -> None:
    assert from_close(3006, "Invalid 'new_thing'").title == "The service refused a setting."


def test_the_services_own_words_are_not_shown() -> None:
    for code in (1008, 3005, 3006, 3007, 4999):
        error = from_close(code, "canary <b>words</b>")
        assert "canary" not in error.title + error.advice


def test_too_many_sessions_wait_a_minute_or_as_long_as_the_service_says() -> None:
    assert from_close(3009).retry_after_s == 60
    assert from_http(429).retry_after_s == 60
    assert from_http(429, retry_after_s=7.0).retry_after_s == 7
    assert from_http(503, retry_after_s=9.0).retry_after_s == 9


def test_a_network_that_wants_a_sign_in_is_tried_again_after_ten_seconds() -> None:
    assert from_http(200, "<html>").retry_after_s == 10

"""Each error of a service, as it is told while this computer captions instead."""

import ssl

import pytest

from captioner.app.recognition.standing import captioned_here
from captioner.core.errors import (
    Action,
    CaptionerError,
    EngineError,
    KeyLocked,
    KeyMissing,
    KeyUnusable,
    LinkTooSlow,
    NetworkError,
    ServiceError,
    UsageError,
)
from captioner.core.settings import DEFAULTS, Settings
from captioner.core.status import Condition
from captioner.engines.assemblyai import codes
from captioner.engines.assemblyai.endpoint import endpoint
from captioner.engines.assemblyai.failures import from_exception


def told(error: CaptionerError | None) -> tuple[Condition, Action | None]:
    standing = captioned_here(error, 0.0)
    return standing.condition, standing.remedy


@pytest.mark.parametrize(
    "fault",
    [TimeoutError(), ConnectionRefusedError(), OSError("reset"), None],
    ids=repr,
)
def test_a_network_that_fails_is_out_of_reach(fault: Exception | None) -> None:
    error = None if fault is None else from_exception(fault)
    assert told(error) == (Condition.FALLBACK, None)


def test_a_certificate_that_is_not_trusted_is_told_as_what_it_is() -> None:
    expired = ssl.SSLCertVerificationError()
    expired.verify_code = 10
    error = from_exception(expired)
    assert error.title == "The server's certificate has expired."
    assert told(error) == (Condition.REFUSED, Action.STAY_HERE)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(engine="assemblyai-v2"),
        Settings(engine="assemblyai", server_url="https:captions"),
        Settings(engine="assemblyai", server_url="ftp://captions.example.org"),
    ],
    ids=lambda settings: settings.server_url or settings.engine,
)
def test_a_mistake_in_a_setting_is_told_with_the_way_to_the_settings(settings: Settings) -> None:
    with pytest.raises(UsageError) as refused:
        endpoint(settings.engine, settings)
    assert told(refused.value) == (Condition.REFUSED, None)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (codes.from_close(4001), (Condition.REFUSED_KEY, None)),
        (codes.from_close(1008, "token expired"), (Condition.REFUSED_TOKEN, None)),
        (KeyMissing("AssemblyAI needs a key.", "Enter it."), (Condition.NO_KEY, None)),
        (KeyUnusable("It has spaces.", "Copy it."), (Condition.UNUSABLE_KEY, None)),
        (KeyLocked("The keyring is locked.", "Unlock it."), (Condition.UNUSABLE_KEY, None)),
        (codes.from_http(402), (Condition.NO_CREDIT, None)),
        (codes.from_close(4105), (Condition.REFUSED, Action.OPEN_SETTINGS)),
        (codes.from_close(3006, "min_turn_silence"), (Condition.REFUSED, Action.OPEN_SETTINGS)),
        (codes.from_http(404), (Condition.REFUSED, Action.OPEN_SETTINGS)),
        (codes.from_http(200), (Condition.REFUSED, Action.STAY_HERE)),
        (codes.from_close(1013), (Condition.PASSING, None)),
        (codes.from_close(3009), (Condition.REFUSED, Action.STAY_HERE)),
        (EngineError("It broke.", "Start again."), (Condition.REFUSED, Action.STAY_HERE)),
        (LinkTooSlow("Too slow.", "Wait."), (Condition.LINK_TOO_SLOW, None)),
        (
            ServiceError("The answer held no token.", "Check it."),
            (Condition.REFUSED, Action.STAY_HERE),
        ),
    ],
    ids=str,
)
def test_what_a_service_says_is_told(
    error: CaptionerError, expected: tuple[Condition, Action | None]
) -> None:
    assert told(error) == expected


def test_no_error_but_a_failing_network_is_told_as_out_of_reach() -> None:
    every = [answer.error() for answer in codes.CLOSES.values()]
    out = {error.title for error in every if told(error)[0] is Condition.FALLBACK}
    assert out == {codes.from_close(1006).title}


def test_a_private_server_has_no_account_page() -> None:
    error = codes.from_http(402)
    error.server = "captions.example.org"
    assert told(error) == (Condition.NO_CREDIT, Action.OPEN_SETTINGS)


def test_a_name_that_cannot_be_looked_up_may_be_a_wrong_address() -> None:
    error = NetworkError("The server's name is not known.", "Check the address and your network.")
    assert told(error)[0] is Condition.REFUSED
    assert DEFAULTS.server_url == ""

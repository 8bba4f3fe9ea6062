"""Every way the service says no, and what the user is told.

After AssemblyAI's tables of session errors for v3 (1008, 3005 to 3009) and of close
codes for v2 (4000 to 4105), RFC 6455 for the rest. v3 names a code in an `Error` message
before it closes with the same code; what kind of 1008, 3006 or 3007 it is, only that
message's text tells.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

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
from captioner.core.sentence import Sentence
from captioner.core.settings import ABOUT

_UNLIMITED = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one refusal means.

    Attributes:
        kind: The class of the error.
        title: What happened.
        advice: What to do; None where it passes by itself.
        tries: How often in a row trying again, unchanged, makes sense; None for no limit.
        after_s: How long to wait before that.
    """

    kind: type[CaptionerError]
    title: str
    advice: str | None = None
    tries: int | None = _UNLIMITED
    after_s: float | None = None

    def error(self, after_s: float | None = None) -> CaptionerError:
        """The error to raise; `after_s` is the service's own word on when to come back."""
        wait = self.after_s if after_s is None else after_s
        return self.kind(self.title, self.advice, retry_after_s=wait, tries=self.tries)


_REPORT = "If it happens again, please report it."
_SERVICE_FAULT = Answer(ServiceError, "The service had a fault.")
_CUT = Answer(NetworkError, "The connection to the service was cut.")
_LOST = Answer(ServiceError, "The service no longer knows this session.")
_BAD_KEY = Answer(
    KeyRefused, "The service refused this key.", "Check the key, or create a new one."
)
_NO_KEY = Answer(KeyMissing, "The service wants a key.", "Enter your key in the settings.")
_OLD_TOKEN = Answer(
    TokenRefused,
    "The token has expired or was used before.",
    "A token serves one session; get a new one.",
)
_NO_CREDIT = Answer(
    NoCredit, "The account has no credit left.", "Add credit in your account, then start again."
)
_ACCOUNT = Answer(
    NoCredit, "The account cannot be used for streaming.", "Check credit and plan in your account."
)
_FULL = Answer(
    ServiceError,
    "Too many sessions are open.",
    "Close other sessions, or try again in a minute.",
    after_s=60.0,
)
_BUSY = Answer(ServiceError, "The service is overloaded.")
_EXPIRED = Answer(ServiceError, "The session reached its longest time.")
_IDLE = Answer(ServiceError, "The service closed the connection because no sound came.")
_PIECES = Answer(
    ServiceError, "The service did not take the sound in these pieces.", _REPORT, tries=1
)
_TOO_FAST = Answer(ServiceError, "The sound was sent too fast for the service.", tries=1)
_OUR_FAULT = Answer(RequestRefused, "The service did not understand Captioner.", _REPORT)
_RETIRED = Answer(
    EngineUnavailable,
    "This service has been retired.",
    "Choose another recogniser or server in the settings.",
)
_UNKNOWN = Answer(ServiceError, "The service closed the connection.")
_SETTING = Answer(
    RequestRefused, "The service refused a setting.", "Check the recogniser's settings."
)
_UNSTABLE = Answer(
    ServiceError,
    "The service cancelled the session.",
    "Try again; if it happens again, choose another speech model.",
    tries=3,
)

CLOSES: Mapping[int, Answer] = MappingProxyType(
    {
        1000: _UNKNOWN,
        1001: Answer(ServiceError, "The service is going away."),
        1002: _SERVICE_FAULT,
        1003: _OUR_FAULT,
        1005: _CUT,
        1006: _CUT,
        1007: _SERVICE_FAULT,
        1008: _BAD_KEY,
        1009: Answer(ServiceError, "A message was too long."),
        1010: _OUR_FAULT,
        1011: _SERVICE_FAULT,
        1012: Answer(ServiceError, "The service restarts."),
        1013: _BUSY,
        1014: _SERVICE_FAULT,
        1015: Answer(
            NetworkError,
            "The secure connection failed.",
            "Check the date and time of this computer.",
            tries=1,
            after_s=30.0,
        ),
        3005: _UNSTABLE,
        3006: _SETTING,
        3007: _PIECES,
        3008: _EXPIRED,
        3009: _FULL,
        4000: _SETTING,
        4001: _BAD_KEY,
        4002: _NO_CREDIT,
        4003: Answer(
            NoCredit, "The free plan has no streaming.", "Add a way to pay in your account."
        ),
        4004: _LOST,
        4008: _EXPIRED,
        4010: _LOST,
        4029: _TOO_FAST,
        4030: Answer(ServiceError, "The session is in use elsewhere."),
        4031: _IDLE,
        4032: _PIECES,
        4033: _PIECES,
        4034: _PIECES,
        4100: _OUR_FAULT,
        4101: _OUR_FAULT,
        4102: _FULL,
        4103: Answer(ServiceError, "The session went on elsewhere."),
        4104: _SETTING,
        4105: _RETIRED,
    }
)
"""Close code → answer. A code that is not here is a passing fault of the service."""

_TEXTS: Mapping[int | None, tuple[tuple[str, Answer], ...]] = MappingProxyType(
    {
        None: (("deprecated", _RETIRED),),
        1008: (
            (r"concurrent|too many", _FULL),
            (r"missing", _NO_KEY),
            (r"expired|token|signature", _OLD_TOKEN),
            (r"key|authori", _BAD_KEY),
            (r".", _ACCOUNT),
        ),
        3006: ((r"inactivity", _IDLE), (r"\bjson\b|message type", _OUR_FAULT)),
        3007: ((r"rate exceeded|too fast", _TOO_FAST),),
        4001: ((r"expired|token", _OLD_TOKEN),),
    }
)
"""Close code → pattern in the service's own words → the answer that fits better."""

_NO_TEXT = "See Error message for details"  # the reason of every close of v3

_PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "keyterms_prompt": "word_boost",
        "word_boost": "word_boost",
        "min_turn_silence": "end_utterance_silence_threshold",
        "max_turn_silence": "end_utterance_silence_threshold",
        "end_utterance_silence_threshold": "end_utterance_silence_threshold",
        "include_partial_turns": "disable_partial_transcripts",
        "sample_rate": "sample_rate",
        "encoding": "encoding",
        "speech_model": "speech_model",
        "mode": "mode",
        "language_code": "language_codes",
        "speaker_labels": "speaker_labels",
        "max_speakers": "most_voices",
        "model": "speech_model",
    }
)
"""The service's name of a parameter → the setting it comes from."""

_SETTINGS: Mapping[int | None, str] = MappingProxyType({4000: "sample_rate", 4104: "word_boost"})
"""v2's codes for one parameter each, which say it all."""

_HTTP: Mapping[int, Answer] = MappingProxyType(
    {
        401: _BAD_KEY,
        402: _NO_CREDIT,
        403: _BAD_KEY,
        404: Answer(
            RequestRefused, "There is no such service at this address.", "Check the server setting."
        ),
        407: Answer(
            NetworkError,
            "The network's proxy wants a password.",
            "Check the proxy settings of this computer.",
            tries=1,
            after_s=30.0,
        ),
        408: _BUSY,
        410: _RETIRED,
        421: Answer(
            RequestRefused,
            "The server does not go by the name in its address.",
            "Use its own name, or 127.0.0.1 for one on this computer.",
        ),
        429: _FULL,
    }
)
_SIGN_IN = Answer(
    NetworkError,
    "The network answered in place of the service.",
    "Sign in to the network in your browser.",
    after_s=10.0,
)
_BAD_REQUEST = Answer(
    RequestRefused, "The service refused the request.", "Check the recogniser's settings."
)


def from_close(code: int | None, text: str = "") -> CaptionerError:
    """The error for a close code, or an `Error` message with that code.

    Args:
        code: The code; None for an error message without one.
        text: The service's own words, cleaned; "" if it said nothing.
    """
    text = text.replace(_NO_TEXT, "")
    for pattern, answer in (*_TEXTS[None], *_TEXTS.get(code, ())):
        if re.search(pattern, text, re.IGNORECASE):
            return answer.error()
    answer = _UNKNOWN if code is None else CLOSES.get(code, _UNKNOWN)
    return _refused_setting(_SETTINGS.get(code, text)) if answer is _SETTING else answer.error()


def key_wanted() -> CaptionerError:
    """The error for a service that refuses a key where none was shown."""
    return KeyMissing(_NO_KEY.title, _NO_KEY.advice)


def token_refused() -> CaptionerError:
    """The error for a token that opens no session; services do not tell the cases apart."""
    return _OLD_TOKEN.error()


def from_http(status: int, body: str = "", retry_after_s: float | None = None) -> CaptionerError:
    """The error for an HTTP status in place of a connection or a token.

    Args:
        status: 100 to 599.
        body: The answer's text, or as much of it as matters.
        retry_after_s: From the answer's `Retry-After`.
    """
    if "deprecated" in body.casefold():
        return _RETIRED.error()
    if status in _HTTP:
        return _HTTP[status].error(retry_after_s)
    if status < 400:  # noqa: PLR2004 - 2xx or 3xx: somebody else's page
        return _SIGN_IN.error()
    if status < 500:  # noqa: PLR2004 - 4xx
        return _BAD_REQUEST.error()
    return _SERVICE_FAULT.error(retry_after_s)


def _refused_setting(text: str) -> CaptionerError:
    for parameter, setting in _PARAMETERS.items():
        if re.search(rf"\b{parameter}s?\b", text):
            label = Sentence(ABOUT[setting].label)
            error = RequestRefused(
                Sentence("The service refused the setting {label}.", label=label),
                Sentence("Change {label} and start again.", label=label),
            )
            error.setting = setting
            return error
    return _SETTING.error()

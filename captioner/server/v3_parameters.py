"""What a v3 client asks for, checked, and in the words that every engine knows."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from captioner.core.settings import Settings
from captioner.server.v3_messages import Tuning, UpdateConfiguration

LONGEST_TERM = 50
"""Characters of a key term; longer ones are ignored, as AssemblyAI documents it."""

_MAX_TURN_SILENCE_MS = {"min_latency": 640, "balanced": 1280, "max_accuracy": 2560}
_THRESHOLD_MS = (50, 20_000)
_LISTS = ("keyterms_prompt", "language_codes", "redact_pii_policies")
_ENGLISH = "en"

Pro = Literal[
    "universal-3-6-pro",
    "universal-3-6",
    "universal-3-5-pro",
    "u3-rt-pro",
    "u3-rt-pro-beta-1",
    "u3-pro",
    "whisper-rt",
]
Streaming = Literal["universal-streaming-english", "universal-streaming-multilingual"]
Focus = Literal["near-field", "far-field"]
Share = Annotated[float, Meta(ge=0, le=1)]


class Parameters(Tuning, kw_only=True):
    """The query of a session.

    A name that the service does not know is ignored, as the service does. What the service
    does and this server does not is checked like the rest; `Begin` says that it is off, and
    what changes the words or who learns of them is refused (`checked`).
    """

    speech_model: Pro | Streaming = "universal-3-6-pro"
    sample_rate: Annotated[int, Meta(ge=8000, le=96000)] = 16000
    encoding: Literal["pcm_s16le", "pcm_mulaw"] = "pcm_s16le"
    include_partial_turns: bool = True
    inactivity_timeout: Annotated[int, Meta(ge=5, le=3600)] | None = None
    speaker_labels: bool = False
    max_speakers: Annotated[int, Meta(ge=1, le=10)] | None = None
    speaker_labels_revision_interval_ms: Annotated[int, Meta(ge=0)] | None = None
    language_code: str | None = None
    language_detection: bool = False
    domain: Literal["medical-v1"] | None = None
    voice_focus: Focus | None = None
    voice_focus_threshold: Share | None = None
    noise_suppression_model: Focus | None = None
    noise_suppression_threshold: Share | None = None
    previous_context_n_turns: Annotated[int, Meta(ge=0, le=100)] | None = None
    redact_pii: bool = False
    redact_pii_policies: list[str] | None = None
    redact_pii_sub: Literal["hash", "entity_name"] | None = None
    customer_support_audio_capture: bool = False
    webhook_url: str | None = None
    webhook_auth_header_name: str | None = None
    webhook_auth_header_value: str | None = None
    llm_gateway: str | None = None


class BadParameter(Exception):
    """A parameter has a value that it cannot have; the text names it."""


def read_query(query: dict[str, str]) -> Parameters:
    """The parameters of a session; names that are not known are ignored.

    Raises:
        BadParameter: A value does not fit.
    """
    values: dict[str, object] = {}
    for name, text in query.items():
        try:
            values[name] = msgspec.json.decode(text) if name in _LISTS else text
        except (msgspec.DecodeError, RecursionError):
            raise BadParameter(f"Invalid '{name}': it must be a JSON array") from None
        try:
            msgspec.convert({name: values[name]}, Parameters, strict=False)
        except (msgspec.ValidationError, RecursionError) as error:
            raise BadParameter(_complaint(name, str(error))) from None
    return checked(msgspec.convert(values, Parameters, strict=False))


_NOT_DONE = {
    "redact_pii": "this server redacts nothing",
    "filter_profanity": "this server filters nothing",
    "customer_support_audio_capture": "this server keeps no sound",
    "webhook_url": "this server calls nobody",
    "llm_gateway": "this server passes nothing on",
}


def checked(asked: Parameters) -> Parameters:
    """The parameters, if the session can be what they ask for.

    Raises:
        BadParameter: Somebody would count on what is not done.
    """
    for name, why in _NOT_DONE.items():
        if getattr(asked, name):
            raise BadParameter(f"Invalid '{name}': {why}")
    languages = [*(asked.language_codes or ()), *filter(None, [asked.language_code])]
    if languages and _ENGLISH not in (language.lower()[:2] for language in languages):
        raise BadParameter("Invalid 'language_codes': this server knows English (en) only")
    return asked


def _complaint(name: str, why: str) -> str:
    reason = why.partition(" - at ")[0]
    field = next(f for f in msgspec.structs.fields(Parameters) if f.encode_name == name)
    choices = _choices(field.type)
    listed = f". Expected one of: {', '.join(choices)}" if choices else ""
    return f"Invalid '{name}': {reason}{listed}"


def _choices(type_: object) -> list[str]:
    """The words a parameter may have, if they are listed."""
    inspected = msgspec.inspect.type_info(type_)
    kinds = inspected.types if isinstance(inspected, msgspec.inspect.UnionType) else (inspected,)
    return [
        str(value)
        for kind in kinds
        if isinstance(kind, msgspec.inspect.LiteralType)
        for value in kind.values
    ]


def updated(asked: Parameters, update: UpdateConfiguration) -> Parameters:
    """The parameters with those an update names replaced."""
    changes = {
        name: value
        for name in update.__struct_fields__
        if (value := getattr(update, name)) is not None
    }
    return msgspec.structs.replace(asked, **changes)


def to_settings(asked: Parameters) -> Settings:
    """What is asked for, as settings of an engine.

    The embedded recogniser does not guess whether a sentence is complete, so silence
    alone ends a turn: `max_turn_silence`, or `min_turn_silence` where that is longer.
    Partials are left out by the session, which must know of them.
    """
    longest = asked.max_turn_silence
    if longest is None:
        longest = _MAX_TURN_SILENCE_MS[asked.mode or "balanced"]
    shortest = asked.min_turn_silence or asked.min_end_of_turn_silence_when_confident or 0
    low, high = _THRESHOLD_MS
    return Settings(
        end_utterance_silence_threshold=min(max(longest, shortest, low), high),
        word_boost=tuple(filter(_is_heeded, asked.keyterms_prompt or ())),
    )


def _is_heeded(term: str) -> bool:
    return bool(term.strip()) and len(term) <= LONGEST_TERM

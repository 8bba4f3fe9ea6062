"""What a v2 client asks for, checked."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

LONGEST_BOOST = 2_500
"""Characters of all boosted words together."""

_SAMPLE_RATE, _SCHEMA, _WORD_BOOST = 4000, 4101, 4104


class BadParameter(Exception):
    """A parameter that has a value it cannot have.

    Attributes:
        code: The close code for it.
    """

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class Parameters(Struct, kw_only=True, frozen=True):
    """The query of a session; what is not named here is ignored, as the service did."""

    sample_rate: Annotated[int, Meta(ge=8000, le=96000)] = 16_000
    word_boost: tuple[str, ...] = ()
    encoding: Literal["pcm_s16le", "pcm_mulaw"] = "pcm_s16le"
    disable_partial_transcripts: bool = False
    enable_extra_session_information: bool = False


def read_query(query: dict[str, str]) -> Parameters:
    """The parameters of a session.

    Raises:
        BadParameter: A value does not fit, or the sample rate is missing.
    """
    if "sample_rate" not in query:
        raise BadParameter(_SAMPLE_RATE)
    values: dict[str, object] = {**query, "word_boost": _boost(query.get("word_boost", "[]"))}
    for name, value in values.items():
        try:
            msgspec.convert({name: value}, Parameters, strict=False)
        except msgspec.ValidationError:
            raise BadParameter(_SAMPLE_RATE if name == "sample_rate" else _SCHEMA) from None
    return msgspec.convert(values, Parameters, strict=False)


def _boost(text: str) -> list[str]:
    try:
        words = msgspec.json.decode(text, type=list[str])
    except (msgspec.DecodeError, RecursionError):
        raise BadParameter(_WORD_BOOST) from None
    if sum(map(len, words)) > LONGEST_BOOST:
        raise BadParameter(_WORD_BOOST)
    return [word for word in words if word.strip()]

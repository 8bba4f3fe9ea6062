"""The rules of AssemblyAI's real-time protocol v2, from the server's side.

AssemblyAI has retired its own v2 service. Sources: `asyncapi.yml` of its
`assemblyai-api-spec`, its page on v2 limits, and what its Python SDK 0.43.1 sends and
accepts. The close codes are those of that SDK's table, and so are their words, but where those
would not say what is wrong.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

import msgspec

from captioner.core.events import Event, Final, Partial, Word
from captioner.core.settings import Settings
from captioner.engines.base import Configure, EndUtterance
from captioner.server.intake import Fault, FrameRefused, FrameRules, Intake
from captioner.server.session import Action, Close, Finish, Hear, Request, Send, Start, Tell
from captioner.server.v2_messages import (
    ClientMessage,
    Error,
    FinalTranscript,
    PartialTranscript,
    ServerMessage,
    SessionBegins,
    SessionInformation,
    SessionTerminated,
    TranscriptWord,
)
from captioner.server.v2_parameters import BadParameter, Parameters, read_query

FRAMES = FrameRules(shortest_ms=100, longest_ms=2000, lead_s=60.0)
IDLE_S = 60.0

_CLIENT = msgspec.json.Decoder(ClientMessage)
REFUSALS: Mapping[int, str] = MappingProxyType(
    {
        1013: "Temporary server condition forced blocking client's request",
        4000: "Sample rate must be a whole number from 8000 to 96000",
        4001: "Not Authorized",
        4008: "Session Expired",
        4029: "Client sent audio too fast",
        4031: "Session idle for too long",
        4032: "Audio duration is too short",
        4033: "Audio duration is too long",
        4100: "Endpoint received invalid JSON",
        4101: "Endpoint received a message with an invalid schema",
        4102: "This account has exceeded the number of allowed streams",
        4104: "Word boost must be a JSON array of texts with 2500 characters at most together",
    }
)
_FAULTS = MappingProxyType({Fault.SHORT: 4032, Fault.LONG: 4033, Fault.FAST: 4029})


class V2Session:
    """One session of the v2 protocol; a `ProtocolRules`."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._expires = request.now + request.longest_s
        self._last_sound = request.now
        self._finishing = False
        self._over = False
        self._asked = Parameters()
        self._settings = Settings()
        self._intake = _intake(self._asked)

    def opened(self) -> list[Action]:
        """Accept or refuse what the client shows and asks for."""
        if self._request.full:
            return self._refuse(4102)
        if self._request.refusal:
            return self._refuse(4001)
        try:
            self._asked = read_query(self._request.query)
        except BadParameter as error:
            return self._refuse(error.code)
        self._settings = Settings(word_boost=self._asked.word_boost)
        self._intake = _intake(self._asked)
        expires = self._request.began + timedelta(seconds=self._request.longest_s)
        begins = SessionBegins(session_id=self._request.id, expires_at=_written(expires))
        return [*_send(begins), Start(self._settings)]

    def text(self, message: str, now: float) -> list[Action]:
        """A text frame came."""
        if self._over or self._finishing:
            return []
        try:
            wish = _CLIENT.decode(message)
        except msgspec.ValidationError:
            return self._refuse(4101)
        except (msgspec.DecodeError, RecursionError):
            return self._refuse(4100)
        if wish.audio_data is not None:
            return self.frame(wish.audio_data, now)
        return self._obey(wish)

    def frame(self, data: bytes, now: float) -> list[Action]:
        """A binary frame came."""
        if self._over or self._finishing:
            return []
        self._last_sound = now
        try:
            return [Hear(self._intake.take(data, now))]
        except FrameRefused as refused:
            return self._refuse(_FAULTS[refused.fault])

    def event(self, event: Event, now: float) -> list[Action]:
        """The recogniser said something."""
        at = self._at(now)
        match event:
            case Partial() if event.words and not self._asked.disable_partial_transcripts:
                return _send(_partial(event, at))
            case Final(amends=False):
                return _send(_final(event, at))
            case _:
                return []

    def done(self, now: float) -> list[Action]:
        """The recogniser has heard everything."""
        if not self._finishing:
            return self.failed(now)
        self._over = True
        actions: list[Action] = []
        if self._asked.enable_extra_session_information:
            sound_s = round(self._intake.sound_s, 3)
            actions += _send(SessionInformation(audio_duration_seconds=sound_s))
        return [*actions, *_send(SessionTerminated()), Close(1000)]

    def failed(self, now: float) -> list[Action]:  # noqa: ARG002 - part of what a session is
        """The recogniser broke."""
        return self._refuse(1013)

    def tick(self, now: float) -> list[Action]:
        """Time has passed."""
        if now >= self._expires:
            return self._refuse(4008)
        return self._refuse(4031) if now >= self.due else []

    @property
    def due(self) -> float:
        """When time alone changes something."""
        if self._over:
            return math.inf
        if self._finishing:
            return self._expires
        return min(self._expires, self._last_sound + IDLE_S)

    def _obey(self, wish: ClientMessage) -> list[Action]:
        actions: list[Action] = []
        if wish.end_utterance_silence_threshold is not None:
            threshold = wish.end_utterance_silence_threshold
            self._settings = replace(self._settings, end_utterance_silence_threshold=threshold)
            actions.append(Tell(Configure(self._settings)))
        if wish.force_end_utterance:
            actions.append(Tell(EndUtterance()))
        if wish.terminate_session:
            self._finishing = True
            actions += [Hear(self._intake.finish()), Finish()]
        return actions

    def _refuse(self, code: int) -> list[Action]:
        self._over = True
        return [*_send(Error(error=REFUSALS[code])), Close(code, REFUSALS[code])]

    def _at(self, now: float) -> str:
        return _written(self._request.began + timedelta(seconds=now - self._request.now))


def _intake(asked: Parameters) -> Intake:
    return Intake(FRAMES, asked.encoding, asked.sample_rate)


def _send(*messages: ServerMessage) -> list[Action]:
    return [Send(msgspec.json.encode(message).decode()) for message in messages]


def _written(moment: datetime) -> str:
    """As v2 writes times: ISO 8601, UTC, microseconds, no zone."""
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds")


def _partial(partial: Partial, at: str) -> PartialTranscript:
    return PartialTranscript(
        audio_start=partial.words[0].start_ms,
        audio_end=partial.words[-1].end_ms,
        confidence=_mean_confidence(partial.words),
        text=partial.text,
        words=_wire(partial.words),
        created=at,
    )


def _final(final: Final, at: str) -> FinalTranscript:
    return FinalTranscript(
        audio_start=final.start_ms,
        audio_end=final.end_ms,
        confidence=_mean_confidence(final.words),
        text=final.text,
        words=_wire(final.words),
        created=at,
    )


def _mean_confidence(words: tuple[Word, ...]) -> float:
    return round(sum(_confidence(word) for word in words) / len(words), 3)


def _wire(words: tuple[Word, ...]) -> list[TranscriptWord]:
    return [
        TranscriptWord(
            text=word.text,
            start=word.start_ms,
            end=word.end_ms,
            confidence=_confidence(word),
        )
        for word in words
    ]


def _confidence(word: Word) -> float:
    """The protocol wants a number; an engine that gives none does not doubt the word."""
    return 1.0 if word.confidence is None else word.confidence

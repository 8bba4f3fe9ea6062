"""The real-time protocol v2: its messages and rules, without I/O.

After AssemblyAI's API reference of wss://api.assemblyai.com/v2/realtime/ws and the
messages of its SDK 0.43.1. AssemblyAI has retired its own v2 service.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

import msgspec

from captioner.core.events import Event, Final, Word
from captioner.core.settings import Settings
from captioner.core.word_boost import fit
from captioner.engines.assemblyai.legibility import Legibility
from captioner.engines.assemblyai.lenient import Pairs
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.turns import SPOKEN_MS, Turns
from captioner.engines.assemblyai.wire import Began, Ended, Reader, Refused, Signal, WireWord
from captioner.engines.assemblyai.words import MOST_ID, MOST_TEXT, clean, make_words

ENGINE = "assemblyai-v2"
PATH = "/v2/realtime/ws"
TOKENS = "/v2/realtime/token"

CHUNK_MS = (100, 2000)
"""The shortest and the longest message of sound a server takes."""


class SessionBegins(msgspec.Struct, tag_field="message_type", tag="SessionBegins"):
    """The server has accepted the session; `expires_at` in ISO 8601, UTC where it has no zone."""

    session_id: str = ""
    expires_at: str = ""


class PartialTranscript(msgspec.Struct, tag_field="message_type", tag="PartialTranscript"):
    """What the open utterance reads like now. Utterances have no number."""

    audio_start: float | None = None
    audio_end: float | None = None
    text: str = ""
    words: list[WireWord] = []


class FinalTranscript(PartialTranscript, tag_field="message_type", tag="FinalTranscript"):
    """The end of the open utterance; the next message belongs to a new one."""


class SessionInformation(msgspec.Struct, tag_field="message_type", tag="SessionInformation"):
    """How much sound the server received; comes before the end, if asked for."""

    audio_duration_seconds: float | None = None


class SessionTerminated(msgspec.Struct, tag_field="message_type", tag="SessionTerminated"):
    """The last message of a session that ends in order."""


_KINDS: dict[str, type[msgspec.Struct]] = {
    kind.__name__: kind
    for kind in (
        PartialTranscript,
        FinalTranscript,
        SessionBegins,
        SessionInformation,
        SessionTerminated,
    )
}


def request(settings: Settings, token: str = "") -> str:
    """The path and query of a connection with these settings.

    Terms of the word boost that do not fit are left out.
    """
    terms = fit(ENGINE, settings.word_boost).kept
    information = settings.enable_extra_session_information
    query = {
        "sample_rate": str(settings.sample_rate),
        "encoding": settings.encoding,
        "word_boost": json.dumps(terms, ensure_ascii=False) if terms else "",
        "disable_partial_transcripts": "true" if settings.disable_partial_transcripts else "",
        "enable_extra_session_information": "true" if information else "",
        "token": token,
    }
    return f"{PATH}?{urlencode({name: value for name, value in query.items() if value})}"


class V2Connection:
    """The rules of one connection; `captioner.engines.assemblyai.wire.Connection`."""

    def __init__(self, settings: Settings, timeline: Timeline) -> None:
        self.nonsense = 0
        self.legible = Legibility()
        self.received_ms = 0.0
        self.beats = False
        self._settings = settings
        self._timeline = timeline
        self._reader = Reader(_KINDS, "message_type")
        self._turns = Turns(twins=False, partials=not settings.disable_partial_transcripts)
        self._number = 0
        self._audio_s: float | None = None
        self._rules: dict[type, Callable[..., Sequence[Event | Signal]]] = {
            PartialTranscript: self._partial,
            FinalTranscript: self._final,
            SessionBegins: self._begins,
            SessionInformation: self._information,
            SessionTerminated: self._terminated,
            Pairs: self._unknown,
        }

    @property
    def unfinished(self) -> bool:
        """Whether words were said that are not final yet."""
        return self._turns.is_open

    def greeting(self) -> list[str]:
        """The silence threshold, which has no place in the URL."""
        return [_threshold(self._settings.end_utterance_silence_threshold)]

    def receive(self, data: bytes | str, now: float) -> Sequence[Event | Signal]:
        """What a message from the server means; a damaged one is counted and says nothing."""
        message = self._reader.read(data)
        if message is None:
            return self._unread(now)
        return self._rules[type(message)](message, now)

    def arrived(self, ms: float) -> Sequence[Event]:
        """Sound without words is dealt with in time: the protocol never says so itself."""
        until = ms - SPOKEN_MS
        if until <= 0 or self.legible.doubts(until):
            return []
        return self._turns.silence(self._timeline.end(until))

    def due(self) -> float | None:
        """Never: finals come formatted."""
        return None

    def tick(self, _now: float) -> Sequence[Event]:
        """Nothing is ever held back."""
        return []

    def configure(self, settings: Settings) -> list[str]:
        """The messages that make these settings act: the silence threshold is the only one."""
        before, self._settings = self._settings, settings
        threshold = settings.end_utterance_silence_threshold
        if threshold == before.end_utterance_silence_threshold:
            return []
        return [_threshold(threshold)]

    def end_utterance(self) -> str:
        """The message that ends the open utterance now."""
        return json.dumps({"force_end_utterance": True})

    def finish(self) -> str:
        """The message that ends the session."""
        return json.dumps({"terminate_session": True})

    def _unread(self, now: float) -> list[Event]:
        self.nonsense += 1
        self.legible.garbled(now, self._timeline.sent_ms)
        return []

    def _begins(self, message: SessionBegins, _now: float) -> list[Signal]:
        return [Began(clean(message.session_id)[:MOST_ID], _unix(message.expires_at))]

    def _partial(self, message: PartialTranscript, now: float) -> list[Event]:
        words = self._words(message)
        if not words and self._reader.damaged:
            return self._unread(now)
        return self._turns.partial(self._number, words, 0)

    def _final(self, message: FinalTranscript, now: float) -> list[Event]:
        words = self._words(message)
        if not words and self._reader.damaged:
            return self._unread(now)
        number = self._number
        self._number += 1
        if not words:
            return self._turns.withdrawn(number)
        text = clean(message.text)[:MOST_TEXT] or " ".join(word.text for word in words)
        final = Final(turn=number, words=words, text=text)
        return self._turns.final(final, now, formatted=True)

    def _words(self, message: PartialTranscript) -> tuple[Word, ...]:
        """The words; text without words is spread over its time."""
        said = min(message.audio_end or 0.0, self._timeline.sent_ms)
        self.received_ms = max(self.received_ms, said)
        whole = [WireWord(message.text, message.audio_start, message.audio_end)]
        words = make_words(message.words or whole, self._timeline, self.received_ms)
        if words:
            self.legible.understood()
        return words

    def _information(self, message: SessionInformation, _now: float) -> list[Signal]:
        self._audio_s = message.audio_duration_seconds
        return []

    def _terminated(self, _message: SessionTerminated, _now: float) -> list[Signal]:
        return [Ended(self._audio_s)]

    def _unknown(self, message: Pairs, _now: float) -> list[Signal]:
        """An error is the one message without a type; its close brings the code."""
        texts = [text for text in message.all_of("error") if isinstance(text, str)]
        return [Refused(None, clean(text)) for text in texts[:1]]


def _threshold(ms: int) -> str:
    return json.dumps({"end_utterance_silence_threshold": ms})


def _unix(iso: str) -> float | None:
    try:
        moment = datetime.fromisoformat(iso)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None

"""The rules of one connection of the streaming protocol v3, without I/O."""

from collections.abc import Callable, Sequence

import msgspec

from captioner.core.events import Event, Final, Word
from captioner.core.settings import Settings
from captioner.core.word_boost import fit
from captioner.engines.assemblyai.legibility import Legibility
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.turns import BEAT_MARGIN_MS, SPOKEN_MS, Turns
from captioner.engines.assemblyai.v3_messages import (
    KINDS,
    Begin,
    Error,
    ForceEndpoint,
    Heartbeat,
    Silence,
    SpeakerRevision,
    Terminate,
    Termination,
    Turn,
    UpdateConfiguration,
)
from captioner.engines.assemblyai.v3_request import (
    ENGINE,
    is_universal_streaming,
    turn_silence,
)
from captioner.engines.assemblyai.wire import Began, Ended, Reader, Refused, Signal, WireWord
from captioner.engines.assemblyai.words import (
    MOST_ID,
    MOST_TEXT,
    agreed,
    clean,
    make_words,
    speaker,
)

CHUNK_MS = (50, 1000)
"""The shortest and the longest message of sound the service takes."""

_SPEECH = 0.5
_MOST_TURNS = 10**6


def _text(message: msgspec.Struct) -> str:
    return msgspec.json.encode(message).decode()


class V3Connection:
    """The rules of one connection; `captioner.engines.assemblyai.wire.Connection`."""

    def __init__(self, settings: Settings, timeline: Timeline) -> None:
        self.nonsense = 0
        self.legible = Legibility()
        self.received_ms = 0.0
        self.beats = False
        self._settings = settings
        self._timeline = timeline
        self._reader = Reader(KINDS, "type")
        self._turns = Turns(
            twins=is_universal_streaming(settings),
            partials=not settings.disable_partial_transcripts,
        )
        # By type: each message is of exactly one.
        self._rules: dict[type, Callable[..., Sequence[Event | Signal]]] = {
            Turn: self._turn,
            Begin: self._begin,
            Heartbeat: self._heartbeat,
            Silence: self._silence,
            SpeakerRevision: self._revision,
            Error: self._error,
            Termination: self._termination,
        }

    @property
    def unfinished(self) -> bool:
        """Whether words were said that are not final yet."""
        return self._turns.is_open

    def greeting(self) -> list[str]:
        """Nothing: all settings are in the URL."""
        return []

    def receive(self, data: bytes | str, now: float) -> Sequence[Event | Signal]:
        """What a message from the service means; a damaged one is counted and says nothing."""
        message = self._reader.read(data)
        if message is None:
            return self._unread(now)
        rule = self._rules.get(type(message))
        return rule(message, now) if rule else []

    def arrived(self, _ms: float) -> Sequence[Event]:
        """Nothing: the service's own heartbeats and silences are better evidence."""
        return []

    def due(self) -> float | None:
        """When a final that waits for its formatted twin must go."""
        return self._turns.due()

    def tick(self, now: float) -> Sequence[Event]:
        """What was held back until `now`."""
        return self._turns.tick(now)

    def configure(self, settings: Settings) -> list[str]:
        """The messages that make these settings act, as far as they act on an open session.

        Terms of the word boost that do not fit are left out.
        """
        before, self._settings = self._settings, settings
        self._turns.partials = not settings.disable_partial_transcripts
        update = UpdateConfiguration()
        if turn_silence(settings) != turn_silence(before):
            update.min_turn_silence, update.max_turn_silence = turn_silence(settings)
        if settings.word_boost != before.word_boost:
            update.keyterms_prompt = fit(ENGINE, settings.word_boost).kept
        if not is_universal_streaming(before):
            if settings.mode != before.mode:
                update.mode = settings.mode
            if settings.language_codes != before.language_codes:
                update.language_codes = settings.language_codes
        return [] if update == UpdateConfiguration() else [_text(update)]

    def end_utterance(self) -> str:
        """The message that ends the open turn now."""
        return _text(ForceEndpoint())

    def finish(self) -> str:
        """The message that ends the session."""
        return _text(Terminate())

    def _unread(self, now: float) -> list[Event]:
        self.nonsense += 1
        self.legible.garbled(now, self._timeline.sent_ms)
        return []

    def _received(self, ms: float) -> None:
        """The server speaks of sound up to there; never of more than there was."""
        self.received_ms = max(self.received_ms, min(ms, self._timeline.sent_ms))

    def _begin(self, message: Begin, _now: float) -> list[Signal]:
        return [Began(clean(message.id)[:MOST_ID], message.expires_at)]

    def _turn(self, message: Turn, now: float) -> list[Event]:
        number = message.turn_order
        if not 0 <= number <= _MOST_TURNS:
            number = self._turns.current
        wire = message.words or self._worded(message)
        words = make_words(wire, self._timeline, self.received_ms)
        if words:
            self.legible.understood()
            self._received(wire[-1].end or 0.0)
        elif self._reader.damaged:
            return self._unread(now)
        if not message.end_of_turn:
            return self._turns.partial(number, words, agreed(message.words))
        if not words:
            return self._turns.withdrawn(number)
        final = Final(
            turn=number,
            words=words,
            text=clean(message.transcript)[:MOST_TEXT] or _joined(words),
            speaker=speaker(message.speaker_label),
        )
        return self._turns.final(final, now, formatted=message.turn_is_formatted)

    def _worded(self, message: Turn) -> list[WireWord]:
        """Text without words is given the end of what was heard as its time."""
        text = message.transcript or message.utterance
        return [WireWord(text, self.received_ms, self.received_ms)]

    def _heartbeat(self, message: Heartbeat, _now: float) -> list[Event]:
        self.beats = True
        self._received(message.total_audio_received_ms)
        speech = message.max_speech_probability >= _SPEECH
        return self._silent_until(self.received_ms - (SPOKEN_MS if speech else BEAT_MARGIN_MS))

    def _silence(self, message: Silence, _now: float) -> list[Event]:
        self._received(message.end_ms)
        return self._silent_until(message.end_ms)

    def _silent_until(self, ms: float) -> list[Event]:
        """Nobody spoke before that; who cannot be read may have said otherwise."""
        if self.legible.doubts(ms) or not ms > 0:
            return []
        return self._turns.silence(self._timeline.end(ms))

    def _revision(self, message: SpeakerRevision, _now: float) -> list[Event]:
        events: list[Event] = []
        for item in message.revisions:
            words = make_words(item.words, self._timeline)
            events += self._turns.speakers(item.turn_order, words, speaker(item.speaker_label))
        return events

    def _error(self, message: Error, _now: float) -> list[Event | Signal]:
        return [*self._turns.flush(), Refused(message.error_code, clean(message.error))]

    def _termination(self, message: Termination, _now: float) -> list[Event | Signal]:
        ended = Ended(message.audio_duration_seconds, message.session_duration_seconds)
        return [*self._turns.flush(), ended]


def _joined(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)

"""One session's rules, driven by hand: no socket, no engine, no clock."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from captioner.core.audio import Chunk, to_ms
from captioner.core.events import Event, Final, Opened, Partial, Word
from captioner.core.settings import Settings
from captioner.engines.base import Control
from captioner.server.service import SessionFactory
from captioner.server.session import Action, Close, Finish, Hear, Request, Send, Start, Tell

ID = "5b0f7a52-6f0e-4c3d-9a51-0d6d9a4f7c11"
BEGAN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
START = 1000.0


class Dialogue:
    """A client and an engine on either side of a session's rules.

    Attributes:
        now: The time; tests move it.
        said: Everything said to the client, decoded, in order.
        closed: The close code and reason, once there is one.
        started: The settings the recogniser was started with.
        told: The wishes the recogniser got.
        chunks: The sound it got.
        finished: Whether it was told that the sound has ended.
    """

    def __init__(
        self,
        rules: SessionFactory,
        query: Mapping[str, str] | None = None,
        *,
        refusal: str = "",
        full: bool = False,
        longest_s: float = 10_800.0,
    ) -> None:
        self.now = START
        self.said: list[dict[str, Any]] = []
        self.closed: tuple[int, str] | None = None
        self.started: Settings | None = None
        self.told: list[Control] = []
        self.chunks: list[Chunk] = []
        self.finished = False
        request = Request(
            id=ID,
            query=dict(query or {}),
            refusal=refusal,
            full=full,
            longest_s=longest_s,
            began=BEGAN,
            now=START,
        )
        self.session = rules(request)
        self._do(self.session.opened())
        if self.started is not None:
            self.hears(Opened(engine="test"))

    @property
    def heard_ms(self) -> int:
        return to_ms(sum(chunk.samples for chunk in self.chunks))

    def text(self, message: str) -> list[dict[str, Any]]:
        """What the client is told after a text frame."""
        return self._do(self.session.text(message, self.now))

    def asks(self, **message: object) -> list[dict[str, Any]]:
        return self.text(json.dumps(message))

    def frame(self, data: bytes) -> list[dict[str, Any]]:
        return self._do(self.session.frame(data, self.now))

    def sound(self, ms: int, *, each_ms: int = 100) -> None:
        """Silence in PCM16 at 16 kHz, all at once."""
        for _ in range(ms // each_ms):
            self.frame(bytes(32 * each_ms))

    def hears(self, event: Event) -> list[dict[str, Any]]:
        """What the client is told after an event of the engine."""
        return self._do(self.session.event(event, self.now))

    def engine_ends(self) -> list[dict[str, Any]]:
        return self._do(self.session.done(self.now))

    def engine_breaks(self) -> list[dict[str, Any]]:
        return self._do(self.session.failed(self.now))

    def wait(self, seconds: float) -> list[dict[str, Any]]:
        """What the client is told in this time, ticked as the connection does it."""
        until = self.now + seconds
        before = len(self.said)
        while self.session.due <= until:
            self.now = max(self.now, self.session.due)
            self._do(self.session.tick(self.now))
        self.now = until
        return self.said[before:]

    def _do(self, actions: list[Action]) -> list[dict[str, Any]]:
        before = len(self.said)
        for action in actions:
            assert self.closed is None, "nothing comes after the close"
            match action:
                case Send():
                    self.said.append(json.loads(action.text))
                case Close():
                    self.closed = (action.code, action.reason)
                case Start():
                    self.started = action.settings
                case Hear():
                    self.chunks.append(action.chunk)
                case Tell():
                    self.told.append(action.control)
                case Finish():
                    self.finished = True
        return self.said[before:]


def make_words(text: str, *, confidence: float | None = None) -> tuple[Word, ...]:
    """Words of 200 ms, from 1000 ms on."""
    return tuple(
        Word(
            text=word,
            start_ms=1000 + 250 * index,
            end_ms=1200 + 250 * index,
            confidence=confidence,
        )
        for index, word in enumerate(text.split())
    )


def partial(text: str, *, turn: int = 0, agreed: int = 0) -> Partial:
    return Partial(turn=turn, words=make_words(text), agreed=agreed)


def final(text: str, *, turn: int = 0, confidence: float | None = None) -> Final:
    return Final(turn=turn, words=make_words(text, confidence=confidence), text=text)

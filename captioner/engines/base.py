"""What an engine is, and what it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from captioner.core.audio import Chunk
from captioner.core.engines import EngineInfo
from captioner.core.events import Event
from captioner.core.settings import Settings

Emit = Callable[[Event], None]


class AudioStream(Protocol):
    """Sound for one run.

    A class with `__anext__`, never an async generator: a generator is finished for
    good when the task that awaits it is cancelled.
    """

    def __aiter__(self) -> "AudioStream": ...

    async def __anext__(self) -> Chunk:
        """The next chunk, waiting for it; StopAsyncIteration when the sound has ended."""
        ...


@dataclass(frozen=True, slots=True)
class EndUtterance:
    """Finish the open utterance now."""


@dataclass(frozen=True, slots=True)
class Configure:
    """Act on the live settings among these from now on."""

    settings: Settings


Control = EndUtterance | Configure


class Controls(Protocol):
    """Wishes during a run. They never wait behind audio."""

    def __aiter__(self) -> "Controls": ...

    async def __anext__(self) -> Control:
        """The next wish, waiting for it; never ends."""
        ...


class Engine(Protocol):
    """A recogniser. One object serves one run.

    `run` emits `Opened` first, then partials and finals, and returns when the audio
    has ended and the last final is out. It raises an `EngineError` or
    `CredentialsError` when it breaks. Cancelled, it returns within a second and
    leaves no task, thread or socket. `emit` is called on the loop's thread only.
    """

    info: EngineInfo

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        """Recognise `audio` to its end."""
        ...

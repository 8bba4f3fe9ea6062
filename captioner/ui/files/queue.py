"""Which recordings are captioned, one after another, and how far that is."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from captioner.app.hearing.file_source import FileSource
from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError
from captioner.core.session import State
from captioner.core.transcript import Session
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.model import Model

_LOOK_MS = 500
_ROUNDED_S = 2.0
"""A session may end so much before the length that a file promises, and is whole."""

_SURE_S = 3.0
"""So long it is watched before it is said how long the rest takes."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a recording is.

    Attributes:
        path: The file.
        heard_s: How much of its sound was taken in.
        whole_s: How much there is, as far as that is known.
        left_s: How long the rest takes, as far as that can be said.
        waiting: How many files come after it.
    """

    path: Path
    heard_s: float
    whole_s: float | None
    left_s: float | None
    waiting: int


class Files(QObject):
    """Captions recordings while nothing else is captioned.

    Args:
        commands: Starts and stops sessions.
        model: Tells when they are over.
        now: Seconds on a clock that only rises.
    """

    progressed = Signal(object)
    """A `Progress`, now and then."""

    ended = Signal(object, object, str)
    """The path of a file that is captioned, its `Session`, and what could not be read so far."""

    left = Signal()
    """No file is captioned any more, and the last one did not come to its end."""

    refused = Signal()
    """Something else is captioned; the files were not taken."""

    def __init__(
        self, commands: Commands, model: Model, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._commands, self._model, self._now = commands, model, now
        self._waiting: deque[Path] = deque()
        self._source: FileSource | None = None
        self._began = 0.0
        self._failed = False
        self._refusals: list[str] = []
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._tell)
        model.failed.connect(self._fail)
        model.closed.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether a file is being captioned."""
        return self._source is not None

    def caption(self, paths: Iterable[Path]) -> None:
        """Caption these, after those that are waiting already."""
        if not self.busy and self._model.state is not State.IDLE:
            self.refused.emit()
            return
        self._waiting.extend(paths)
        if self.busy:
            self._tell()
        else:
            self._next()

    def cancel(self) -> None:
        """Caption no more; what was captioned so far is kept."""
        self._waiting.clear()
        self._commands.stop()

    def _next(self) -> None:
        if not self._waiting:
            self._look.stop()
            self._refusals.clear()
            self.left.emit()
            return
        captioner = self._commands.captioner
        fast = ENGINES[self._commands.settings.engine].fast
        path = self._waiting.popleft()
        self._source = captioner.sources.file(path, captioner.level, fast=fast)
        self._began, self._failed = self._now(), False
        self._look.start()
        self._tell()
        source = self._source
        self._commands.run(lambda: self._start(source))

    async def _start(self, source: FileSource) -> None:
        try:
            await self._commands.save()
            await self._commands.captioner.start_from(source)
        except CaptionerError as error:
            self._source = None
            self._refusals.append(error.title)
            self._next()
            raise
        session = self._model.session
        if session is not None and source is self._source:
            await self._commands.captioner.library.rename(session.id, source.path.stem)

    def _fail(self, _: object) -> None:
        self._failed = True

    def _end(self, session: Session) -> None:
        source, self._source = self._source, None
        if source is None:
            return
        whole_s = source.seconds
        if source.notice or whole_s is None or session.seconds >= whole_s - _ROUNDED_S:
            told = " ".join(map(tr, filter(None, (*self._refusals, source.notice))))
            self.ended.emit(source.path, session, told)
        else:
            if not self._failed:  # the user stopped it
                self._waiting.clear()
            self.left.emit()
        if self._waiting:
            QTimer.singleShot(0, self._next)
        else:
            self._look.stop()
            self._refusals.clear()

    def _tell(self) -> None:
        source = self._source
        if source is None:
            return
        heard_s, whole_s = self._commands.captioner.heard_s, source.seconds
        spent_s = self._now() - self._began
        left_s = None
        if whole_s is not None and heard_s > 0 and spent_s >= _SURE_S:
            left_s = max(0.0, whole_s - heard_s) * spent_s / heard_s
        self.progressed.emit(Progress(source.path, heard_s, whole_s, left_s, len(self._waiting)))

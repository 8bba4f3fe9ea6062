"""Sound from a source into the session, through lost, replaced and switched devices."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from captioner.app.hearing.attempts import Attempts
from captioner.app.hearing.reading import drain, follow
from captioner.app.hearing.source import OpenSource, Source, give_back
from captioner.app.hearing.time_line import Hole, TimeLine
from captioner.core.errors import AudioError, SourceGone, SourceSilent
from captioner.core.sentence import Phrase
from captioner.core.sources import MEETING, MICROPHONE, SourceInfo, absent
from captioner.core.transcript import GapKind

REOPEN_EVERY_S = 0.5


class SourceWatcher(Protocol):
    """Who is told where the sound comes from."""

    def source_opened(self, info: SourceInfo) -> None:
        """Sound now comes from `info`."""
        ...

    def source_chosen(self, info: SourceInfo) -> None:
        """Sound now comes from `info`, because the user wants it."""
        ...

    def source_lost(self, info: SourceInfo, why: str) -> None:
        """`info` went away, as the sentence `why` says; another one is looked for."""
        ...


def gives_up(_: AudioError) -> bool:
    """Nothing else is heard."""
    return False


class Feed:
    """One stretch of listening, from Start or Resume to Pause or Stop.

    Whatever is opened at the same time, the user's last choice that opens is heard.

    Args:
        open_source: Opens what is to be heard now; called again when it is lost.
        line: Where it goes; told why nothing is heard.
        watcher: Who is told which source is heard.
        leads: Whether the session's clock is the count of these samples. Otherwise they
            are made to follow it.
        looks_on: Told why a source that has never been heard cannot be had; whether it is
            to be looked for all the same, because something else is heard.
        before: The stretch before this one, None for the first.

    Attributes:
        info: Where sound comes from, or came from last; None before the first.
        ended: Whether nothing more is heard.
    """

    def __init__(
        self,
        open_source: OpenSource,
        line: TimeLine,
        watcher: SourceWatcher,
        *,
        leads: bool = True,
        looks_on: Callable[[AudioError], bool] = gives_up,
        before: "Feed | None" = None,
    ) -> None:
        self._line = line
        self._leads = leads
        self._looks_on = looks_on
        self._open_source = open_source
        self._watcher = watcher
        self._attempts: Attempts[Source] = Attempts(give_back)
        self._source: Source | None = None
        self.info: SourceInfo | None = None if before is None else before.info
        self.ended = self._is_absent = False

    async def open(self, hole: Hole | None = None) -> None:
        """Open the source; one that is heard already is given back after that.

        While another opens: the user's last choice is heard. Cancelled: the one before goes
        on. Closed meanwhile: nothing is heard.

        Args:
            hole: Why nothing was heard until now, if so.

        Raises:
            AudioError: It cannot be opened; one that is heard already goes on.
        """
        new = await self._attempts.again(self._open_source)
        if new is not None:
            self._line.hole = hole or self._line.hole
            self._watcher.source_opened(new.info)
            await self._hear(new)

    async def open_first(self) -> None:
        """Open the source; one that is not there, or silent, may be told as lost until it comes.

        Raises:
            AudioError: It cannot be opened, and nothing else is heard.
        """
        try:
            await self.open()
        except AudioError as error:
            missing = error.source if isinstance(error, SourceSilent) else None
            if missing is None:
                if not self._looks_on(error):
                    raise
                missing, self._is_absent = self._missing(error), True
            self._watcher.source_lost(missing, error.title)
            await self.open_again((GapKind.LOST, Phrase(error.title)))

    async def open_again(self, hole: Hole) -> None:
        """Open the source as soon as it is there; `hole` says why nothing was heard until now.

        Raises:
            AudioError: It was never heard, and nothing else is.
        """
        self._line.hole, missing = hole, self._source
        while not self.ended and self._source is missing:
            try:
                await self.open(hole)
            except AudioError as error:
                if self._is_absent and not self._looks_on(error):
                    raise
                if hole[0] is not GapKind.LOST:
                    hole = self._is_gone(error)
                await asyncio.sleep(REOPEN_EVERY_S)
            else:
                return

    def _is_gone(self, error: AudioError) -> Hole:
        """What was wished silent is to be heard again and cannot be: that is another hole."""
        self._line.tell_hole()
        self._line.hole = hole = GapKind.LOST, Phrase(error.title)
        self._watcher.source_lost(self.info or self._missing(error), error.title)
        return hole

    def _missing(self, error: AudioError) -> SourceInfo:
        """What stands for a source that has never been there."""
        return absent(MEETING if self._leads else MICROPHONE, error.title)

    async def run(self) -> bool:
        """Move sound until the source ends or `close` is called.

        Returns:
            Whether the source ended.

        Raises:
            AudioError: The source is lost and nothing can replace it.
        """
        try:
            while not self.ended and self._source is not None:
                source = self._source
                try:
                    await self._read(source)
                except SourceGone as gone:
                    await give_back(source)
                    if not source.live:
                        raise
                    if source is self._source:
                        await self._replace(source, gone)
                else:
                    if source is self._source:
                        return not self.ended
            return False
        finally:
            await self.close()

    async def use(self, open_source: OpenSource) -> bool:
        """Hear another source from now on, opened before the old one is given back.

        Chosen again meanwhile, the last one that opens is heard; cancelled, the one before
        goes on.

        Returns:
            Whether it is heard, and not one that was chosen later.

        Raises:
            AudioError: It cannot be opened; the old one goes on.
        """
        new = await self._attempts.choose(open_source)
        if new is None:
            return False
        self._open_source = open_source
        self._watcher.source_chosen(new.info)
        await self._hear(new)
        return True

    async def _hear(self, new: Source) -> None:
        old, self._source, self.info = self._source, new, new.info
        self._line.sound.live = new.live
        if old is not None:
            await give_back(old)

    async def close(self) -> None:
        """Stop hearing, or opening; what was heard can still be read. Twice is as once.

        What was not heard until now is told.
        """
        if not self.ended:
            self._line.tell_hole()
        self.ended = True
        self._attempts.close()
        if self._source is not None:
            await give_back(self._source)

    async def _read(self, source: Source) -> None:
        if self._leads or not source.live:
            await drain(source, self._line, lambda: self.ended)
        else:
            await follow(source, self._line)

    async def _replace(self, source: Source, gone: SourceGone) -> None:
        self._watcher.source_lost(source.info, gone.title)
        await self.open_again((GapKind.LOST, Phrase(gone.title)))

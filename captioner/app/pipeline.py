"""One lane of a session: what it hears, who recognises it, and whose voice that is."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from captioner.app.hearing.echo import EchoFree
from captioner.app.hearing.feed import gives_up
from captioner.app.hearing.hearing import Hearing
from captioner.app.hearing.source import OpenSource
from captioner.app.outside import Outside
from captioner.app.recognition.choice import recognition
from captioner.app.recognition.sounds import Sounds
from captioner.app.recognition.speakers import Speakers
from captioner.app.result import Result
from captioner.app.sound import Sound
from captioner.app.teller import Teller
from captioner.core.arrival import Arrival
from captioner.core.echo import Echoes
from captioner.core.engines import HERE
from captioner.core.errors import AudioError, CaptionerError
from captioner.core.lanes import Lane
from captioner.core.sentence import Phrase
from captioner.core.settings import Settings
from captioner.core.telling_apart import by_this_computer
from captioner.core.transcript import GapKind


@dataclass(frozen=True, slots=True)
class Common:
    """What the lanes of a session have in common.

    Attributes:
        arrival: The session's clock.
        numbers: Gives utterances' numbers.
        sound_numbers: Gives those of sounds, below 0.
        echoes: Which words of the microphone are the others' once more.
    """

    arrival: Arrival
    numbers: Iterator[int]
    sound_numbers: Iterator[int]
    echoes: Echoes


class Pipeline:
    """From a source to what becomes of its words.

    Args:
        lane: Which lane it is.
        outside: The outside world.
        settings: As they are now.
        result: What becomes of what is recognised.
        teller: Who tells how it stands.
        common: What it has in common with the other lane.
        others: What is played meanwhile, which the microphone may hear.
        looks_on: As `Feed` says.

    Attributes:
        sound: What is heard.
        hearing: Pauses and resumes it, and changes its source.
        engines: Who recognises it.
        result: As given.
        broken: Why nothing more is heard or recognised; None while all is well.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        lane: Lane,
        outside: Outside,
        settings: Callable[[], Settings],
        result: Result,
        teller: Teller,
        common: Common,
        *,
        others: Sound | None = None,
        looks_on: Callable[[AudioError], bool] = gives_up,
    ) -> None:
        self.result = result
        self.broken: CaptionerError | None = None
        self._outside = outside
        self._settings = settings
        self._common = common
        now = settings()
        self.sound = Sound(None if now.keep_nothing else outside.open_spool)
        if outside.tell_apart is not None and now.engine == HERE and lane is not Lane.YOU:
            result.speakers = Speakers(
                self.sound,
                outside.tell_apart,
                outside.hear_changes,
                lambda: by_this_computer(settings()),
                lambda: settings().most_voices,
                tell=result.keep,
                show=result.show,
                trouble=result.trouble,
                numbers=common.numbers,
            )
        cancel = outside.cancel_echo() if others is not None and now.cancel_echo else None
        self._echo_free: EchoFree | None = None
        if others is not None and cancel is not None:
            self._echo_free = EchoFree(self.sound, others, cancel, common.echoes)
        self.hearing = Hearing(
            self._echo_free or self.sound,
            teller,
            result.lost,
            outside.clock,
            arrival=common.arrival,
            leads=lane is not Lane.YOU,
            looks_on=looks_on,
        )
        self.engines = recognition(
            outside.build_engine,
            settings,
            self.sound,
            result,
            outside.clock,
            outside.chance,
            numbers=common.numbers,
        )
        self._teller = teller
        self._paused = self._muted = False
        self._within_s: float | None = None
        self._finishing = self._stopped = False

    @property
    def deaf(self) -> tuple[GapKind, str] | None:
        """Why nothing is heard any more while the other lane goes on; None if it is."""
        if self.broken is not None:
            return GapKind.LOST, Phrase(self.broken.title)
        return (GapKind.MUTED, GapKind.MUTED.value) if self._muted else None

    def helpers(self) -> list[Callable[[], Awaitable[None]]]:
        """What is to run beside its captions."""
        found: list[Callable[[], Awaitable[None]]] = [self.sound.run]
        if self.result.speakers is not None:
            found.append(self.result.speakers.run)
        if self._outside.listen is not None:
            sounds = Sounds(
                self.sound,
                self._outside.listen,
                lambda: self._settings().sounds,
                lambda: self.result.words_until_ms,
                self.result.sound,
                self._common.sound_numbers,
            )
            found.append(sounds.run)
        return found

    async def run(self, open_source: OpenSource) -> None:
        """Hear and recognise, to the last word.

        Raises:
            CaptionerError: Source or engine broke and nothing could replace it.
        """
        engines = asyncio.create_task(self.engines.run())
        listening = asyncio.create_task(self.hearing.run(open_source, self._listen, self._rest))
        try:
            await asyncio.wait({listening, engines}, return_when=asyncio.FIRST_COMPLETED)
            if engines.done():
                await self.hearing.stop()
            await asyncio.wait({listening})
            self._finishing = True
            self.engines.finish()
            self._hurry()
            await engines
            if self.result.speakers is not None:
                await self.result.speakers.finish(self._within_s)
            listening.result()
        except CaptionerError as error:
            self.broken = error
            raise
        finally:
            await ended(listening, engines)

    async def stop(self, within_s: float | None) -> None:
        """End it in order; called again, in more of a hurry, that holds."""
        self._within_s = within_s
        self._stopped = True
        await self.hearing.stop()
        if self._finishing:  # it was stopped before, without a hurry, or the sound is over
            self._hurry()

    def _hurry(self) -> None:
        """Let the last words take no longer than whoever ended the session wishes."""
        if self._within_s is not None:
            self.engines.finish(self._within_s)
        elif self._stopped:
            self.engines.leave_absent()

    async def pause(self) -> None:
        """Hear nothing until `resume`."""
        self._paused = True
        await self._silence()

    def resume(self) -> None:
        """Hear again, unless it is muted."""
        self._paused = False
        if not self._muted:
            self.hearing.resume()

    async def mute(self, *, on: bool) -> None:
        """Hear nothing until it is unmuted, or hear again unless all is paused."""
        self._muted = on
        self._teller.muted(on=on)
        if on:
            await self._silence()
        elif not self._paused:
            self.hearing.resume()

    async def _silence(self) -> None:
        await self.hearing.pause(GapKind.MUTED if self._muted else GapKind.PAUSED)

    def release(self) -> None:
        """Show what waits for the letter of its voice."""
        if self.result.speakers is not None:
            self.result.speakers.release()

    def _rest(self) -> None:
        if self._echo_free is not None:
            self._echo_free.flush()
        self.engines.rest()

    def _listen(self) -> None:
        self.engines.listen(partials=not self._settings().disable_partial_transcripts)


async def ended(*tasks: "asyncio.Task[None]") -> None:
    """End them at once, whatever they come to; each was listened to before."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

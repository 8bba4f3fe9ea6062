"""Gives the finished sentences of this computer's recogniser the letters of their voices."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from captioner.app.faults import report
from captioner.app.recognition.holding import Holding
from captioner.app.recognition.parting import LISTENED, HearChanges, Part, Parting
from captioner.app.recognition.voice_labels import VoiceLabels
from captioner.app.recognition.windows import WINDOW, TellApart, Windows
from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, to_samples
from captioner.core.errors import CaptionerError, NotToldApart
from captioner.core.events import Final, Partial
from captioner.core.sentence import Sentence
from captioner.core.timbre import Sounding
from captioner.core.voice_rules import Rules
from captioner.core.voices import MOST, Voices

WITHIN_S = 0.15
"""A letter that comes so soon comes with its sentence; a later one amends it."""

PARTED_S = 0.5
"""Where somebody else may go on within a sentence, it waits so long for what becomes of it."""

MANY = 8
"""Where so many wait, half as much of each is listened to; then a third, and so on."""

WAITING = 32
"""Sentences that wait for their letter at most: 8 MB of sound."""

LAST_S = 3.0
"""How long the end of a session waits for the last letters."""

LAST_OF_FILE_S = 60.0
"""How long that of a file which is read at full speed does: more of them may be waiting."""

TOO_SLOW = NotToldApart(
    "This computer is too slow to tell every voice apart.",
    "Captions go on; some lines have no letter.",
)


@dataclass(frozen=True, slots=True)
class _Task:
    """A sentence to listen to, or the beginning of one that is still open.

    Attributes:
        turn: Its number.
        start: The position of its first sample.
        pcm: Its sound.
        is_finished: Whether it is finished.
        listened: So many samples of it are listened to.
        may_part: Whether it is heard if somebody else goes on in it.
    """

    turn: int
    start: int
    pcm: bytes
    is_finished: bool = False
    listened: int = LISTENED
    may_part: bool = False

    @property
    def beginning(self) -> bytes:
        """What of its sound is listened to."""
        return self.pcm[: self.listened * BYTES_PER_SAMPLE]


@dataclass(frozen=True, slots=True)
class _Said:
    """A finished sentence; `is_part` where it is the first part of one that was parted."""

    final: Final
    engine: str
    speaker: str | None = None
    is_part: bool = False

    @property
    def named(self) -> Final:
        return replace(self.final, speaker=self.speaker)

    @property
    def amendment(self) -> Final:
        return replace(self.named, amends=True)


class Speakers:
    """Passes finals on, with the letter or followed by it.

    No sentence waits longer than `WITHIN_S` for its letter, and only where that is likely to
    come by then; one of a file that is read at full speed, which nobody reads along, waits
    until the next. So that it comes soon, a sentence is listened to while it is spoken. Sound
    and what a voice sounds like stay in memory, and end with the session.

    A sentence in which somebody else goes on is shown in parts, each with a number of its own,
    if that is clear before the sentence is shown; else it has the letter of who spoke longer.
    What is said next is shown after it.

    Args:
        sound: The session's sound, which still holds that of a final when it comes.
        tell_apart: What a sentence's voice sounds like.
        hear_changes: Where voices change in a sentence; None where nobody can tell.
        wanted: Whether voices are to be told apart now.
        most: How many voices there are at most; 0 for any number.
        tell: Takes each final, and its amendments, with the engine's name.
        show: Takes each partial.
        trouble: Told once why there are no letters, or not all.
        numbers: Gives utterances' numbers that are unique in the session.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        sound: Sound,
        tell_apart: TellApart,
        hear_changes: HearChanges | None,
        wanted: Callable[[], bool],
        most: Callable[[], int],
        *,
        tell: Callable[[Final, str], None],
        show: Callable[[Partial], None],
        trouble: Callable[[CaptionerError], None],
        numbers: Iterator[int],
    ) -> None:
        self._sound = sound
        self._windows = Windows(tell_apart)
        self._wanted = wanted
        self._most = most
        self._tell = tell
        self._trouble = trouble
        self._numbers = numbers
        self._voices = Voices()
        self._parting = Parting(self._windows, hear_changes, self._voices)
        self._said: dict[int, _Said] = {}
        self._waiting: asyncio.Queue[_Task] = asyncio.Queue(WAITING)
        self._busy = False
        self._open: _Task | None = None
        self._held = Holding(self._tell_held, show)
        self._labels = VoiceLabels(self._voices)
        self._pace = 0.0
        self._broken = self._slow = False

    def partial(self, partial: Partial) -> None:
        """Somebody speaks on: what was said before is shown first."""
        if self._sound.live and partial.words and not self._broken and self._wanted():
            self._listen_ahead(partial)
        self._held.partial(partial, live=self._sound.live)

    def final(self, final: Final, engine: str) -> None:
        """A finished utterance, or a twin of one."""
        self.release()
        before = self._said.get(final.turn)
        if before is not None and before.is_part:
            return  # its parts are shown as they were
        if before is not None:
            twin = self._said[final.turn] = replace(before, final=final)
            self._tell(twin.named, engine)
        elif self._broken or final.amends or not self._wanted() or not self._wait(final, engine):
            self._tell(final, engine)

    def strike(self, start_ms: int, end_ms: int) -> None:
        """Keep no word of a stretch in memory; its sentences get no letter any more."""
        self.release()
        for turn, said in list(self._said.items()):
            if said.final.start_ms < end_ms and start_ms < said.final.end_ms:
                del self._said[turn]

    def teach(self, turn: int, label: str) -> None:
        """The user says whose voice a sentence is; what is said from now on profits from it."""
        self._labels.teach(turn, label)

    def release(self) -> None:
        """Show what waits for its letter without it; the letter amends it."""
        self._held.release()

    async def run(self) -> None:
        """Tell voices apart until cancelled; run again, it goes on where it was."""
        while True:
            task = await self._waiting.get()
            self._busy = True
            try:
                if not self._broken:
                    await self._name(task)
            finally:
                self._busy = False
                self._waiting.task_done()

    async def finish(self, within_s: float | None = None) -> None:
        """Wait for the last letters, but not for ever."""
        limit_s = LAST_S if self._sound.live else LAST_OF_FILE_S
        if within_s is not None:
            limit_s = min(within_s, limit_s)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._waiting.join(), limit_s)
        self.release()

    def _listen_ahead(self, partial: Partial) -> None:
        """Listen to one more window of an open sentence, once it is all spoken."""
        before = self._open
        if before is not None and before.turn == partial.turn:
            start, heard = before.start, len(before.pcm) // BYTES_PER_SAMPLE
        else:
            start, heard = to_samples(partial.words[0].start_ms), 0
        samples = heard + WINDOW
        spoken = to_samples(partial.words[-1].end_ms) - start
        if self._busy or not self._waiting.empty() or samples > min(spoken, LISTENED):
            return
        pcm = self._sound.in_memory_from(start, start + samples)
        if len(pcm) < samples * BYTES_PER_SAMPLE:
            return
        self._open = _Task(partial.turn, start, pcm)
        self._waiting.put_nowait(self._open)

    def _wait(self, final: Final, engine: str) -> bool:
        """Let it wait for its letter; whether it is held back until then."""
        start, end = to_samples(final.start_ms), to_samples(final.end_ms)
        waiting = self._waiting.qsize()
        listened = LISTENED // (1 + waiting // MANY)
        may_part = waiting < MANY and self._parting.may_part(final)
        pcm = self._sound.in_memory_from(start, end if may_part else min(end, start + listened))
        if self._waiting.full():
            self._tell_slow()
            return False
        task = _Task(final.turn, start, pcm, is_finished=True, listened=listened, may_part=may_part)
        self._waiting.put_nowait(task)
        self._remember(final, engine)
        ahead = self._open.pcm if self._open and self._open.turn == final.turn else b""
        seconds = (len(task.beginning) - len(ahead)) / BYTES_PER_SAMPLE / RATE
        if not self._sound.live:
            self._held.hold(final.turn, None, next_waits=False)
        elif not waiting and (may_part or seconds * self._pace <= WITHIN_S):
            self._held.hold(final.turn, WITHIN_S, next_waits=may_part)
        return bool(self._held.turns)

    def _tell_held(self, turn: int) -> None:
        said = self._said[turn]
        self._tell(said.named, said.engine)

    def _remember(self, final: Final, engine: str) -> None:
        self._said[final.turn] = _Said(final, engine)
        while len(self._said) > Rules().most:
            del self._said[next(iter(self._said))]

    async def _name(self, task: _Task) -> None:
        try:
            parts = self._part(task.turn, await self._listen(task))
            voices = await asyncio.to_thread(self._place, parts)
        except Exception as fault:  # noqa: BLE001 - whatever a network raises, captions go on
            self._broken = True
            self.release()
            self._tell_why(fault)
            return
        for changed, voice in voices.items():
            self._is(changed, self._labels.of(voice))
        if task.is_finished and task.turn in self._held.turns:
            self.release()

    async def _listen(self, task: _Task) -> list[Part]:
        """The parts of a sentence, and what each sounds like; mostly it is in one."""
        said = self._said.get(task.turn)
        if said is not None and task.may_part:
            final, pcm = said.final, task.pcm
            if places := await asyncio.to_thread(self._parting.places, final, pcm):
                self._held.wait(task.turn, PARTED_S)
                return await asyncio.to_thread(self._parting.parts, final, pcm, places)
            self._held.let_next_pass(task.turn)
        clock = asyncio.get_running_loop().time
        began, before = clock(), self._windows.listened
        sounding = await asyncio.to_thread(self._hear, task)
        if listened := self._windows.listened - before:
            self._pace = (clock() - began) * RATE / listened
        return [Part(said.final, sounding)] if said is not None and task.is_finished else []

    def _part(self, turn: int, parts: Sequence[Part]) -> list[Part]:
        """Its parts, each with a number and known as a sentence of its own.

        Where it is shown already it stays whole, and is whose who spoke longest.
        """
        said = self._said.get(turn)
        if said is None or len(parts) < 2:  # noqa: PLR2004 - it is whole
            return list(parts)
        if turn not in self._held.turns:
            longest = max(parts, key=lambda part: part.lasts_ms)
            return [Part(said.final, longest.sounding)]
        made = [parts[0]]
        for part in parts[1:]:
            final = replace(part.final, turn=next(self._numbers))
            made.append(replace(part, final=final))
        for part in made:
            self._remember(part.final, said.engine)
        self._said[turn] = replace(self._said[turn], is_part=True)
        self._held.part(tuple(part.final.turn for part in made))
        return made

    def _hear(self, task: _Task) -> Sounding | None:
        """What it sounds like; in a worker thread, one at a time."""
        return self._windows.listen(task.start, task.beginning, self._voices.is_sure)

    def _place(self, parts: Sequence[Part]) -> dict[int, int]:
        """Whose voice they are, and what that tells of others; in a worker thread."""
        self._labels.learn()
        self._voices.most = self._most() or MOST
        found: dict[int, int] = {}
        for part in parts:
            if part.sounding is not None and part.final.turn in self._said:
                heard, at_s = part.sounding, part.final.start_ms / 1000
                found |= self._voices.hear(part.final.turn, heard.embedding, heard.seconds, at_s)
        return found

    def _is(self, turn: int, speaker: str) -> None:
        said = None if self._labels.is_taught(turn) else self._said.get(turn)
        if said is not None and said.speaker != speaker:
            said = self._said[turn] = replace(said, speaker=speaker)
            if turn not in self._held.turns:
                self._tell(said.amendment, said.engine)

    def _tell_why(self, fault: Exception) -> None:
        if isinstance(fault, CaptionerError):
            why = Sentence("Voices are not told apart. {why}", why=fault.title)
            self._trouble(NotToldApart(why, fault.advice))
        else:
            report(fault, "Voices are not told apart any more in this session.")

    def _tell_slow(self) -> None:
        if not self._slow:
            self._slow = True
            self._trouble(TOO_SLOW)

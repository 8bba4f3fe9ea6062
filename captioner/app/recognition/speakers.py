"""Gives the finished sentences of this computer's recogniser the letters of their voices."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from captioner.app.faults import report
from captioner.app.recognition.timers import Timers
from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, to_samples
from captioner.core.errors import CaptionerError, NotToldApart
from captioner.core.events import Final
from captioner.core.sentence import Sentence
from captioner.core.voices import MOST, Rules, Voices, letter

if TYPE_CHECKING:
    from captioner.engines.voices.network import Sounding

WITHIN_S = 0.15
"""A letter that comes so soon comes with its sentence; a later one amends it."""

LISTENED = 6 * RATE
"""So many samples of a sentence tell whose it is; more would cost more, and tell little."""

GLANCE = 3 * RATE // 2
"""So many samples are enough where they sound like one known voice and like no other."""

MANY = 8
"""Where so many wait, half as much of each is listened to; then a third, and so on."""

WAITING = 32
"""Sentences that wait for their letter at most: 6 MB of sound."""

LAST_S = 3.0
"""How long the end of a session waits for the last letters."""

LAST_OF_FILE_S = 60.0
"""How long that of a file which is read at full speed does: more of them may be waiting."""

TellApart = Callable[[bytes], "Sounding | None"]
"""What the voice of PCM16, mono, 16 kHz sounds like. Blocks; called in a worker thread."""

TOO_SLOW = NotToldApart(
    "This computer is too slow to tell every voice apart.",
    "Captions go on; some lines have no letter.",
)


@dataclass(frozen=True, slots=True)
class _Said:
    final: Final
    engine: str
    speaker: str | None = None

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
    until the next. Sound and what a voice sounds like stay in memory, and end with the
    session.

    Args:
        sound: The session's sound, which still holds that of a final when it comes.
        tell_apart: What a sentence's voice sounds like.
        wanted: Whether voices are to be told apart now.
        most: How many voices there are at most; 0 for any number.
        tell: Takes each final, and its amendments, with the engine's name.
        trouble: Told once why there are no letters, or not all.
    """

    def __init__(
        self,
        sound: Sound,
        tell_apart: TellApart,
        wanted: Callable[[], bool],
        most: Callable[[], int],
        tell: Callable[[Final, str], None],
        trouble: Callable[[CaptionerError], None],
    ) -> None:
        self._sound = sound
        self._tell_apart = tell_apart
        self._wanted = wanted
        self._most = most
        self._tell = tell
        self._trouble = trouble
        self._voices = Voices()
        self._said: dict[int, _Said] = {}
        self._waiting: asyncio.Queue[tuple[int, bytes]] = asyncio.Queue(WAITING)
        self._held: int | None = None
        self._names: dict[int, str] = {}
        self._taught: dict[int, str] = {}
        self._to_teach: deque[tuple[int, str]] = deque()
        self._timers = Timers()
        self._pace = 0.0
        self._broken = self._slow = False

    def partial(self) -> None:
        """Somebody speaks on: what was said before is shown first."""
        if self._sound.live:
            self.release()

    def final(self, final: Final, engine: str) -> None:
        """A finished utterance, or a twin of one."""
        self.release()
        before = self._said.get(final.turn)
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
        self._taught[turn] = label
        while len(self._taught) > Rules().most:
            del self._taught[next(iter(self._taught))]
        self._to_teach.append((turn, label))

    def release(self) -> None:
        """Show what waits for its letter without it; the letter amends it."""
        self._timers.close()
        if self._held is not None:
            said = self._said[self._held]
            self._held = None
            self._tell(said.named, said.engine)

    async def run(self) -> None:
        """Tell voices apart until cancelled; run again, it goes on where it was."""
        while True:
            turn, pcm = await self._waiting.get()
            try:
                if not self._broken:
                    await self._name(turn, pcm)
            finally:
                self._waiting.task_done()

    async def finish(self, within_s: float | None = None) -> None:
        """Wait for the last letters, but not for ever."""
        limit_s = LAST_S if self._sound.live else LAST_OF_FILE_S
        if within_s is not None:
            limit_s = min(within_s, limit_s)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._waiting.join(), limit_s)
        self.release()

    def _wait(self, final: Final, engine: str) -> bool:
        """Let it wait for its letter; whether it is held back until then."""
        start, end = to_samples(final.start_ms), to_samples(final.end_ms)
        listened = LISTENED // (1 + self._waiting.qsize() // MANY)
        pcm = self._sound.in_memory_from(start, min(end, start + listened))
        if self._waiting.full():
            self._tell_slow()
            return False
        idle = self._waiting.empty()
        self._waiting.put_nowait((final.turn, pcm))
        self._said[final.turn] = _Said(final, engine)
        while len(self._said) > Rules().most:
            del self._said[next(iter(self._said))]
        seconds = len(pcm) / BYTES_PER_SAMPLE / RATE
        if not self._sound.live:
            self._held = final.turn
        elif idle and seconds * self._pace <= WITHIN_S:
            self._held = final.turn
            self._timers.later(WITHIN_S, self.release)
        return self._held is not None

    async def _name(self, turn: int, pcm: bytes) -> None:
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            voices = await asyncio.to_thread(self._hear, turn, pcm)
        except Exception as fault:  # noqa: BLE001 - whatever a network raises, captions go on
            self._broken = True
            self.release()
            self._tell_why(fault)
            return
        self._pace = (clock() - began) * BYTES_PER_SAMPLE * RATE / max(1, len(pcm))
        for changed, voice in voices.items():
            self._is(changed, self._name_of(voice))
        if self._held == turn:
            self.release()

    def _hear(self, turn: int, pcm: bytes) -> dict[int, int]:
        """Whose voice it is, and what that tells of others; in a worker thread, one at a time."""
        while self._to_teach:
            self._learn(*self._to_teach.popleft())
        sounding = self._tell_apart(pcm[: GLANCE * BYTES_PER_SAMPLE])
        longer = len(pcm) > GLANCE * BYTES_PER_SAMPLE
        if longer and not (sounding and self._voices.is_sure(sounding.embedding)):
            sounding = self._tell_apart(pcm)
        said = self._said.get(turn)
        if sounding is None or said is None:
            return {}
        at_s = said.final.start_ms / 1000
        self._voices.most = self._most() or MOST
        return self._voices.hear(turn, sounding.embedding, sounding.seconds, at_s)

    def _learn(self, turn: int, label: str) -> None:
        voices = {self._name_of(number): number for number in self._voices.numbers}
        voice = self._voices.teach(turn, voices.get(label))
        if voice is not None:
            self._names[voice] = label

    def _name_of(self, voice: int) -> str:
        """The label of a voice: its letter, or what the user called it who told of it first."""
        return self._names.get(voice, letter(voice))

    def _is(self, turn: int, speaker: str) -> None:
        said = self._said.get(turn) if turn not in self._taught else None
        if said is not None and said.speaker != speaker:
            said = self._said[turn] = replace(said, speaker=speaker)
            if self._held != turn:
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

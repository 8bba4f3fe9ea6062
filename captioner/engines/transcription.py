"""From sound to the events of one run, on one thread and without waiting for anything."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

from captioner.core.agreement import Agreement
from captioner.core.as_written import AsWritten
from captioner.core.audio import RATE, Chunk, to_ms, to_samples
from captioner.core.boost import Boost
from captioner.core.events import Event, Final, Heard, Partial, Word
from captioner.core.inventions import REMEMBERED, is_made_up, repeated_phrases
from captioner.core.joins import bare
from captioner.core.pauses import Pauses
from captioner.core.settings import Settings
from captioner.core.utterance import Line, Utterance
from captioner.engines.moonshine.base import Recogniser
from captioner.engines.reader import Reader, Reading

_LONG_UTTERANCE = 12 * RATE
_LONGEST_READ = 14 * RATE
"""The models get worse beyond 15 s."""

_PAUSE = to_samples(300)
"""A line that so much silence follows may be the last of its utterance."""

_CROWD_BELOW_DB = 13.0
_DOUBTFUL_BELOW_DB = 9.0
_DOUBT = 0.49
_WAIT_FOR_VOICE = to_samples(300)
_HEARD_EVERY = to_samples(300)


class Transcription:
    """One run of the embedded recogniser.

    Sound goes in with `hear`; what is to be said comes back. Lines that follow each other
    within the silence threshold are one utterance, up to a length; its final is given once
    the pause after it is longer.

    Args:
        recogniser: A fresh one.
        settings: The user's settings; `configure` changes the live ones.
        clock: Seconds, rising; tells how long a pass took.
    """

    def __init__(
        self, recogniser: Recogniser, settings: Settings, clock: Callable[[], float]
    ) -> None:
        self._pauses = Pauses()
        self._recogniser = recogniser
        self._reader = Reader(recogniser, self._pauses, clock)
        self._agreement = Agreement(settings.steadiness)
        self._turn = 0
        self._said = Partial(turn=0, words=())
        self._said_heard = 0
        self._before: list[str] = []
        """The words of late, as they are compared."""
        self._utterance = Utterance(self._pauses, Boost(()))
        self.configure(settings)

    def configure(self, settings: Settings) -> None:
        """Act on the live settings from now on; finished lines stay as they are."""
        self._settings = settings
        self._recogniser.prefer(settings.word_boost)
        self._utterance.boost = Boost(settings.word_boost)
        self._utterance.as_written = AsWritten(settings.word_boost)
        self._agreement.configure(settings.steadiness)
        self._threshold = to_samples(settings.end_utterance_silence_threshold)
        self._reader.pause = self._threshold

    def hear(self, chunk: Chunk) -> list[Event]:
        """Take a chunk in; what there is to say after it. A chunk may follow a hole."""
        events: list[Event] = []
        if chunk.position != self._reader.end:
            events += self.finish()
            self._reader.start_at(chunk.position)
        for reading in self._reader.hear(chunk):
            events += self._take(reading)
        return events

    def end_utterance(self) -> list[Event]:
        """Finish the open utterance now."""
        return [*self._take(self._reader.cut()), *self._finish()]

    def finish(self) -> list[Event]:
        """The sound has ended, or a hole begins: what was still open."""
        events = [*self._take(self._reader.flush()), *self._finish()]
        return [*events, Heard(until_ms=to_ms(self._reader.heard))]

    def _take(self, reading: Reading) -> list[Event]:
        events: list[Event] = []
        for line in reading.finished:
            events += self._finish_before(line)
            self._utterance.finish_line(line)
            if self._utterance.length >= _LONG_UTTERANCE:
                events += self._finish()
        if reading.open is not None:
            events += self._finish_before(reading.open)
            events += self._partial(self._utterance.read(reading.open, reading.heard), reading)
        elif self._is_over(reading.heard):
            events += self._finish()
        else:
            if reading.finished and reading.finished[-1].silence >= _PAUSE:
                self._utterance = self._read_again()
            events += self._partial(self._utterance.words, reading)
        if reading.heard - self._said_heard >= _HEARD_EVERY:
            self._said_heard = reading.heard
            events.append(Heard(until_ms=to_ms(reading.heard)))
        return events

    def _read_again(self) -> Utterance:
        """The utterance, with lines that follow each other read in one go: better than each.

        Done in each pause that may end it, so that its final need not wait for that.
        """
        lines: list[Line] = []
        anew = False
        for part in self._utterance.parts(_LONGEST_READ):
            line = self._recogniser.read_again(part[0].start, part[-1].end)
            lines += part if line is None else [line]
            anew |= line is not None
        return self._utterance.again(lines) if anew else self._utterance

    def _finish_before(self, line: Line) -> list[Event]:
        """Finish the utterance if the pause before a further line is long enough."""
        pause = self._utterance.begin_of(line) - self._utterance.speech_end
        return self._finish() if self._utterance.words and pause >= self._threshold else []

    def _is_over(self, heard: int) -> bool:
        """Whether the pause has been long enough; a sound just now is given time to be voice."""
        pause = heard - self._utterance.speech_end
        wait = 0 if self._pauses.run else _WAIT_FOR_VOICE
        return bool(self._utterance.words) and pause >= self._threshold + wait

    def _believed(self, words: Sequence[Word]) -> list[Word]:
        """The words, without what a crowd made the recogniser repeat, and doubtful in one."""
        spread = self._pauses.levels.db if words else inf
        if spread >= _CROWD_BELOW_DB:
            return list(words)
        keys = [*self._before, *(bare(word.text) for word in words)]
        again = repeated_phrases(keys)
        kept = [w for place, w in enumerate(words, len(self._before)) if place not in again]
        if spread >= _DOUBTFUL_BELOW_DB:
            return kept
        return [
            replace(w, confidence=min(_DOUBT, w.confidence)) if w.confidence is not None else w
            for w in kept
        ]

    def _is_made_up(self, words: Sequence[Word]) -> bool:
        """Whether a sentence is to be withdrawn; many who talk far away say none at all."""
        spread = self._pauses.levels.db
        if spread < _DOUBTFUL_BELOW_DB:
            return is_made_up(words, least_words=1)
        return _CROWD_BELOW_DB <= spread < inf and is_made_up(words)

    def _partial(self, words: Sequence[Word], reading: Reading) -> list[Event]:
        if self._settings.disable_partial_transcripts:
            return []
        words = self._believed(words)
        settled = min(len(words), len(self._utterance.words))
        shown, agreed = self._agreement.show(words, settled, to_ms(reading.heard))
        partial = Partial(turn=self._turn, words=shown, agreed=agreed)
        if partial == self._said or not (shown or self._said.words):
            return []
        self._said = partial
        return [partial]

    def _finish(self) -> list[Event]:
        utterance = self._read_again()
        crowd = self._pauses.levels.db < _CROWD_BELOW_DB
        doubted = tuple(utterance.words) if self._is_made_up(utterance.words) else ()
        words = () if doubted else tuple(self._believed(utterance.words))
        self._before = [*self._before, *(bare(word.text) for word in words)][-REMEMBERED:]
        self._utterance = utterance.following()
        self._agreement.reset()
        events: list[Event] = []
        if not self._said.words and words and not self._settings.disable_partial_transcripts:
            events.append(Partial(turn=self._turn, words=words, agreed=len(words)))
        if words:
            text = " ".join(word.text for word in words)
            events.append(Final(turn=self._turn, words=words, text=text, crowd=crowd))
        elif self._said.words:  # what was shown has turned out to be no speech
            events.append(Partial(turn=self._turn, words=()))
        if events:
            self._turn += 1
        if doubted and not crowd:
            events.append(Heard(until_ms=doubted[-1].end_ms, doubted=doubted))
        self._said = Partial(turn=self._turn, words=())
        return events

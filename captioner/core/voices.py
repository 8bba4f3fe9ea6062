"""Telling voices apart, sentence by sentence, while they speak.

A sentence comes as an embedding: a direction that depends on who speaks, not on what is
said. Sentences of one voice point much the same way (a cosine of 0.45 to 0.85), those of two
voices do not (-0.2 to 0.35, rarely 0.45). Each voice is the mean of its sentences, which
becomes surer with each. What decides:

- A sentence near enough a known voice is that voice's.
- One that is near none begins a new voice only if it is long and strange enough; a shorter
  or less strange one waits until a second one like it comes, so that no cough or laugh
  gets a letter. Until then it has no letter, or that of the nearest voice if that is near.
- Whenever a voice has learnt, the last minutes are looked at again: a sentence that is
  now clearly nearer to another voice changes over, and two voices that turn out to be one
  become the older one.

A letter never changes its voice; that of a voice which went over to an older one is not
used again. What the user says of a sentence holds: it never changes over again, and the voice
it was taken from never becomes one with the voice it began. Nothing is kept but numbers in
memory, of a bounded number of sentences.
"""

import math
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul

from captioner.core.timbre import Sounding, cosine, has_direction, unit
from captioner.core.voice_rules import Rules

MOST = 26
"""Voices of a session that are told apart at most: one for each letter."""

_NOTHING = 1e-6


@dataclass(slots=True)
class _Voice:
    """The sum of its sentences, each by its seconds."""

    number: int
    total: list[float]
    seconds: float = 0.0

    def learn(self, embedding: Sequence[float], seconds: float) -> None:
        self.total = [a + seconds * b for a, b in zip(self.total, embedding, strict=True)]
        self.seconds += seconds

    def near(self, embedding: Sequence[float], but_s: float = 0.0) -> float:
        """The cosine to it, as if so many seconds of this embedding had not been learnt."""
        along = sum(map(mul, self.total, embedding))
        square = sum(map(mul, self.total, self.total)) - but_s * (2 * along - but_s)
        return (along - but_s) / math.sqrt(square) if square > _NOTHING else -1.0


@dataclass(slots=True)
class _Sentence:
    """One that is remembered; an array is a quarter of a tuple, 2 kB."""

    id: int
    embedding: "array[float]"
    seconds: float
    at_s: float
    voice: int | None = None
    taught: bool = False
    told: bool = False


class Voices:
    """The voices of one session.

    Args:
        most: How many there may be at most.
        rules: The thresholds.

    Attributes:
        most: As given; set anew, it holds for voices that are still to come.
    """

    def __init__(self, most: int = MOST, rules: Rules | None = None) -> None:
        self.most = most
        self._rules = rules or Rules()
        self._voices: dict[int, _Voice] = {}
        self._sentences: deque[_Sentence] = deque(maxlen=self._rules.most)
        self._next = 0
        self._apart: set[tuple[int, int]] = set()

    def hear(
        self, id_: int, embedding: Sequence[float], seconds: float, at_s: float
    ) -> dict[int, int]:
        """Who speaks in a further sentence, and what that tells of earlier ones.

        Args:
            id_: The sentence's number, unique in the session.
            embedding: Its embedding, of any length; one of length 0 tells nothing.
            seconds: How much speech is in it.
            at_s: Where it begins in the session.

        Returns:
            Sentence → voice, for this one if its voice is known and for every earlier one
            whose voice is now known or another. Voices count from 0 in the order in which
            they were first told.
        """
        if not has_direction(embedding):
            return {}
        before = {sentence.id: sentence.voice for sentence in self._sentences}
        sentence = _Sentence(id_, array("d", unit(embedding)), seconds, at_s)
        self._sentences.append(sentence)
        self._place(sentence)
        self._merge()
        self._look_again(at_s)
        return {
            each.id: each.voice
            for each in self._sentences
            if each.voice is not None and each.voice != before.get(each.id)
        }

    def is_sure(self, beginning: Sounding) -> bool:
        """Whether the beginning of a sentence tells enough.

        It is near one voice and no other, or so far from all that it begins one.
        """
        if not beginning.tells:
            return False
        rules, direction = self._rules, unit(beginning.embedding)
        nearest, near = _nearest(self._voices.values(), direction)
        if near < rules.foreign:
            return self._may_begin and beginning.seconds >= rules.seed_s
        if nearest is None or nearest.seconds < rules.learnt_s or near < rules.surely:
            return False
        others = [voice for voice in self._voices.values() if voice is not nearest]
        return near - _nearest(others, direction)[1] >= rules.clearly

    def are_two(self, one: Sounding, other: Sounding) -> bool:
        """Whether two parts of a sentence are clearly of two voices."""
        rules = self._rules
        if min(one.seconds, other.seconds) < rules.least_s or not (one.tells and other.tells):
            return False
        return cosine(unit(one.embedding), unit(other.embedding)) < rules.apart

    @property
    def numbers(self) -> tuple[int, ...]:
        """The voices that are known."""
        return tuple(self._voices)

    def teach(self, id_: int, voice: int | None) -> int | None:
        """The user says whose voice a sentence is; later ones like it go the same way.

        Args:
            id_: The sentence.
            voice: A voice that is known; another number or None for one not heard before.

        Returns:
            The voice that it is now; None where the sentence is not remembered.
        """
        sentence = next((each for each in self._sentences if each.id == id_), None)
        if sentence is None:
            return None
        own, known = self._voices.get(_number(sentence)), self._voices.get(_or_nobody(voice))
        if own is not None and sentence.taught:
            own.learn(sentence.embedding, -sentence.seconds)
        sentence.told = True
        if known is not None:
            self._give(sentence, known)
        else:
            self._begin([sentence])
            if own is not None:
                self._apart.add((own.number, self._next - 1))
        return sentence.voice

    def _place(self, sentence: _Sentence) -> None:
        rules = self._rules
        nearest, near = _nearest(self._voices.values(), sentence.embedding)
        enough = rules.same if sentence.seconds >= rules.short_s else rules.same_short
        if nearest is not None and near >= enough:
            self._give(sentence, nearest)
            return
        if self._may_begin and sentence.seconds >= rules.least_s:
            if sentence.seconds >= rules.seed_s and near < rules.strange:
                self._begin([sentence])
                return
            waiting = [
                each
                for each in self._sentences
                if each.voice is None
                and each is not sentence
                and each.seconds >= rules.least_s
                and cosine(each.embedding, sentence.embedding) >= rules.alike
            ]
            if waiting and sentence.seconds + sum(w.seconds for w in waiting) >= rules.seed_s:
                self._begin([*waiting, sentence])
                return
        if nearest is not None and (near >= rules.likely or not self._may_begin):
            sentence.voice = nearest.number

    @property
    def _may_begin(self) -> bool:
        return len(self._voices) < min(self.most, MOST)

    def _begin(self, sentences: Sequence[_Sentence]) -> None:
        voice = _Voice(self._next, [0.0] * len(sentences[0].embedding))
        self._next += 1
        self._voices[voice.number] = voice
        for sentence in sentences:
            self._give(sentence, voice)

    def _give(self, sentence: _Sentence, voice: _Voice) -> None:
        """The sentence is this voice's, and teaches what it sounds like."""
        sentence.voice = voice.number
        sentence.taught = sentence.seconds >= self._rules.least_s
        if sentence.taught:
            voice.learn(sentence.embedding, sentence.seconds)

    def _merge(self) -> None:
        """Let voices that turned out to be one become the older one."""
        rules = self._rules
        learnt = [v for v in self._voices.values() if v.seconds >= rules.learnt_s]
        pairs = (
            (one, other)
            for at, one in enumerate(learnt)
            for other in learnt[at + 1 :]
            if (one.number, other.number) not in self._apart
        )
        near = [(_near(one, other), one, other) for one, other in pairs]
        closest, older, younger = max(near, key=lambda pair: pair[0], default=(-1.0, None, None))
        if closest < rules.merge or older is None or younger is None:
            return
        del self._voices[younger.number]
        older.total = [a + b for a, b in zip(older.total, younger.total, strict=True)]
        older.seconds += younger.seconds
        for sentence in self._sentences:
            if sentence.voice == younger.number:
                sentence.voice = older.number

    def _look_again(self, now_s: float) -> None:
        """Let late sentences change over that are clearly nearer to another voice."""
        rules = self._rules
        parted = {number for pair in self._apart for number in pair}
        for sentence in self._sentences:
            if sentence.told or sentence.at_s < now_s - rules.again_s:
                continue
            own, limit = self._voices.get(_number(sentence)), rules.same
            if own is not None:
                alone = sentence.taught and own.number not in parted
                but_s = sentence.seconds if alone else 0.0
                limit = max(limit, own.near(sentence.embedding, but_s) + rules.clearly)
            others = [voice for voice in self._voices.values() if voice is not own]
            nearest, near = _nearest(others, sentence.embedding)
            if nearest is not None and near >= limit:
                if own is not None and sentence.taught:
                    own.learn(sentence.embedding, -sentence.seconds)
                self._give(sentence, nearest)
        held = {sentence.voice for sentence in self._sentences}
        self._voices = {
            number: voice
            for number, voice in self._voices.items()
            if voice.seconds > _NOTHING or number in held
        }


def letter(voice: int) -> str:
    """What a voice is called until it has a name: A to Z, then AA, AB and so on.

    Args:
        voice: From 0 in the order in which voices were first told.
    """
    before, last = divmod(voice, MOST)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _number(sentence: _Sentence) -> int:
    return _or_nobody(sentence.voice)


def _or_nobody(voice: int | None) -> int:
    """Its number; for None one that no voice has."""
    return -1 if voice is None else voice


def _nearest(voices: Iterable[_Voice], embedding: Sequence[float]) -> tuple[_Voice | None, float]:
    best = max(voices, key=lambda voice: voice.near(embedding), default=None)
    return best, best.near(embedding) if best is not None else -1.0


def _near(one: _Voice, other: _Voice) -> float:
    return cosine(unit(one.total), unit(other.total))

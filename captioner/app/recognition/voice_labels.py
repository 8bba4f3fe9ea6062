"""What the voices of a session are called: by their letters, or as the user says."""

from collections import deque

from captioner.core.voice_rules import Rules
from captioner.core.voices import Voices, letter


class VoiceLabels:
    """The labels, and the sentences of which the user said whose they are.

    Args:
        voices: The voices of the session; only `learn` changes them.
    """

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._names: dict[int, str] = {}
        self._taught: dict[int, str] = {}
        self._to_learn: deque[tuple[int, str]] = deque()

    def teach(self, turn: int, label: str) -> None:
        """The user says whose voice a sentence is; `learn` tells the voices."""
        self._taught[turn] = label
        while len(self._taught) > Rules().most:
            del self._taught[next(iter(self._taught))]
        self._to_learn.append((turn, label))

    def is_taught(self, turn: int) -> bool:
        """Whether the user said whose voice a sentence is."""
        return turn in self._taught

    def learn(self) -> None:
        """Let the voices know what the user said since the last time; may run in a thread."""
        while self._to_learn:
            turn, label = self._to_learn.popleft()
            known = {self.of(number): number for number in self._voices.numbers}
            voice = self._voices.teach(turn, known.get(label))
            if voice is not None:
                self._names[voice] = label

    def of(self, voice: int) -> str:
        """Its letter, or what the user called it who told of it first."""
        return self._names.get(voice, letter(voice))

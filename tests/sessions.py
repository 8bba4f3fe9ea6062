"""Whole sessions that AssemblyAI's SDKs and Captioner's own client run alike.

The server says the script; what each client reports must read the same. Steps are in
the order in which a user would act: sound, waiting for words, wishes.
"""

from dataclasses import dataclass

from captioner.core.settings import Settings
from captioner.server.script import Line


@dataclass(frozen=True, slots=True)
class Sound:
    """So much more sound, in messages of 100 ms."""

    ms: int


@dataclass(frozen=True, slots=True)
class WaitFor:
    """Until this text has been shown, as a partial or a final."""

    text: str


@dataclass(frozen=True, slots=True)
class EndUtterance:
    """The user wants the sentence finished now."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The user moves the slider of the silence threshold."""

    ms: int


Step = Sound | WaitFor | EndUtterance | Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSession:
    """One session.

    Attributes:
        name: What it is about.
        script: What the server's recogniser says.
        settings: The user's settings.
        steps: What happens.
        finals: What every client must report in the end.
    """

    name: str
    script: tuple[Line, ...]
    settings: Settings
    steps: tuple[Step, ...]
    finals: tuple[str, ...]

    @property
    def sound_ms(self) -> int:
        """How much sound it has."""
        return sum(step.ms for step in self.steps if isinstance(step, Sound))


def words(text: str, start_ms: int, *, each_ms: int = 250, ends_turn: bool = False) -> list[Line]:
    """A script's words at an even pace; the last one may end the turn."""
    texts = text.split()
    return [
        Line(
            word=word,
            start_ms=start_ms + index * each_ms,
            end_ms=start_ms + index * each_ms + each_ms * 4 // 5,
            ends_turn=ends_turn and index == len(texts) - 1,
        )
        for index, word in enumerate(texts)
    ]


_TWO_TURNS = (*words("Can you hear me?", 210), *words("Yes, very well.", 2210, ends_turn=True))
_LONG = Settings(end_utterance_silence_threshold=5000)

SESSIONS = (
    SharedSession(
        name="words",
        script=_TWO_TURNS,
        settings=Settings(),
        steps=(Sound(3500),),
        finals=("Can you hear me?", "Yes, very well."),
    ),
    SharedSession(
        name="forced end",
        script=tuple(words("So the budget is larger", 210)),
        settings=_LONG,
        steps=(Sound(1000), WaitFor("So the budget"), EndUtterance(), Sound(1000)),
        finals=("So the budget", "is larger"),
    ),
    SharedSession(
        name="live threshold",
        script=(*words("one two", 210), *words("three four", 1210), *words("five six", 2410)),
        settings=_LONG,
        steps=(Sound(1500), WaitFor("one two three"), Threshold(500), Sound(2500)),
        finals=("one two three four", "five six"),
    ),
    SharedSession(
        name="word boost",
        script=tuple(words("The naïve café of Łódź", 210)),
        settings=Settings(word_boost=("naïve & co", "Łódź", "日本語", 'say "hi"')),
        steps=(Sound(2500),),
        finals=("The naïve café of Łódź",),
    ),
    SharedSession(
        name="mu-law",
        script=_TWO_TURNS,
        settings=Settings(encoding="pcm_mulaw", sample_rate=8000),
        steps=(Sound(3500),),
        finals=("Can you hear me?", "Yes, very well."),
    ),
    SharedSession(
        name="finals only",
        script=_TWO_TURNS,
        settings=Settings(disable_partial_transcripts=True),
        steps=(Sound(3500),),
        finals=("Can you hear me?", "Yes, very well."),
    ),
    SharedSession(
        name="session information",
        script=_TWO_TURNS,
        settings=Settings(enable_extra_session_information=True),
        steps=(Sound(4000),),
        finals=("Can you hear me?", "Yes, very well."),
    ),
)

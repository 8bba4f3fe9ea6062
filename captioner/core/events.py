"""The few things an engine says.

Times are whole milliseconds on the session's one time line, which starts at 0
with the first sample and includes pauses and lost stretches.
"""

from dataclasses import dataclass

from captioner.core.lanes import Lane

DOUBTFUL = 0.5
"""What is less sure is shown as doubtful, and agreed late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One recognised word.

    Attributes:
        text: The word with its punctuation, never empty, without white space.
        start_ms: Where it starts.
        end_ms: Where it ends, not before `start_ms`.
        confidence: 0 to 1, or None where the engine gives none.
        boosted: True if word boost swapped it in for a near-miss.
        speaker: The engine's label of who says it, if it tells.
    """

    text: str
    start_ms: int
    end_ms: int
    confidence: float | None = None
    boosted: bool = False
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The engine is ready and its session counts from `start_ms`.

    Attributes:
        engine: The engine's name in the catalogue.
        id: The service's own identifier of this connection, "" if it has none.
        start_ms: The session time of the first sample the engine gets.
        expires_in_s: Seconds until the service ends the connection, if it says so.
        lane: What it captions; told by the session, not by the engine.
    """

    engine: str
    id: str = ""
    start_ms: int = 0
    expires_in_s: float | None = None
    lane: Lane = Lane.ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """What the open utterance reads like now; it replaces the partial before it.

    Attributes:
        turn: The utterance's number, unique in one run of an engine and rising.
        words: All words of the utterance so far, in order.
        agreed: How many leading words are agreed: only the final may still change them.
        lane: Where it was said; told by the session, not by the engine.
    """

    turn: int
    words: tuple[Word, ...]
    agreed: int = 0
    lane: Lane = Lane.ONLY

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Final:
    """A finished utterance. One per turn; its words never change after it.

    Attributes:
        turn: As in the partials that led to it.
        words: Its words in order; at least one.
        text: The utterance as the engine writes it.
        speaker: The label of who spoke, if the engine tells.
        amends: True if this is the formatted twin of a final already given, with
            the same turn and the same words but for case and punctuation.
        crowd: True if many talked at once, so that it tells little how sure its words are.
    """

    turn: int
    words: tuple[Word, ...]
    text: str
    speaker: str | None = None
    amends: bool = False
    crowd: bool = False

    @property
    def start_ms(self) -> int:
        """Where its first word starts."""
        return self.words[0].start_ms

    @property
    def end_ms(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The engine has shown that it dealt with all sound before `until_ms`.

    Sent at most some times a second. It tells how late captions are, and lets
    kept audio go: a send that succeeded proves nothing.

    Attributes:
        doubted: Words that were read up to there and are not believed, because so few of them
            are sure; their utterance is withdrawn.
    """

    until_ms: int
    doubted: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionInformation:
    """What the engine says about a connection that ended in order.

    Attributes:
        audio_s: Seconds of sound it received.
        session_s: Seconds the connection was open, if it says so; this is what is billed.
    """

    audio_s: float
    session_s: float | None = None


Event = Opened | Partial | Final | Heard | SessionInformation

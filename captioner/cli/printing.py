"""Shows a session in the terminal: as text that rewrites itself, or as JSON lines."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from captioner.app.captioner import Captioner
from captioner.cli.advice import advice
from captioner.core.audio import Level
from captioner.core.cast import Cast
from captioner.core.errors import (
    AudioError,
    CaptionerError,
    NotToldApart,
    RequestRefused,
    StorageError,
)
from captioner.core.events import Opened, Partial, Word
from captioner.core.lanes import Lane
from captioner.core.session import State
from captioner.core.status import Condition, Status
from captioner.core.transcript import Gap, Mark, Segment, Session

NOT_SIGNED_IN = frozenset(
    {
        Condition.REFUSED_KEY,
        Condition.REFUSED_TOKEN,
        Condition.UNUSABLE_KEY,
        Condition.NO_KEY,
        Condition.NO_CREDIT,
    }
)

WORTH_A_LINE = NOT_SIGNED_IN | {
    Condition.NOT_SAVED,
    Condition.DEVICE_LOST,
    Condition.DEVICE_GONE,
    Condition.DEVICE_MOVED,
    Condition.ZEROS,
    Condition.OFFLINE,
    Condition.REFUSED,
    Condition.PASSING,
    Condition.FALLBACK,
    Condition.LINK_TOO_SLOW,
    Condition.LINK_SLOW,
    Condition.BACK,
    Condition.NOT_ENGLISH,
}


class Printer:
    """What both ways of printing share. An `Observer`.

    Args:
        write: Prints a text as it is.

    Attributes:
        session_id: The id of the session that was opened, "" before.
        signed_in: Whether the service, if there is one, let us in.
        unkept: How the session ended, if not all of it is in the library.
    """

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self.session_id = ""
        self.signed_in = True
        self.unkept: Status | None = None
        self._told: Condition | None = None
        self._captioner: Captioner | None = None

    def attach(self, captioner: Captioner) -> None:
        """Print what `captioner` does."""
        self._captioner = captioner

    def state_changed(self, state: State) -> None:
        """The terminal shows words, not states."""

    def session_opened(self, session: Session, opened: Opened) -> None:  # noqa: ARG002 - Observer
        """Remember the session."""
        self.session_id = session.id

    def partial(self, partial: Partial) -> None:
        """Shown by the subclasses."""

    def final(self, segment: Segment) -> None:
        """Shown by the subclasses."""

    def gap(self, gap: Gap) -> None:
        """Shown by the subclasses."""

    def muted(self, *, on: bool) -> None:
        """Nobody mutes in a terminal."""

    def mark(self, mark: Mark) -> None:
        """Nobody marks in a terminal."""

    def named(self, label: str, name: str) -> None:
        """Nobody gives names in a terminal."""

    def off_the_record(self, gap: Gap) -> None:
        """Nobody takes anything back in a terminal."""

    def level(self, level: Level) -> None:
        """The terminal has no meter."""

    def status(self, status: Status) -> None:
        """Say on stderr what a reader must know to trust the text."""
        condition = status.condition
        self.signed_in = self.signed_in and condition not in NOT_SIGNED_IN
        if condition in (Condition.ENDED_PARTLY_KEPT, Condition.ENDED_UNKEPT):
            self.unkept = status
        if condition is not self._told and condition in WORTH_A_LINE:
            print(f"captioner: {safe(_in_words(status))}", file=sys.stderr)
        self._told = condition

    def error(self, error: CaptionerError) -> None:
        """Say what goes wrong while captions go on; `main` prints what ends the session."""
        if isinstance(error, AudioError | StorageError | NotToldApart | RequestRefused):
            print(f"captioner: {safe(error.title)} {safe(advice(error))}", file=sys.stderr)

    def session_closed(self, session: Session, reason: str) -> None:
        """Shown by the subclasses."""

    def _since_first_sample(self) -> float:
        return 0.0 if self._captioner is None else self._captioner.since_first_sample


class TextPrinter(Printer):
    """Finals as lines; on a terminal the open utterance stands below and is rewritten."""

    def __init__(self, write: Callable[[str], None]) -> None:
        super().__init__(write)
        self._terminal = sys.stdout.isatty()
        self._shown: set[int] = set()
        self._cast = Cast()

    def partial(self, partial: Partial) -> None:
        """Rewrite the open line."""
        if self._terminal:
            width = shutil.get_terminal_size().columns - 1
            self._write(f"\r\x1b[K\x1b[2m{safe(partial.text)[-width:]}\x1b[0m")

    def final(self, segment: Segment) -> None:
        """Print a finished line, once."""
        if segment.turn not in self._shown:
            self._shown.add(segment.turn)
            clear = "\r\x1b[K" if self._terminal else ""
            self._cast = self._cast.with_voices([segment])
            side = segment.lane.label
            who = f"{self._cast.shown(segment.label) or side}: " if side else ""
            self._write(f"{clear}{safe(who + segment.text)}\n")

    def gap(self, gap: Gap) -> None:
        """Print what was not heard."""
        seconds = max(0.1, (gap.end_ms - gap.start_ms) / 1000)
        length = f"{seconds:.{0 if seconds >= 1 else 1}f} s"
        whose = f" of {gap.lane.label}" if gap.lane.label else ""
        self._write(f"[{length}{whose} not heard: {safe(gap.reason)}]\n")


class JsonPrinter(Printer):
    """One JSON object a line and nothing else on stdout.

    Args:
        write: Prints a text as it is.
        keeps: Whether sessions are kept on disk.
    """

    def __init__(self, write: Callable[[str], None], *, keeps: bool = True) -> None:
        super().__init__(write)
        self._keeps = keeps
        self._shown: dict[int, str] = {}

    def session_opened(self, session: Session, opened: Opened) -> None:
        """Print a new connection."""
        super().session_opened(session, opened)
        told = {"type": "opened", "session": session.id, "engine": opened.engine}
        self._print({**told, **_lane(opened.lane)})

    def partial(self, partial: Partial) -> None:
        """Print what the open utterance reads like."""
        self._print(
            {
                "type": "partial",
                "at": self._at(),
                "text": partial.text,
                "start_ms": partial.words[0].start_ms if partial.words else 0,
                "end_ms": partial.words[-1].end_ms if partial.words else 0,
                "words": [_word(word) for word in partial.words],
                "turn": partial.turn,
                "agreed": partial.agreed,
                **_lane(partial.lane),
            }
        )

    def final(self, segment: Segment) -> None:
        """Print a finished utterance, once; and who speaks in it, where that is known later."""
        speaker = self._shown.get(segment.turn)
        self._shown[segment.turn] = segment.speaker
        if speaker is not None:
            if segment.speaker != speaker:
                self._print({"type": "speaker", "turn": segment.turn, "speaker": segment.speaker})
            return
        if segment.is_sound:
            self._print(
                {
                    "type": "sound",
                    "at": self._at(),
                    "text": segment.text,
                    "start_ms": segment.start_ms,
                    "end_ms": segment.end_ms,
                    **_lane(segment.lane),
                }
            )
            return
        self._print(
            {
                "type": "final",
                "at": self._at(),
                "text": segment.text,
                "start_ms": segment.start_ms,
                "end_ms": segment.end_ms,
                "words": [_word(word) for word in segment.words],
                "turn": segment.turn,
                "agreed": len(segment.words),
                "saved": segment.saved and self._keeps,
                **_lane(segment.lane),
                **({"speaker": segment.speaker} if segment.speaker else {}),
            }
        )

    def gap(self, gap: Gap) -> None:
        """Print what was not heard."""
        self._print(
            {
                "type": "gap",
                "start_ms": gap.start_ms,
                "end_ms": gap.end_ms,
                "reason": gap.reason,
                **_lane(gap.lane),
            }
        )

    def session_closed(self, session: Session, reason: str) -> None:
        """Print the end."""
        self._print({"type": "closed", "audio_s": round(session.seconds, 3), "reason": reason})

    def _at(self) -> float:
        return round(self._since_first_sample(), 4)

    def _print(self, line: dict[str, object]) -> None:
        self._write(json.dumps(line, ensure_ascii=False) + "\n")


def safe(text: str) -> str:
    """Text without characters that would steer the terminal."""
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cf") else char for char in text)


def _lane(lane: Lane) -> dict[str, object]:
    return {"lane": lane.value} if lane.value else {}


def _in_words(status: Status) -> str:
    """What is the matter, and what to do about it in a terminal."""
    if status.error is None:
        return status.window()
    what_to_do = advice(status.error)
    told = replace(status, values={**status.values, "advice": what_to_do}).window()
    more = status.condition in NOT_SIGNED_IN and what_to_do not in told
    return f"{told} {what_to_do}" if more else told


def _word(word: Word) -> dict[str, object]:
    return {
        "text": word.text,
        "start_ms": word.start_ms,
        "end_ms": word.end_ms,
        "confidence": word.confidence,
        **({"boosted": True} if word.boosted else {}),
    }

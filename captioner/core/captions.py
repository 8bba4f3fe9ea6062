"""What the caption overlay shows: lines that stay.

Words are added at the end of the last line and roll up. Of the text that is painted

* a word at full strength stays on its line; only its utterance's final may still correct it,
* a line is finished once its words are final and another line has begun; its text and
  its breaks then never change but for the case and punctuation of a late formatted twin,
* the dim tail may change, but never for the width of a word that did not.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from captioner.core.called import Names
from captioner.core.caption_turns import Turn, heard_again, somebody_begins, voice_of
from captioner.core.caption_words import finished, noticed, shown
from captioner.core.events import Partial
from captioner.core.lines import Measure, Piece, Room, fitted, flow, held, moved
from captioner.core.transcript import Segment

DASH = "–"
OLD_MS = 30_000
"""The age from which text says how old it is."""

HISTORY = 1000
"""How many lines are kept for scrolling back."""

_CHAIN = 50
"""After so many utterances without a pause a line begins all the same, so that history can end."""

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One painted line.

    Attributes:
        key: What stays the same while the line lives: its turn and its row in the turn.
        pieces: Its words.
        marker: What stands before it where somebody begins to speak, else "".
        voice: The label of who speaks in it, as far as is known.
        finished: Whether it stays as it is for good.
        at_ms: When its text last changed, on the caller's clock.
    """

    key: tuple[int, int]
    pieces: tuple[Piece, ...]
    marker: str
    finished: bool
    at_ms: int
    voice: str = ""

    @property
    def called(self) -> bool:
        """Whether the user is called in it."""
        return any(piece.called for piece in self.pieces)

    @property
    def text(self) -> str:
        """Its words as one string."""
        return "".join(
            piece.text if piece.joined or not index else f" {piece.text}"
            for index, piece in enumerate(self.pieces)
        )


class Captions:
    """The lines of one session.

    Args:
        measure: The painted width of a text.
        width: The width of a line, in the unit of `measure`.
        steady: Whether words appear only once they are agreed.

    Attributes:
        total: How many lines there are.
    """

    def __init__(self, measure: Measure, width: float, *, steady: bool = False) -> None:
        self.steady = steady
        self.names = Names()
        """What makes a line stand out."""
        self.who: Callable[[str], str] = str
        """What stands before the lines of the voice of a label; "" for a dash."""
        self._room = Room(width, measure)
        self._turns: list[Turn] = []
        self._by_number: dict[int, Turn] = {}
        self._open: dict[int, Turn] = {}
        self.total = 0

    def partial(self, partial: Partial, at_ms: int) -> None:
        """The open utterance reads like this now.

        Args:
            partial: Its words.
            at_ms: Now, on any clock that only rises.
        """
        words = partial.words[: partial.agreed] if self.steady else partial.words
        pieces = noticed(shown(words, partial.agreed), self.names)
        known = self._by_number.get(partial.turn)
        if known is not None and known.final:
            return
        if pieces:
            turn = known or Turn(partial.turn, words[0].start_ms, speaker=words[0].speaker or "")
            turn.lane = partial.lane
            turn.end_ms = words[-1].end_ms
            self._take_in(turn)
            self._show(turn, pieces, at_ms)
        elif known is not None:
            self._drop(known)

    def final(self, segment: Segment, at_ms: int) -> None:
        """An utterance is finished; also said again for its formatted or saved twin."""
        pieces = noticed(finished(segment), self.names)
        known = self._by_number.get(segment.turn)
        if pieces:
            turn = known or Turn(segment.turn, segment.start_ms, speaker=voice_of(segment))
            turn.lane = segment.lane
            turn.final, turn.end_ms = True, segment.end_ms
            self._open.pop(turn.number, None)
            self._take_in(turn)
            self._name(turn, segment)
            self._show(turn, pieces, at_ms)
            self._forget()
        elif known is not None and not known.final:
            self._drop(known)

    def forget(self, number: int) -> None:
        """Take an utterance away, as if it had never been said."""
        turn = self._by_number.get(number)
        if turn is not None:
            place, begins = self._place(turn), 0 in turn.breaks
            self._drop(turn)
            for later in self._turns[place:]:
                if 0 in later.breaks:
                    break
                self._break(later, [0] if begins else [])  # it shared a line with what is gone
                later.pieces, begins = (), False
                self._lay(later)

    def fit(self, measure: Measure, width: float) -> None:
        """Lay everything out anew, if font or width is another one."""
        room = Room(width, measure)
        if room == self._room:
            return
        self._room = room
        for turn in self._turns:
            self._break(turn, [0] if 0 in turn.breaks else [])
            turn.pieces = ()
            self._lay(turn)

    def clear(self) -> None:
        """Forget every line, for a new session."""
        self._turns.clear()
        self._by_number.clear()
        self._open.clear()
        self.total = 0

    def below(self, key: tuple[int, int]) -> int:
        """How many lines there are below the one of this key, or below where it was."""
        number, row = key
        there = number in self._by_number
        count = 0
        for turn in reversed(self._turns):
            if turn.number == number:
                return count + max(0, len(turn.rows()) - 1 - row)
            if not there and turn.number < number:
                break
            count += len(turn.breaks)
        return count

    def lines(self, count: int, back: int = 0) -> tuple[Line, ...]:
        """The last `count` lines, or those before the last `back`, oldest first.

        Where it is known who speaks, the first of them says so, wherever that began.
        """
        found: list[Line] = []
        tail: tuple[Piece, ...] = ()
        tail_final, newest_ms, followed = True, 0, False
        for turn in reversed(self._turns):
            rows = turn.rows()
            for row in range(len(rows) - 1, -1, -1):
                tail = rows[row] + tail
                tail_final = tail_final and turn.final
                newest_ms = max(newest_ms, turn.at_ms)
                if row == 0 and 0 not in turn.breaks:
                    continue
                closed = followed or (turn.followed and row == len(rows) - 1)
                who = self.who(turn.label) if turn.label else ""
                marker = who or DASH if row == 0 and turn.marked else ""
                done = tail_final and closed
                found.append(Line((turn.number, row), tail, marker, done, newest_ms, turn.label))
                tail, tail_final, newest_ms, followed = (), True, 0, True
                if len(found) == count + back:
                    if count and who:
                        found[-1] = replace(found[-1], marker=who)
                    return tuple(reversed(found[back:]))
        return tuple(reversed(found[back:]))

    def _place(self, turn: Turn) -> int:
        """Where it stands; what is looked for is mostly the newest."""
        place = len(self._turns) - 1
        while self._turns[place] is not turn:
            place -= 1
        return place

    def _break(self, turn: Turn, breaks: list[int]) -> None:
        self.total += len(breaks) - len(turn.breaks)
        turn.breaks = breaks

    def _drop(self, turn: Turn) -> None:
        del self._turns[self._place(turn)]
        self._leave(turn)

    def _leave(self, turn: Turn) -> None:
        self.total -= len(turn.breaks)
        del self._by_number[turn.number]
        self._open.pop(turn.number, None)

    def _take_in(self, turn: Turn) -> None:
        """Give a new utterance its place; decided once, so that nothing jumps later."""
        for old in [old for old in self._open.values() if heard_again(old, turn)]:
            self._drop(old)
        if turn.number in self._by_number:
            return
        place = len(self._turns)
        while place and self._turns[place - 1].start_ms > turn.start_ms:
            place -= 1
        while place < len(self._turns) and 0 not in self._turns[place].breaks:
            place += 1  # never between two utterances that share a line
        before = self._turns[place - 1] if place else None
        turn.marked = somebody_begins(before, turn)
        if turn.marked or not self._goes_on(place):
            self._break(turn, [0])
            if before is not None:
                before.followed = True
        self._turns.insert(place, turn)
        self._by_number[turn.number] = turn
        if not turn.final:
            self._open[turn.number] = turn

    def _goes_on(self, place: int) -> bool:
        """Whether an utterance at `place` may share a line with the one before it."""
        before = self._turns[place - 1]
        chain = self._turns[max(0, place - _CHAIN) : place]
        settled = before.final and not before.followed and place == len(self._turns)
        return settled and not before.label and any(0 in turn.breaks for turn in chain)

    def _name(self, turn: Turn, segment: Segment) -> None:
        """Mark a change of speaker that only the final tells, or the user."""
        speaker = voice_of(segment)
        taken_back, turn.given = turn.given and not segment.given, bool(segment.given)
        if speaker != turn.speaker and (speaker or taken_back):
            place = self._place(turn)
            before = self._turns[place - 1].speaker if place else ""
            turn.speaker = speaker
            turn.marked = 0 in turn.breaks and (turn.marked or before != speaker)

    def _show(self, turn: Turn, words: tuple[Piece, ...], at_ms: int) -> None:
        if words == turn.words:
            return
        turn.words, turn.at_ms = words, at_ms
        first = self._place(turn)
        self._lay(turn)
        for later in self._turns[first + 1 :]:
            if 0 in later.breaks:
                break
            self._lay(later)

    def _lay(self, turn: Turn) -> None:
        pieces = fitted(turn.words, self._room.width, self._room.measure)
        kept = moved(turn.pieces, pieces, turn.breaks)
        stay = held(turn.pieces, pieces)
        taken = 0.0 if 0 in turn.breaks else self._taken(self._place(turn))
        turn.pieces = pieces
        room = Room(self._room.width, self._room.measure, taken)
        self._break(turn, flow(pieces, room, kept, stay))

    def _taken(self, place: int) -> float:
        """The width of the line that the utterance at `place` goes on with."""
        measure = self._room.measure
        texts: list[str] = []
        while not texts or not self._turns[place].breaks:
            place -= 1
            texts += [piece.text for piece in self._turns[place].rows()[-1]]
        return sum(map(measure, texts)) + measure(" ") * (len(texts) - 1)

    def _forget(self) -> None:
        """Let the oldest lines go, whole ones only."""
        spare = self.total - HISTORY
        place = 0
        while spare > 0 and place < len(self._turns) - 1:
            spare -= len(self._turns[place].breaks)
            place += 1
        while 0 < place < len(self._turns) and 0 not in self._turns[place].breaks:
            place += 1
        for turn in self._turns[:place]:
            self._leave(turn)
        del self._turns[:place]


def aged(age_ms: int) -> int:
    """The age to show with a text, in s: 0 while it is fresh, then in steps that read well."""
    if age_ms < OLD_MS:
        return 0
    seconds = age_ms // 1000
    step = 10 if seconds < _MINUTE else _MINUTE
    return seconds // step * step

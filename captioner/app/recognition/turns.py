"""What one engine run says, as the session sees it: under its numbers, each word once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from captioner.app.recognition.listener import Listener
from captioner.core.events import Final, Partial, Word
from captioner.core.joins import same_start
from captioner.core.seam import Seam
from captioner.core.share import Share
from captioner.core.stretch import Stretch


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was given of one of the engine's turns."""

    number: int
    words: int
    share: Share


class Turns:
    """The turns of one engine run over one stretch.

    Args:
        stretch: What the engine hears.
        numbers: Gives numbers that are unique in the session.
        listener: Who is told.
    """

    def __init__(self, stretch: Stretch, numbers: Iterator[int], listener: Listener) -> None:
        self._stretch = stretch
        self._seam: Seam | None = stretch.seam()
        self._numbers = numbers
        self._listener = listener
        self._kept: dict[int, _Kept] = {}
        self._shown: dict[int, Partial] = {}
        self._open: Partial | None = None

    @property
    def shown(self) -> Iterable[Partial]:
        """What is shown of those that have no final, with the session's numbers."""
        return self._shown.values()

    def partial(self, partial: Partial, given: int, engine: str) -> None:
        """A turn reads like this now.

        Args:
            partial: As the engine says it.
            given: Up to which sample the engine was given sound.
            engine: Its name.
        """
        if self._open is not None and self._open.turn < partial.turn:
            self._finish_open(given, engine)
        self._open = partial if partial.words else None
        self._stretch.open_ms = partial.words[0].start_ms if partial.words else None
        if not self._stretch.is_behind(partial.words):
            self._show(partial)

    def final(self, final: Final, given: int, engine: str) -> None:
        """A turn is finished; the arguments are as in `partial`."""
        if final.amends or final.turn in self._kept:
            self._amend(final, engine)
            return
        if self._open is not None and self._open.turn < final.turn:
            self._finish_open(given, engine)
        self._open = None
        share = self._share(final.words)
        self._note(final.words, given)
        words = self._stretch.placed(share.of(final.words))
        if not words:
            self._take_back(final.turn)
            return
        number = self._number(final.turn, self._in_place_of(final.turn, words))
        self._shown.pop(final.turn, None)
        kept = self._kept[final.turn] = _Kept(number, len(final.words), share)
        self._listener.final(self._part(final, kept), engine)

    def heard(self, until_ms: int, given: int) -> None:
        """The engine has dealt with all sound before this, but for its open turn."""
        self._stretch.heard(until_ms, given)
        if self._stretch.stale and until_ms > self._stretch.stale_until_ms:
            if self._open is not None:
                self._show(self._open)
            self._withdraw_stale()

    def finish(self, given: int, engine: str) -> None:
        """The engine says no more; the arguments are as in `partial`."""
        self._finish_open(given, engine)
        self._withdraw_stale()

    def _finish_open(self, given: int, engine: str) -> None:
        """The final of what came last will not come any more: it stands as it is."""
        lost, self._open = self._open, None
        if lost is not None:
            self.final(Final(turn=lost.turn, words=lost.words, text=lost.text), given, engine)

    def _amend(self, final: Final, engine: str) -> None:
        kept = self._kept.get(final.turn)
        if kept is not None and kept.words == len(final.words):
            self._listener.final(self._part(final, kept), engine)

    def _show(self, partial: Partial) -> None:
        """Show its words, in place of those that a broken recogniser left."""
        share = self._share(partial.words)
        words = self._stretch.placed(share.of(partial.words))
        if not words:
            self._take_back(partial.turn)
            return
        before = self._in_place_of(partial.turn, words)
        agreed = share.agreed(partial.agreed)
        if before is not None:
            agreed = max(agreed, same_start(before.words[: before.agreed], words))
        shown = Partial(turn=self._number(partial.turn, before), words=words, agreed=agreed)
        self._shown[partial.turn] = shown
        self._listener.partial(shown)

    def _share(self, words: tuple[Word, ...]) -> Share:
        """What of the words is this run's to give."""
        return self._stretch.share(words, self._unknown(words))

    def _note(self, words: tuple[Word, ...], given: int) -> None:
        """Let the stretch and its ends know what was heard there and what is given."""
        unknown = self._unknown(words).of(words)
        self._stretch.final(unknown, given)
        if self._seam is not None:
            self._seam.keep_after(words, self._seam.first_after(words))
        self._stretch.note(unknown)

    def _unknown(self, words: tuple[Word, ...]) -> Share:
        """What whoever heard the stretch before has not given."""
        whole = Share.whole(words)
        return self._seam.share_after(words, whole) if self._seam is not None else whole

    def _in_place_of(self, turn: int, words: tuple[Word, ...]) -> Partial | None:
        """What these words stand for on screen from now on; the rest of it is withdrawn."""
        stale = self._stretch.take_stale(words)
        before = self._shown.get(turn) or (stale.pop() if stale else None)
        self._withdraw(stale)
        return before

    def _take_back(self, turn: int) -> None:
        """Withdraw what is shown of one of the engine's turns, if anything is."""
        shown = self._shown.pop(turn, None)
        if shown is not None:
            self._withdraw([shown])

    def _number(self, turn: int, before: Partial | None) -> int:
        """The session's number of one of the engine's turns."""
        if turn in self._kept:
            return self._kept[turn].number
        return next(self._numbers) if before is None else before.turn

    def _withdraw_stale(self) -> None:
        self._withdraw(self._stretch.stale)
        self._stretch.stale.clear()

    def _withdraw(self, all_shown: Iterable[Partial]) -> None:
        for shown in all_shown:
            self._listener.partial(Partial(turn=shown.turn, words=()))

    def _part(self, final: Final, kept: _Kept) -> Final:
        """What is given of it, as a final of its own."""
        words = self._stretch.placed(kept.share.of(final.words))
        text = final.text
        if kept.share != Share.whole(final.words):
            text = " ".join(word.text for word in words)
        return replace(final, turn=kept.number, words=words, text=text)

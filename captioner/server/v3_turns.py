"""The recogniser's partials and finals as v3 turns."""

import re
from collections.abc import Sequence

from captioner.core.events import Final, Partial, Word
from captioner.server.v3_messages import ServerMessage, SpeechStarted, Turn, TurnWord

_MARKS = re.compile(r"[^\w'’-]")


class Turns:
    """Writes turns as a model of the v3 service does.

    The Pro models write every turn with case and punctuation, all of it open until the
    final, and say when speech starts; here the agreed words are marked all the same. The
    universal-streaming models write plain words, of which `transcript` has the agreed
    ones, and, if asked to, the formatted final after the plain one.
    """

    def __init__(self, *, pro: bool, format_turns: bool) -> None:
        self._pro = pro
        self.format_turns = format_turns
        self._orders: dict[int, int] = {}

    def partial(self, partial: Partial) -> list[ServerMessage]:
        """An open turn."""
        begins = partial.turn not in self._orders
        order = self._order(partial.turn)
        if not self._pro:
            return [_plain_partial(order, partial)]
        turn = Turn(
            turn_order=order,
            turn_is_formatted=True,
            end_of_turn=False,
            transcript=partial.text,
            utterance="",
            end_of_turn_confidence=0,
            words=_wire(partial.words, final=partial.agreed),
        )
        if begins and partial.words:
            return [SpeechStarted(timestamp=partial.words[0].start_ms), turn]
        return [turn]

    def final(self, final: Final) -> list[ServerMessage]:
        """A finished turn, plain and formatted as the model has it."""
        order = self._order(final.turn)
        formatted = _final(order, final.words, final.text, final.speaker)
        plain_words = _plain(final.words)
        if self._pro or not plain_words:
            return [formatted]
        text = " ".join(word.text for word in plain_words)
        plain = _final(order, plain_words, text, final.speaker)
        plain.turn_is_formatted = False
        return [plain, formatted] if self.format_turns else [plain]

    def _order(self, turn: int) -> int:
        """v3 counts turns from 0 without a hole; an engine may leave numbers out."""
        return self._orders.setdefault(turn, len(self._orders))


def _plain_partial(order: int, partial: Partial) -> Turn:
    """`transcript` has only the words that stay; the live line is in `words`."""
    agreed = _plain(partial.words[: partial.agreed])
    words = agreed + _plain(partial.words[partial.agreed :])
    return Turn(
        turn_order=order,
        turn_is_formatted=False,
        end_of_turn=False,
        transcript=" ".join(word.text for word in agreed),
        utterance="",
        end_of_turn_confidence=0,
        words=_wire(words, final=len(agreed)),
    )


def _final(order: int, words: Sequence[Word], text: str, speaker: str | None) -> Turn:
    turn = Turn(
        turn_order=order,
        turn_is_formatted=True,
        end_of_turn=True,
        transcript=text,
        utterance=text,
        end_of_turn_confidence=1,
        words=_wire(words, final=len(words)),
    )
    if speaker is not None:
        turn.speaker_label = speaker
    return turn


def _wire(words: Sequence[Word], *, final: int) -> list[TurnWord]:
    """Words for the wire, of which the first `final` stay as they are."""
    return [
        TurnWord(
            text=word.text,
            start=word.start_ms,
            end=word.end_ms,
            # The protocol wants a number; an engine that gives none does not doubt the word.
            confidence=1.0 if word.confidence is None else word.confidence,
            word_is_final=index < final,
        )
        for index, word in enumerate(words)
    ]


def _plain(words: Sequence[Word]) -> list[Word]:
    """Words without case and punctuation; what has nothing else is left out."""
    return [
        Word(
            text=text,
            start_ms=word.start_ms,
            end_ms=word.end_ms,
            confidence=word.confidence,
        )
        for word in words
        if (text := _MARKS.sub("", word.text).lower().strip("'’-"))
    ]

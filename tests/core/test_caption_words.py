"""Words as captions paint them."""

from dataclasses import replace

from captioner.core.called import Names
from captioner.core.caption_words import finished, noticed, shown
from captioner.core.events import Word
from captioner.core.lines import Piece
from captioner.core.transcript import Segment

UNSURE = Word(text="a", start_ms=0, end_ms=200, confidence=0.4)
SURE = replace(UNSURE, text="b", confidence=0.5)
BOOSTED = replace(UNSURE, text="c", confidence=None, boosted=True)


def segment(text: str, *words: Word) -> Segment:
    return Segment(turn=1, start_ms=0, end_ms=900, text=text, words=words)


def test_agreed_words_are_painted_at_full_strength() -> None:
    assert [piece.firm for piece in shown((UNSURE, SURE, BOOSTED), 2)] == [True, True, False]


def test_all_of_a_finished_utterance_is() -> None:
    assert all(piece.firm for piece in finished(segment("A b", UNSURE, SURE)))


def test_uncertain_and_boosted_words_are_marked() -> None:
    words = (UNSURE, SURE, BOOSTED)
    assert [piece.doubtful for piece in shown(words, 0)] == [True, False, True]
    assert [piece.doubtful for piece in finished(segment("A B C", *words))] == [True, False, True]


def test_a_text_of_other_words_than_its_timed_words_is_marked_nowhere() -> None:
    words = replace(UNSURE, text="twenty"), replace(UNSURE, text="one")
    assert finished(segment("21", *words)) == (Piece("21", firm=True),)


def test_what_would_break_a_line_is_left_out() -> None:
    words = replace(SURE, text="\u202eleft"), replace(SURE, text="\n")
    assert [piece.text for piece in shown(words, 0)] == ["left"]
    assert [piece.text for piece in finished(segment("\u202eleft \x07", *words))] == ["left"]


def test_a_name_stands_out_once_all_its_words_stay() -> None:
    names = Names(["Anna Marta"])
    pieces = [replace(SURE, text=text) for text in ("is", "Anna", "Marta", "here")]
    assert not any(piece.called for piece in noticed(shown(pieces, 2), names))
    called = [piece.called for piece in noticed(shown(pieces, 3), names)]
    assert called == [False, True, True, False]


def test_without_names_nothing_does() -> None:
    assert noticed(shown((SURE,), 1), Names()) == shown((SURE,), 1)

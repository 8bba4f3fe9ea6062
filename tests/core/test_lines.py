from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.lines import Piece, Room, clean, clusters, fitted, flow, held, moved


def pieces(text: str) -> tuple[Piece, ...]:
    return tuple(Piece(word) for word in text.split())


def lay(text: str, width: int, kept=(), held=0, taken: float = 0) -> list[int]:
    return flow(pieces(text), Room(width, len, taken), kept, held)


def test_controls_and_bidi_overrides_are_left_out_of_what_is_painted():
    assert clean("a\u202eb\x07\u2028c\u2066\u200d") == "abc\u200d"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("ab", ["a", "b"]),
        ("e\u0301x", ["e\u0301", "x"]),
        ("\u0301\u0302", ["\u0301\u0302"]),
        ("👩‍👧x", ["👩‍👧", "x"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("🇩x🇫", ["🇩", "x", "🇫"]),
    ],
)
def test_what_a_reader_sees_as_one_character_stays_together(text, parts):
    assert list(clusters(text)) == parts


@given(st.text(max_size=60))
def test_clusters_put_together_are_the_text(text):
    assert "".join(clusters(text)) == text


def test_a_word_wider_than_the_line_is_cut_into_parts_that_fit():
    cut = fitted((Piece("abcdefgh", firm=True, doubtful=True), Piece("ij")), 3, len)
    assert [piece.text for piece in cut] == ["abc", "def", "gh", "ij"]
    assert [piece.joined for piece in cut] == [False, True, True, False]
    assert all(piece.firm and piece.doubtful for piece in cut[:3])


def test_a_character_wider_than_the_line_still_stands_somewhere():
    assert [piece.text for piece in fitted(pieces("abc"), 0.5, len)] == ["a", "b", "c"]


def test_a_line_begins_where_the_next_word_would_not_fit():
    assert lay("one two three", 7) == [2]


def test_the_first_word_goes_on_in_a_line_that_has_room_for_it():
    assert lay("one two", 10, taken=6) == [1]
    assert lay("one two", 10, taken=7) == [0]


def test_a_break_stays_although_the_line_before_it_got_shorter():
    assert lay("o two three", 9, kept=[2]) == [2]


def test_a_break_moves_down_when_the_line_before_it_got_too_long():
    assert lay("one twotwo three four", 9, kept=[2]) == [1, 2, 3]
    assert lay("one two threethree f", 11, kept=[1, 2, 3]) == [1, 2, 3]


def test_a_new_break_frees_the_ones_after_it():
    assert lay("aaaa bbbbb c d", 9, kept=[2]) == [1]


def test_words_that_were_firm_stay_on_their_line_even_if_it_is_too_wide():
    assert lay("one twotwotwo three", 9, kept=[2], held=2) == [2]
    assert lay("one twotwotwo three", 9, held=2) == [2]


def firm(text: str, count: int) -> tuple[Piece, ...]:
    return tuple(Piece(word, firm=index < count) for index, word in enumerate(text.split()))


def test_what_was_firm_is_held_wherever_it_is_now():
    assert held(firm("a b c", 2), pieces("a b d e")) == 2
    assert held(firm("a b c", 2), pieces("x a b d e")) == 3
    assert held(firm("a b", 2), pieces("a")) == 0
    assert held(firm("a b", 0), pieces("a b")) == 0


def test_parts_of_a_word_stand_below_each_other():
    cut = fitted(pieces("a bcdefg h"), 3, len)
    assert flow(cut, Room(3, len), [], 0) == [1, 2, 3]


def test_breaks_keep_their_place_among_words_that_are_the_same():
    assert moved(pieces("a b c d"), pieces("a b c d e"), [2, 3]) == [2, 3]


def test_late_case_and_punctuation_move_no_break():
    assert moved(pieces("hello world how are"), pieces("Hello, world! How are"), [2]) == [2]


def test_breaks_follow_their_words_when_words_before_them_come_or_go():
    assert moved(pieces("a b c d"), pieces("x a b c d"), [2]) == [3]
    assert moved(pieces("a b c d"), pieces("b c d"), [2]) == [1]
    assert moved(pieces("a b c d"), pieces("a q r s d"), [3]) == [4]


def test_a_break_whose_word_is_gone_is_gone():
    assert moved(pieces("a b c d"), pieces("a b"), [2, 3]) == []
    assert moved(pieces("a b c d"), pieces("x"), [3]) == []


def test_the_break_before_the_first_word_outlives_an_empty_text():
    assert moved(pieces("a b"), (), [0, 1]) == [0]


def test_an_utterance_that_begins_a_line_does_so_whatever_its_first_word_becomes():
    assert moved(pieces("b c d"), pieces("a b c d"), [0, 2]) == [0, 3]


def test_words_of_punctuation_only_are_told_apart():
    assert moved(pieces("– a"), pieces("… a"), [1]) == [1]


words = st.lists(st.text("abc", min_size=1, max_size=9), max_size=25).map(" ".join)


@given(words, st.integers(1, 12))
def test_every_line_fits(text, width):
    cut = fitted(pieces(text), width, len)
    edges = [0, *flow(cut, Room(width, len), [], 0), len(cut)]
    for start, stop in pairwise(edges):
        assert len(" ".join(piece.text for piece in cut[start:stop])) <= width


@given(words, words, st.sets(st.integers(0, 25)), st.integers(1, 12))
def test_moved_breaks_lie_within_the_new_text_and_rise(old, new, breaks, width):
    before, after = pieces(old), pieces(new)
    kept = moved(before, after, sorted(place for place in breaks if place < len(before)))
    assert kept == sorted(set(kept))
    assert all(place < len(after) or place == 0 for place in kept)


def test_a_break_behind_words_that_did_not_change_stays_whatever_is_repeated_later():
    assert moved(pieces("a long c a"), pieces("a long a long c"), [1, 3]) == [1]

from captioner.core.alignment import aligned, heard
from captioner.core.events import Word


def word(text: str, start_ms: int, end_ms: int) -> Word:
    return Word(text=text, start_ms=start_ms, end_ms=end_ms)


def pairs(other: list[Word], words: list[Word]) -> list[tuple[int, int]]:
    """Where each match begins: in the words of the other side, and in ours."""
    return [(match.theirs.start, match.mine.start) for match in aligned(heard(other), heard(words))]


def test_words_in_a_row_are_likelier_the_same_than_one_that_is_a_little_nearer() -> None:
    other = [word("you", 1000, 1250), word("you", 1300, 1500), word("can", 1550, 1700)]
    early = [word("you", 1150, 1350), word("can", 1400, 1550)]
    assert pairs(other, early) == [(1, 0), (2, 1)]


def test_a_letter_or_two_are_no_half_of_a_longer_word() -> None:
    for half, whole in (("a", "and"), ("is", "this"), ("on", "question")):
        assert pairs([word(whole, 1000, 1400)], [word(half, 1100, 1400)]) == []
    assert pairs([word("morning", 1000, 1400)], [word("ning", 1100, 1400)]) == [(0, 0)]

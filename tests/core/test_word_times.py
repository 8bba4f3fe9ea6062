"""Estimating when words were said."""

from hypothesis import given
from hypothesis import strategies as st

from captioner.core.events import Word
from captioner.core.word_times import retimed, spread

NEVER = 10**9


def test_words_take_time_by_their_length() -> None:
    assert spread(["a", "four"], [(0, 700)], [NEVER, NEVER]) == [(0, 200), (200, 700)]


def test_words_lie_where_there_is_sound() -> None:
    times = spread(["one", "two"], [(100, 200), (500, 600)], [NEVER, NEVER])
    assert times == [(100, 200), (500, 600)]


def test_a_word_may_reach_over_a_pause() -> None:
    assert spread(["word"], [(0, 50), (150, 200)], [NEVER]) == [(0, 200)]


def test_a_word_ends_before_it_was_first_read() -> None:
    assert spread(["one", "two"], [(0, 800)], [300, NEVER]) == [(0, 300), (400, 800)]


def test_no_words_take_no_time() -> None:
    assert spread([], [(0, 100)], []) == []


@given(
    texts=st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=20),
    parts=st.lists(st.integers(1, 5000), min_size=1, max_size=12),
    data=st.data(),
)
def test_times_never_run_backwards_and_stay_inside(
    texts: list[str], parts: list[int], data: st.DataObject
) -> None:
    edges = [sum(parts[: index + 1]) for index in range(len(parts))]
    stretches = list(zip(edges[::2], edges[1::2], strict=False)) or [(0, edges[0])]
    latest = [data.draw(st.integers(0, edges[-1])) for _ in texts]
    flat = [moment for times in spread(texts, stretches, latest) for moment in times]
    assert flat == sorted(flat)
    assert stretches[0][0] <= flat[0]
    assert flat[-1] <= stretches[-1][1]


def word(text: str, start_ms: int, end_ms: int) -> Word:
    return Word(text=text, start_ms=start_ms, end_ms=end_ms)


def test_words_read_once_more_keep_the_times_that_were_seen() -> None:
    earlier = [word("It", 100, 200), word("is", 250, 300), word("best.", 500, 700)]
    anew = [word("It", 0, 100), word("was", 100, 300), word("the", 300, 400), word("Best", 400, 9)]
    times = [(each.start_ms, each.end_ms) for each in retimed(anew, earlier)]
    assert times == [(100, 200), (200, 300), (300, 400), (500, 700)]


def test_times_never_go_backwards_when_they_are_kept() -> None:
    earlier = [word("worst", 100, 200)]
    anew = [word("of", 150, 400), word("worst", 400, 500)]
    times = [(each.start_ms, each.end_ms) for each in retimed(anew, earlier)]
    assert times == [(150, 400), (400, 400)]

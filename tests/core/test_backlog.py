import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.audio import Chunk
from captioner.core.backlog import Backlog, Piece, PutAway


def chunk(position: int, samples: int) -> Chunk:
    """Sound whose samples are their own positions, so that a test sees what it got."""
    values = (number % 65536 for number in range(position, position + samples))
    return Chunk(position, b"".join(value.to_bytes(2, "little") for value in values))


def everything(backlog: Backlog, position: int = 0) -> list[Piece]:
    read: list[Piece] = []
    while (found := backlog.read(position)) is not None:
        read.append(found)
        position = found.end
    return read


def test_an_empty_backlog_starts_where_it_ends() -> None:
    backlog = Backlog(100, start=7)
    assert (backlog.start, backlog.end, backlog.held) == (7, 7, 0)
    assert backlog.read(0) is None


def test_what_was_put_in_can_be_read_from_any_position() -> None:
    backlog = Backlog(100)
    backlog.append(chunk(0, 10))
    backlog.append(chunk(10, 10))
    assert backlog.read(0) == chunk(0, 10)
    assert backlog.read(4) == chunk(4, 6)
    assert backlog.read(10) == chunk(10, 10)
    assert backlog.read(20) is None


def test_reading_goes_on_after_a_hole() -> None:
    backlog = Backlog(100)
    backlog.append(chunk(0, 10))
    backlog.append(chunk(50, 10))
    assert backlog.read(10) == chunk(50, 10)
    assert backlog.read(30) == chunk(50, 10)


def test_released_sound_is_gone_to_the_very_sample() -> None:
    backlog = Backlog(100)
    backlog.append(chunk(0, 10))
    backlog.append(chunk(10, 10))
    backlog.release(13)
    assert backlog.held == 7
    assert backlog.read(0) == chunk(13, 7)
    backlog.release(20)
    assert (backlog.held, backlog.start, backlog.end) == (0, 20, 20)


def test_past_its_limit_the_oldest_goes_and_its_range_is_told() -> None:
    backlog = Backlog(25)
    assert backlog.append(chunk(0, 10)) is None
    assert backlog.append(chunk(10, 10)) is None
    assert backlog.append(chunk(20, 10)) == (0, 10)
    assert backlog.read(0) == chunk(10, 10)


def test_the_same_sample_twice_is_refused() -> None:
    backlog = Backlog(100)
    backlog.append(chunk(0, 10))
    with pytest.raises(ValueError, match="sample 9 comes after 10"):
        backlog.append(chunk(9, 10))


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=20),
    st.integers(0, 600),
)
def test_nothing_after_the_release_is_ever_lost(pieces: list[tuple[int, int]], before: int) -> None:
    backlog = Backlog(10_000)
    given_: list[int] = []
    for hole, samples in pieces:
        new = chunk(backlog.end + hole, samples)
        backlog.append(new)
        given_.extend(range(new.position, new.end))
    backlog.release(before)
    read = [sample for found in everything(backlog) for sample in range(found.position, found.end)]
    assert read == [sample for sample in given_ if sample >= before]
    assert backlog.held == len(read)


def test_dropping_takes_some_more_so_that_it_happens_seldom() -> None:
    backlog = Backlog(25, drop=10)
    backlog.append(chunk(0, 10))
    backlog.append(chunk(10, 10))
    assert backlog.append(chunk(20, 10)) == (0, 20)
    assert backlog.held == 10


def test_what_is_put_away_is_read_as_its_place_in_the_file() -> None:
    backlog = Backlog(100)
    for position in (0, 10, 50):
        backlog.append(chunk(position, 10))
    old = backlog.oldest(25)
    assert old == [chunk(0, 10), chunk(10, 10)]
    backlog.put_away(old, 70)
    assert (backlog.held, backlog.in_memory) == (30, 10)
    assert backlog.read(0) == PutAway(0, 10, 70)
    assert backlog.read(14) == PutAway(14, 6, 84)
    assert backlog.read(20) == chunk(50, 10)
    assert backlog.oldest(100) == [chunk(50, 10)]


def test_what_was_put_away_is_released_to_the_very_sample() -> None:
    backlog = Backlog(100)
    backlog.append(chunk(0, 10))
    backlog.append(chunk(10, 10))
    backlog.put_away(backlog.oldest(10), 0)
    backlog.release(4)
    assert backlog.read(0) == PutAway(4, 6, 4)
    assert (backlog.held, backlog.in_memory) == (16, 10)
    backlog.release(12)
    assert (backlog.held, backlog.in_memory) == (8, 8)


def test_what_was_released_while_it_was_put_away_stays_released() -> None:
    backlog = Backlog(100)
    backlog.append(chunk(0, 10))
    backlog.append(chunk(10, 10))
    old = backlog.oldest(20)
    backlog.release(14)
    backlog.put_away(old, 100)
    assert backlog.read(0) == PutAway(14, 6, 114)
    assert (backlog.held, backlog.in_memory) == (6, 0)


def test_the_unbroken_stretches_it_holds_leave_out_what_was_never_heard() -> None:
    backlog = Backlog(1000)
    for position in (0, 10, 20, 50, 60):
        backlog.append(chunk(position, 10))
    assert backlog.stretches(0, 100) == [(0, 30), (50, 70)]
    assert backlog.stretches(15, 55) == [(15, 30), (50, 55)]
    assert backlog.stretches(30, 50) == []
    backlog.release(55)
    assert backlog.stretches(0, 100) == [(55, 70)]

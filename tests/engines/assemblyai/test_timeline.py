from captioner.core.audio import RATE, Chunk
from captioner.engines.assemblyai.timeline import Timeline


def sound(start_s: float, seconds: float) -> Chunk:
    return Chunk(round(start_s * RATE), bytes(round(seconds * RATE) * 2))


def with_hole() -> Timeline:
    """Two seconds from second 10 on, then three from second 60 on."""
    timeline = Timeline()
    for chunk in (sound(10, 1), sound(11, 1), sound(60, 3)):
        timeline.add(chunk)
    return timeline


def test_the_connection_starts_where_its_first_sample_lies() -> None:
    assert with_hole().start_ms == 10_000
    assert Timeline().start_ms == 0


def test_time_counts_what_was_sent() -> None:
    assert with_hole().sent_ms == 5_000


def test_words_land_on_the_sessions_time_line_on_either_side_of_a_hole() -> None:
    timeline = with_hole()
    assert timeline.span(500, 900) == (10_500, 10_900)
    assert timeline.end(1_999) == 11_999
    assert timeline.span(2_500, 2_600) == (60_500, 60_600)
    assert timeline.span(1_500, 2_500) == (11_500, 60_500)


def test_a_word_that_ends_at_a_hole_ends_before_it_and_one_that_starts_there_after_it() -> None:
    timeline = with_hole()
    assert timeline.end(2_000) == 12_000
    assert timeline.span(1_500, 2_000) == (11_500, 12_000)
    assert timeline.span(2_000, 2_500) == (60_000, 60_500)


def test_what_ends_before_it_begins_takes_no_time() -> None:
    assert with_hole().span(900, 500) == (10_900, 10_900)
    assert with_hole().span(2_000, 2_000) == (60_000, 60_000)


def test_nothing_lies_outside_what_was_sent() -> None:
    timeline = with_hole()
    assert timeline.span(-50, 500) == (10_000, 10_500)
    assert timeline.span(4_900, 1e12) == (62_900, 63_000)
    assert timeline.end(1e12) == timeline.end(float("inf")) == 63_000
    assert Timeline().end(5) == 0
    assert Timeline().span(5, 6) == (0, 0)


def test_fractions_of_a_millisecond_are_rounded() -> None:
    assert with_hole().span(100.6, 100.7) == (10_101, 10_101)
    assert with_hole().end(100.6) == 10_101


def test_what_waits_to_be_sent_holds_no_words_yet() -> None:
    timeline = with_hole()
    timeline.limit_ms = 370
    assert timeline.sent_ms == 370
    assert timeline.end(900) == 10_370
    assert timeline.span(300, 900) == (10_300, 10_370)
    assert timeline.span(2_500, 2_600) == (10_370, 10_370)


def test_what_is_no_time_is_the_beginning() -> None:
    nan = float("nan")
    assert with_hole().end(nan) == 10_000
    assert with_hole().span(nan, nan) == (10_000, 10_000)
    assert with_hole().span(nan, 500) == (10_000, 10_500)

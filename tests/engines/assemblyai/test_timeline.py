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
    assert timeline.start(500) == 10_500
    assert timeline.end(1_999) == 11_999
    assert timeline.start(2_500) == 60_500


def test_a_word_that_ends_at_a_hole_ends_before_it_and_one_that_starts_there_after_it() -> None:
    timeline = with_hole()
    assert timeline.end(2_000) == 12_000
    assert timeline.start(2_000) == 60_000


def test_nothing_lies_outside_what_was_sent() -> None:
    timeline = with_hole()
    assert timeline.start(-50) == 10_000
    assert timeline.end(1e12) == timeline.end(float("inf")) == 63_000
    assert Timeline().start(5) == Timeline().end(5) == 0


def test_fractions_of_a_millisecond_are_rounded() -> None:
    assert with_hole().start(100.6) == 10_101


def test_what_waits_to_be_sent_holds_no_words_yet() -> None:
    timeline = with_hole()
    timeline.limit_ms = 370
    assert timeline.sent_ms == 370
    assert timeline.end(900) == 10_370
    assert timeline.start(2_500) == 10_370


def test_what_is_no_time_is_the_beginning() -> None:
    assert with_hole().start(float("nan")) == with_hole().end(float("nan")) == 10_000

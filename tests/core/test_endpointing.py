"""Where lines begin and end."""

import pytest

from captioner.core.audio import RATE
from captioner.core.endpointing import ENDS_AFTER, Endpointing, Span
from captioner.core.pauses import HOP


def heard(pattern: str, position: int = 0) -> Endpointing:
    """After one hop a letter: `v` for a voice, `.` for none, `,` for a doubtful one."""
    endpointing = Endpointing(position)
    for letter in pattern:
        endpointing.hear({"v": 0.9, ",": 0.4, ".": 0.1}[letter], 1.0)
    return endpointing


def test_a_voice_begins_a_line_with_the_sound_before_it() -> None:
    (span,) = heard(20 * "." + "vv", position=1000).spans
    assert (span.start, span.end) == (1000 + 10 * HOP, 1000 + 22 * HOP)
    assert not span.complete


def test_no_line_begins_before_the_sound() -> None:
    (span,) = heard("..vv", position=1000).spans
    assert span.start == 1000


@pytest.mark.parametrize("pattern", ["", "..........", "..v..v..", ",,,,,,,"])
def test_a_click_or_doubt_begins_no_line(pattern: str) -> None:
    assert heard(pattern).spans == []


def test_a_pause_ends_a_line() -> None:
    short, long = (ENDS_AFTER - 1) * ".", ENDS_AFTER * "."
    assert not heard("vvv" + short).spans[0].complete
    assert heard("vvv" + long).spans == [
        Span(0, 13 * HOP, 11 * HOP, complete=True, voiced=3, silence=12 * HOP)
    ]


def test_the_sound_in_which_a_voice_fades_belongs_to_it() -> None:
    endpointing = heard("vvv.........")
    assert endpointing.spans[0].spoken == 11 * HOP
    endpointing.hear(0.9, 1.0)
    assert endpointing.spans[0].spoken == 13 * HOP


def test_doubt_keeps_a_line_open() -> None:
    assert not heard("vvv" + 30 * ",").spans[0].complete


def test_the_next_line_begins_behind_the_one_before() -> None:
    first, second = heard("vvv" + ENDS_AFTER * "." + "vv").spans
    assert second.start == first.end


def test_a_line_can_be_cut_while_somebody_speaks() -> None:
    endpointing = heard("vvvvv")
    endpointing.cut()
    endpointing.cut()
    assert endpointing.spans == [Span(0, 5 * HOP, 5 * HOP, complete=True, voiced=5)]


def test_a_restart_forgets_all_lines() -> None:
    endpointing = heard("vvvvv")
    endpointing.restart(RATE)
    assert endpointing.spans == []
    assert endpointing.end == RATE


def test_a_line_that_grows_too_long_is_split_where_it_is_quietest() -> None:
    endpointing, lull = Endpointing(0), range(300, 305)
    for hop in range(14 * RATE // HOP + 4):
        endpointing.hear(0.9, 0.1 if hop in lull else 1.0)
    first, rest = endpointing.spans
    assert first.complete
    assert 300 * HOP <= first.end <= 305 * HOP
    assert rest.start == first.end
    assert not rest.complete
    assert rest.end == endpointing.end


def test_speech_without_a_lull_is_split_in_parts_of_a_good_length() -> None:
    endpointing = Endpointing(0)
    for _ in range(120 * RATE // HOP):
        endpointing.hear(0.9, 1.0)
    lengths = [span.end - span.start for span in endpointing.spans[:-1]]
    assert min(lengths) >= 5 * RATE
    assert max(lengths) <= 14 * RATE


def test_a_long_line_ends_in_a_shorter_pause() -> None:
    long = 300 * "v"
    assert not heard(long + ".").spans[0].complete
    assert heard(long + "..").spans[0].complete
    assert not heard(200 * "v" + "..").spans[0].complete
    assert heard(200 * "v" + 5 * ".").spans[0].complete


def test_sound_that_stands_out_goes_on_with_a_voice_that_the_detector_misses() -> None:
    endpointing = Endpointing(0)
    hops = [(0.01, 0.001)] * 40 + [(0.9, 10.0)] * 20
    for likely, power in [*hops, *[(0.1, 8.0)] * 30]:
        endpointing.hear(likely, power)
    assert not endpointing.spans[0].complete
    for likely, power in [(0.1, 8.0)] * 30:
        endpointing.hear(likely, power)
    assert endpointing.spans[0].complete


def test_what_stands_out_begins_a_line_where_it_may_be_a_voice() -> None:
    for likely, count in ((0.1, 1), (0.01, 0)):
        endpointing = Endpointing(0)
        for _ in range(40):
            endpointing.hear(0.01, 0.001)
        for _ in range(8):
            endpointing.hear(likely, 10.0)
        assert len(endpointing.spans) == count


def test_the_voices_of_a_cafe_end_the_line_of_who_spoke_before_them() -> None:
    endpointing = Endpointing(0)
    for power in [1.0] * 100 + [20.0] * 50 + [1.0] * 100:
        endpointing.hear(0.9, power)
    assert endpointing.spans[-1].complete
    assert endpointing.spans[-1].end <= 175 * HOP


def test_a_line_behind_who_speaks_is_told() -> None:
    endpointing = Endpointing(0)
    gap = [(0.01, 1.0)] * ENDS_AFTER
    for power in (20.0, 3.0, 15.0):
        for likely, each in [*gap, *[(0.9, power)] * 30, *gap]:
            endpointing.hear(likely, each)
    assert [span.behind for span in endpointing.spans] == [False, True, False]

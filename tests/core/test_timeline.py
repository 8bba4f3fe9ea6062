from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from captioner.core.ledger import account
from captioner.core.timeline import Kind, Stretch, at, timeline
from captioner.core.transcript import SOUNDS, Gap, GapKind, Segment, Transcript
from tests.transcripts import MEETING, SESSION, lost, paused, segment, transcripts


def kinds(stretches: tuple[Stretch, ...]) -> list[tuple[int, int, Kind]]:
    return [(one.start_ms, one.end_ms, one.kind) for one in stretches]


def test_a_session_without_anything_is_quiet() -> None:
    assert kinds(timeline((), 5_000)) == [(0, 5_000, Kind.QUIET)]
    assert timeline((), 0) == ()


def test_speech_pauses_and_losses_stand_in_their_order_with_quiet_between() -> None:
    items = (segment(0, "one two", 1_000, word_ms=500), paused(3_000, 4_000), lost(4_000, 6_000))
    assert kinds(timeline(items, 7_000)) == [
        (0, 1_000, Kind.QUIET),
        (1_000, 2_000, Kind.CAPTIONED),
        (2_000, 3_000, Kind.QUIET),
        (3_000, 4_000, Kind.PAUSED),
        (4_000, 6_000, Kind.LOST),
        (6_000, 7_000, Kind.QUIET),
    ]


def test_what_was_captioned_after_all_is_not_lost() -> None:
    filled = segment(0, "one two", 2_000, word_ms=500)
    assert kinds(timeline((filled, lost(1_000, 5_000)), 5_000)) == [
        (0, 1_000, Kind.QUIET),
        (1_000, 2_000, Kind.LOST),
        (2_000, 3_000, Kind.CAPTIONED),
        (3_000, 5_000, Kind.LOST),
    ]


def test_what_was_recognised_after_later_words_is_filled_in() -> None:
    items = (
        segment(1, "one", 0, word_ms=500),
        segment(7, "late", 1_000, word_ms=500),
        segment(2, "two", 2_000, word_ms=500),
        segment(8, "three", 3_000, word_ms=500),
    )
    said = [one.kind for one in timeline(items, 3_500) if one.kind is not Kind.QUIET]
    assert said == [Kind.CAPTIONED, Kind.FILLED_IN, Kind.CAPTIONED, Kind.CAPTIONED]


def test_a_stretch_leads_to_the_item_that_says_so() -> None:
    said, gap = segment(0, "one", 0), lost(2_000, 3_000)
    stretches = timeline((said, gap), 3_000)
    assert [one.item for one in stretches] == [said, None, gap]


def test_a_sound_in_words_is_no_speech() -> None:
    music = Segment(turn=-1, start_ms=0, end_ms=3_000, text="[music]", engine=SOUNDS)
    assert kinds(timeline((music,), 3_000)) == [(0, 3_000, Kind.QUIET)]


def test_what_is_off_the_record_stays_so_whatever_was_lost_there() -> None:
    struck = Gap(start_ms=0, end_ms=2_000, kind=GapKind.OFF_THE_RECORD, reason="off the record")
    assert kinds(timeline((struck, lost(1_000, 3_000)), 3_000)) == [
        (0, 2_000, Kind.OFF_THE_RECORD),
        (2_000, 3_000, Kind.LOST),
    ]


def test_an_item_beyond_the_end_makes_the_line_longer() -> None:
    assert timeline((lost(5_000, 9_000),), 6_000)[-1].end_ms == 9_000


def test_a_moment_is_found_and_one_outside_is_nearest() -> None:
    stretches = timeline((lost(1_000, 2_000),), 3_000)
    assert [at(stretches, ms) for ms in (-5, 0, 999, 1_000, 2_500, 99_999)] == [0, 0, 0, 1, 2, 2]


@given(transcripts)
def test_every_moment_belongs_to_one_stretch(transcript: Transcript) -> None:
    stretches = timeline(transcript.items(), 60_000)
    assert stretches[0].start_ms == 0
    assert all(one.end_ms > one.start_ms for one in stretches)
    assert all(a.end_ms == b.start_ms for a, b in pairwise(stretches))


def test_it_agrees_with_the_account_of_a_meeting() -> None:
    ledger = account(MEETING)
    lengths = dict.fromkeys(Kind, 0)
    for one in timeline(MEETING.items(), round(SESSION.seconds * 1000)):
        lengths[one.kind] += one.end_ms - one.start_ms
    assert lengths[Kind.CAPTIONED] + lengths[Kind.FILLED_IN] == ledger.captioned_ms
    assert lengths[Kind.LOST] == sum(ledger.lost_ms.values())
    assert lengths[Kind.PAUSED] == ledger.paused_ms
    assert lengths[Kind.QUIET] == ledger.silent_ms


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=12))
def test_overlapping_losses_are_told_once(spans: list[tuple[int, int]]) -> None:
    gaps = [lost(min(a, b), max(a, b)) for a, b in spans]
    covered = {ms for gap in gaps for ms in range(gap.start_ms, gap.end_ms)}
    told = {
        ms
        for one in timeline(gaps, 50)
        if one.kind is Kind.LOST
        for ms in range(one.start_ms, one.end_ms)
    }
    assert told == covered

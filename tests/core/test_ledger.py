from dataclasses import replace

from hypothesis import given

from captioner.core.ledger import account
from captioner.core.transcript import SOUNDS, Gap, GapKind, Segment, Transcript
from tests.transcripts import MEETING, SESSION, lost, paused, segment, transcripts


def test_every_second_of_a_meeting_is_accounted_for() -> None:
    ledger = account(MEETING)
    assert ledger.total_ms == 60_000
    assert ledger.captioned_ms == 1_200
    assert ledger.lost_ms == {"Jabra was disconnected": 26_000}
    assert ledger.paused_ms == 2_000
    assert ledger.silent_ms == 60_000 - 1_200 - 26_000 - 2_000


def test_what_is_off_the_record_is_neither_silent_nor_lost() -> None:
    struck = Gap(start_ms=0, end_ms=5_000, kind=GapKind.OFF_THE_RECORD, reason="off the record")
    ledger = account(Transcript(SESSION, (), (struck, lost(4_000, 6_000))))
    assert (ledger.off_record_ms + ledger.muted_ms, ledger.silent_ms) == (5_000, 54_000)
    assert sum(ledger.lost_ms.values()) == 1_000


def test_what_was_filled_in_after_all_is_not_lost() -> None:
    filled = segment(0, "two words", 2_000, word_ms=500)
    ledger = account(Transcript(SESSION, (filled,), (lost(1_000, 5_000, "cut"),)))
    assert ledger.captioned_ms == 1_000
    assert ledger.lost_ms == {"cut": 3_000}


def test_a_gap_that_was_filled_in_whole_is_not_mentioned() -> None:
    filled = segment(0, "one two", 2_000, word_ms=500)
    assert account(Transcript(SESSION, (filled,), (lost(2_000, 3_000),))).lost_ms == {}


def test_reasons_stand_apart_in_the_order_they_first_happened() -> None:
    gaps = (lost(0, 1_000, "cut"), lost(2_000, 3_000, "unplugged"), lost(4_000, 4_500, "cut"))
    lost_ms = account(Transcript(SESSION, (), gaps)).lost_ms
    assert list(lost_ms.items()) == [("cut", 1_500), ("unplugged", 1_000)]


def test_a_sound_in_words_is_not_captioned_speech() -> None:
    music = Segment(turn=-1, start_ms=0, end_ms=3_000, text="[music]", engine=SOUNDS)
    assert account(Transcript(SESSION, (music,))).silent_ms == 60_000


def test_two_who_speak_at_once_are_counted_once() -> None:
    both = (segment(0, "one two three", 0), segment(1, "one two three", 300))
    assert account(Transcript(SESSION, both)).captioned_ms == 1_200


def test_a_gap_without_length_takes_nothing() -> None:
    assert account(Transcript(SESSION, (), (lost(1_000, 1_000),))).lost_ms == {}


def test_a_pause_counts_as_a_pause() -> None:
    assert account(Transcript(SESSION, (), (paused(0, 60_000),))).silent_ms == 0


def test_a_session_without_anything_is_silent() -> None:
    assert account(Transcript(SESSION)).silent_ms == 60_000


def test_a_session_that_was_cut_short_is_as_long_as_what_is_in_it() -> None:
    short = replace(SESSION, seconds=0.0)
    assert account(Transcript(short, (segment(0, "hello", 500),))).total_ms == 800


@given(transcripts)
def test_the_parts_add_up_to_the_whole_and_none_is_negative(transcript: Transcript) -> None:
    ledger = account(transcript)
    parts = (
        ledger.captioned_ms,
        ledger.silent_ms,
        ledger.paused_ms,
        ledger.off_record_ms,
        ledger.muted_ms,
    )
    parts += tuple(ledger.lost_ms.values())
    assert sum(parts) == ledger.total_ms
    assert min(parts) >= 0

from captioner.core.transcript import Mark, Segment, Transcript, start_of
from tests.transcripts import MEETING, SESSION, lost, segment


def test_items_stand_in_the_order_of_time() -> None:
    items = MEETING.items()
    assert [start_of(item) for item in items] == [1_000, 9_000, 9_500, 20_000, 50_000]
    assert isinstance(items[2], Mark)


def test_words_that_were_filled_in_later_stand_where_they_were_said() -> None:
    late = Transcript(SESSION, (segment(0, "first", 0), segment(1, "third", 9_000)), (lost(1, 2),))
    filled = Transcript(SESSION, (*late.segments, segment(2, "second", 4_000)), late.gaps)
    texts = [item.text for item in filled.items() if isinstance(item, Segment)]
    assert texts == ["first", "second", "third"]


def test_a_speaker_is_called_by_the_name_the_user_gave_or_by_the_label() -> None:
    anna, other = MEETING.segments
    assert (MEETING.speaker(anna), MEETING.speaker(other)) == ("Anna", "B")


def test_a_session_time_has_a_time_of_day_where_it_was_recorded() -> None:
    assert MEETING.wall_clock(61_500).isoformat() == "2026-11-24T10:03:01.500000+01:00"

from captioner.core.cast import Cast, clean_name
from captioner.core.lanes import Lane
from captioner.core.transcript import Segment
from tests.transcripts import MEETING, segment


def said(*labels: str) -> list[Segment]:
    return [segment(turn, "Yes.", turn * 1_000, speaker=who) for turn, who in enumerate(labels)]


def test_voices_keep_the_place_at_which_they_were_first_told() -> None:
    cast = Cast().with_voices(said("B", "A", "", "B"))
    assert cast.labels == ("B", "A")
    assert [cast.place(label) for label in ("B", "A", "C")] == [0, 1, -1]
    later = cast.with_voices(said("C", "A"))
    assert [later.place(label) for label in ("B", "A", "C")] == [0, 1, 2]
    assert later.with_voices(said("A")) is later


def test_a_name_stands_for_its_label_until_it_is_taken_away() -> None:
    cast = Cast().with_voices(said("A", "B"))
    named = cast.with_name("B", "Marta")
    assert [named.name(label) for label in ("A", "B")] == ["A", "Marta"]
    assert named.with_name("B", "") == cast


def test_voices_of_one_name_are_one_voice_and_apart_again_without_it() -> None:
    cast = Cast().with_voices(said("A", "B", "C")).with_name("A", "Marta")
    assert cast.others_called("Marta", "C") == ("A",)
    assert cast.others_called("A", "C") == ()
    merged = cast.with_name("C", "Marta")
    assert [merged.place(label) for label in ("A", "B", "C")] == [0, 1, 0]
    assert merged.voices == ("A", "B")
    apart = merged.with_name("C", "")
    assert [apart.place(label) for label in ("A", "B", "C")] == [0, 1, 2]


def test_whoever_is_named_is_found_by_name_and_anybody_else_is_a_further_voice() -> None:
    cast = Cast().with_voices(said("A", "B")).with_name("B", "Marta")
    assert [cast.label_for(name) for name in ("Marta", "A", "Ben")] == ["B", "A", "Ben"]


def test_one_voice_alone_is_shown_without_its_letter_until_there_is_another() -> None:
    alone = Cast().with_voices(said("A", "", "A"))
    assert (alone.shown("A"), alone.name("A"), alone.place("A")) == ("", "A", -1)
    two = alone.with_voices(said("B"))
    assert [two.shown(label) for label in ("A", "B")] == ["A", "B"]
    assert [two.place(label) for label in ("A", "B")] == [0, 1]


def test_one_voice_alone_is_shown_by_the_name_it_is_given() -> None:
    named = Cast().with_voices(said("A")).with_name("A", "Marta")
    assert (named.shown("A"), named.place("A")) == ("Marta", 0)


def test_one_voice_alone_beside_the_microphone_is_shown_as_its_side() -> None:
    sides = Cast().with_labels(["Others", "You", "A"])
    assert [sides.shown(label) for label in ("Others", "You", "A")] == ["Others", "You", "Others"]
    assert sides.place("A") == sides.place("Others")
    assert sides.with_name("Others", "Team").shown("A") == "Team"
    two = sides.with_labels(["B"])
    assert [two.shown(label) for label in ("A", "B")] == ["A", "B"]


def test_a_session_that_is_over_has_its_names_and_voices() -> None:
    cast = Cast.of(MEETING)
    assert (cast.labels, cast.name("A"), cast.name("B")) == (("A", "B"), "Anna", "B")


def test_what_the_user_says_of_a_sentence_counts_before_engine_and_lane() -> None:
    one = Segment(turn=0, start_ms=0, end_ms=1, text="Yes.", speaker="A", given="Marta")
    mine = Segment(turn=1, start_ms=0, end_ms=1, text="No.", lane=Lane.YOU, given="A")
    assert Cast().with_voices([one, mine]).labels == ("Marta", "A")


def test_a_name_is_one_line() -> None:
    assert clean_name("  Marta\n  Sedláková ") == "Marta Sedláková"

"""Whether somebody speaks beside the loudspeaker, by what a filter leaves."""

from captioner.core.double_talk import AFTER_MS, DoubleTalk
from captioner.core.echo import AUDIBLE, FRAME_MS, SOUND

PLAYED, HEARD = 100 * AUDIBLE, 100 * SOUND
REST, SPOKEN = 0.01 * HEARD, 0.5 * HEARD


def hear(talk: DoubleTalk, seconds: float, left: float, quiet: float | None = None) -> None:
    for _ in range(round(seconds * 1_000 / FRAME_MS)):
        talk.hear(PLAYED, HEARD, left, left if quiet is None else quiet)


def test_the_room_is_known_once_nearly_all_of_a_second_is_taken_away() -> None:
    talk = DoubleTalk()
    hear(talk, 3.0, SPOKEN)
    assert not talk.knows
    hear(talk, 2.0, REST)
    assert talk.knows
    hear(talk, 5.0, SPOKEN)  # somebody speaks: it is known all the same
    assert talk.knows


def test_who_speaks_beside_it_is_heard_at_once_and_a_little_longer_than_he_speaks() -> None:
    talk = DoubleTalk()
    hear(talk, 2.0, REST)
    assert not talk.there
    hear(talk, FRAME_MS / 1_000, SPOKEN)
    assert talk.there
    hear(talk, (AFTER_MS - FRAME_MS) / 1_000, REST)
    assert talk.there
    hear(talk, FRAME_MS / 1_000, REST)
    assert not talk.there


def test_the_end_of_a_syllable_in_the_room_is_nobody() -> None:
    talk = DoubleTalk()
    hear(talk, 2.0, REST)
    talk.hear(PLAYED, 0.2 * HEARD, 2 * REST, 2 * REST)
    assert not talk.there


def test_where_the_way_is_known_well_it_does_not_matter_what_is_suppressed() -> None:
    talk = DoubleTalk()
    hear(talk, 2.0, 0.5 * REST)
    hear(talk, FRAME_MS / 1_000, SPOKEN, 0.0)
    assert talk.there


def test_once_the_way_has_changed_what_only_one_of_the_two_leaves_is_nobody() -> None:
    talk = DoubleTalk()
    hear(talk, 2.0, 0.5 * REST)
    hear(talk, 4.0, SPOKEN, 0.3 * SPOKEN)
    assert not talk.there
    hear(talk, FRAME_MS / 1_000, SPOKEN, 0.7 * SPOKEN)
    assert talk.there


def test_the_noise_of_a_microphone_is_nobody() -> None:
    talk = DoubleTalk()
    talk.hear(PLAYED, AUDIBLE, AUDIBLE, AUDIBLE)
    assert not talk.there

"""How sources are named."""

import pytest

from captioner.core.lanes import Lane
from captioner.core.sources import (
    BOTH,
    MEETING,
    MICROPHONE,
    SourceInfo,
    SourceKind,
    absent,
    each_of,
    following,
    with_both,
)

JABRA = SourceInfo(
    id="pulse:jabra", label="Jabra Evolve", kind=SourceKind.MICROPHONE, bluetooth=True
)
SPEAKERS = SourceInfo(id="pulse:out.monitor", label="Speakers", kind=SourceKind.MEETING)


def test_a_role_takes_everything_from_its_device_but_the_identity() -> None:
    role = following(MICROPHONE, JABRA)
    assert role.id == MICROPHONE
    assert role.device == "pulse:jabra"
    assert (role.label, role.kind, role.bluetooth) == ("Jabra Evolve", JABRA.kind, True)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (JABRA, "Microphone: Jabra Evolve"),
        (SPEAKERS, "Meeting audio: Speakers"),
        (following(MICROPHONE, JABRA), "Microphone: Jabra Evolve (default)"),
        (following(MEETING, SPEAKERS), "Meeting audio (what you hear)"),
        (absent(MICROPHONE, "No microphone was found."), "Microphone"),
        (absent(MEETING, "Still to come."), "Meeting audio (what you hear)"),
    ],
)
def test_a_source_is_listed_as_people_call_it(source: SourceInfo, title: str) -> None:
    assert source.title == title


@pytest.mark.parametrize(
    ("role", "kind"), [(MEETING, SourceKind.MEETING), (MICROPHONE, SourceKind.MICROPHONE)]
)
def test_a_role_that_follows_nothing_says_why(role: str, kind: SourceKind) -> None:
    source = absent(role, "Because.")
    assert (source.id, source.kind, source.unavailable) == (role, kind, "Because.")
    assert source.is_role


def test_a_device_is_no_role() -> None:
    assert not JABRA.is_role


def test_where_meeting_and_microphone_can_be_had_both_are_offered_behind_them() -> None:
    meeting, microphone = following(MEETING, SPEAKERS), following(MICROPHONE, JABRA)
    sources = with_both((meeting, microphone, JABRA, SPEAKERS))
    both = sources[2]
    assert [info.id for info in sources] == [MEETING, MICROPHONE, BOTH, JABRA.id, SPEAKERS.id]
    assert (both.title, both.label) == ("Meeting and microphone", "Speakers + Jabra Evolve")
    assert "headset sounds worse" in both.caution  # told before it is chosen
    missing = (meeting, absent(MICROPHONE, "No microphone was found."))
    assert with_both(missing) == missing


def test_each_lane_of_a_source_hears_one_thing() -> None:
    assert each_of(BOTH) == {Lane.OTHERS: MEETING, Lane.YOU: MICROPHONE}
    assert each_of(JABRA.id) == {Lane.ONLY: JABRA.id}

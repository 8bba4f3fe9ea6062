"""What two lanes are in a transcript, its account and its exports."""

import json

from captioner.core.export import outline
from captioner.core.export.json_text import json_text
from captioner.core.export.srt import srt
from captioner.core.export.vtt import vtt
from captioner.core.export.wish import Part, Wish, part_of
from captioner.core.lanes import Lane
from captioner.core.ledger import accounts
from captioner.core.transcript import SOUNDS, Gap, GapKind, Segment, Session, Transcript

SESSION = Session(
    id="s",
    title="Plan",
    started="2026-11-24T10:02:00+01:00",
    seconds=60.0,
    engine="assemblyai",
    finals=3,
    ended=True,
)


def said(turn: int, at_ms: int, text: str, lane: Lane, **more: str) -> Segment:
    return Segment(turn=turn, start_ms=at_ms, end_ms=at_ms + 2_000, text=text, lane=lane, **more)


MEETING = Transcript(
    SESSION,
    segments=(
        said(0, 1_000, "Shall we?", Lane.OTHERS, speaker="A", engine="assemblyai"),
        said(1, 2_500, "Yes.", Lane.YOU, engine="ondevice"),
        said(2, 6_000, "Good.", Lane.OTHERS, engine="assemblyai"),
        said(3, 9_000, "One more thing.", Lane.YOU, engine="ondevice"),
        said(-1, 20_000, "[music]", Lane.OTHERS, engine=SOUNDS),
    ),
    gaps=(
        Gap(start_ms=10_000, end_ms=30_000, kind=GapKind.MUTED, reason="muted", lane=Lane.YOU),
        Gap(start_ms=40_000, end_ms=50_000, kind=GapKind.PAUSED, reason="paused"),
        Gap(start_ms=52_000, end_ms=56_000, kind=GapKind.LOST, reason="gone", lane=Lane.OTHERS),
    ),
    names={"A": "Marta", "You": "Ben"},
)


def test_who_speaks_is_the_name_the_letter_or_the_lane_and_a_sound_nobody() -> None:
    assert [MEETING.speaker(one) for one in MEETING.segments] == [
        "Marta",
        "Ben",
        "Others",
        "Ben",
        "",
    ]


def test_each_second_of_each_lane_is_accounted_for() -> None:
    you, others = accounts(MEETING)[Lane.YOU], accounts(MEETING)[Lane.OTHERS]
    assert (you.captioned_ms, you.muted_ms, you.paused_ms, you.lost_ms) == (
        4_000,
        19_000,
        10_000,
        {},
    )
    assert (others.captioned_ms, others.muted_ms, others.paused_ms) == (4_000, 0, 10_000)
    assert others.lost_ms == {"gone": 4_000}
    for account in (you, others):
        parts = account.captioned_ms + account.silent_ms + account.paused_ms + account.muted_ms
        assert parts + sum(account.lost_ms.values()) == account.total_ms == 60_000


def test_texts_say_who_and_tell_of_no_change_of_recogniser_between_the_lanes() -> None:
    texts = [(entry.speaker, entry.text) for entry in outline.entries(MEETING)]
    assert texts[:4] == [
        ("Marta", "Shall we?"),
        ("Ben", "Yes."),
        ("Others", "Good."),
        ("Ben", "One more thing."),
    ]
    told = [text for who, text in texts if not who]
    assert told == [
        "Microphone muted until 10:02:30",
        "[music]",
        "Paused until 10:02:50",
        "Not captured of Others until 10:02:56: gone",
    ]
    assert ("You: Muted", "0:00:19") in outline.accounts(MEETING)


def test_subtitles_say_who() -> None:
    assert "<v Ben>Yes." in vtt(MEETING)
    assert "Marta: Shall we?" in srt(MEETING)


def test_json_names_the_lane_of_each_segment_and_gap_and_accounts_for_both() -> None:
    content = json.loads(json_text(MEETING))
    assert [one["lane"] for one in content["segments"]] == [
        "others",
        "you",
        "others",
        "you",
        "others",
    ]
    assert [gap.get("lane") for gap in content["gaps"]] == ["you", None, "others"]
    assert content["lanes"]["you"]["muted_ms"] == 19_000
    assert content["lanes"]["others"]["lost"] == [{"reason": "gone", "ms": 4_000}]


def test_where_names_are_not_wanted_nobody_is_named() -> None:
    nameless = part_of(MEETING, Wish(), frozenset({Part.GAPS}))
    assert {nameless.speaker(one) for one in nameless.segments} == {""}
    assert set(accounts(nameless)) == {Lane.OTHERS, Lane.YOU}

"""What opens what a lane hears."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.app.hearing.source import OpenSource, Source
from captioner.app.hearing.sources import Sources
from captioner.app.openings import Openings
from captioner.core.audio import Level
from captioner.core.settings import DEFAULTS, Settings
from captioner.core.sources import BOTH, MEETING, MICROPHONE
from tests.app.stage import Room, Silence


class Measured(Room):
    """Devices that remember how much sound at once was asked of them."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces_ms: dict[str, int] = {}

    async def open(
        self, source_id: str, on_level: Callable[[Level], None], piece_ms: int
    ) -> Source:
        self.pieces_ms[source_id] = piece_ms
        return Silence(1.0)


async def no_words(_: OpenSource, __: float) -> str:
    return ""


HERE = replace(DEFAULTS, engine="ondevice")
SERVICE = replace(DEFAULTS, engine="assemblyai", only_others_to_service=False)


@pytest.mark.parametrize(
    ("settings", "meeting_ms", "microphone_ms"),
    [
        (HERE, 50, 50),
        (SERVICE, 100, 100),
        (replace(SERVICE, only_others_to_service=True), 100, 50),
    ],
)
async def test_a_service_gets_messages_and_this_computer_what_is_heard_at_once(
    settings: Settings, meeting_ms: int, microphone_ms: int
) -> None:
    room = Measured()
    sources = Sources(room, lambda: Path("sample.wav"), no_words)
    each, _ = Openings(sources, lambda: settings, lambda _level, _lane: None).of(BOTH)
    for open_source in each.values():
        await (await open_source()).close()
    assert room.pieces_ms == {MEETING: meeting_ms, MICROPHONE: microphone_ms}

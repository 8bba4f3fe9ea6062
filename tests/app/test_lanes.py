"""*Meeting and microphone*: two devices on one clock, each with a recogniser of its own."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from captioner.app.hearing.source import Source
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, Level, level_of, to_ms
from captioner.core.errors import CaptionerError, EngineError, SourceGone
from captioner.core.events import Final, Opened, Word
from captioner.core.lanes import Lane
from captioner.core.ledger import accounts
from captioner.core.session import State
from captioner.core.sources import BOTH, MEETING, MICROPHONE, SourceInfo, SourceKind
from captioner.core.status import Condition
from captioner.core.transcript import Gap, GapKind, Segment, Transcript
from captioner.engines.base import AudioStream, Controls, Emit
from captioner.engines.replay import Replay
from tests import virtual_time
from tests.app.stage import Stage, make_stage
from tests.fakes import BLOCK, FakeSource

LOUD = (8000).to_bytes(2, "little") * BLOCK
KINDS = {MEETING: SourceKind.MEETING, MICROPHONE: SourceKind.MICROPHONE}


class Ticking(FakeSource):
    """A device whose clock runs so many parts in a million too slow.

    It hears a tick every ten seconds of the true time.
    """

    def __init__(self, role: str, *, ppm: float = 0.0, late_s: float = 0.0, **more: float) -> None:
        super().__init__(role, seconds=more.get("seconds", 100_000.0), then_lost="seconds" in more)
        self.info = SourceInfo(id=role, label=role.title(), kind=KINDS[role], device=f"a {role}")
        self._block_s = BLOCK / RATE * (1 + ppm / 1e6)
        self._late_s = late_s

    async def __anext__(self) -> Chunk:
        if self.closed or self.given == self._blocks:
            return await super().__anext__()
        loop = asyncio.get_running_loop()
        if not self.given:
            self._began = loop.time() + self._late_s
        at = self._began + (self.given + 1) * self._block_s
        await asyncio.sleep(max(0.0, at - loop.time()))
        ticks = (at - 0.5) // 10 > (at - 0.5 - self._block_s) // 10
        self.given += 1
        pcm = LOUD if ticks else bytes(BLOCK * BYTES_PER_SAMPLE)
        return Chunk((self.given - 1) * BLOCK, pcm)


class Ears:
    """Says *tick* where it hears one."""

    info = Replay.info

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        turn, opened = 0, False
        async for chunk in audio:
            if not opened:
                opened = True
                emit(Opened(engine="replay", start_ms=to_ms(chunk.position)))
            if level_of(chunk.pcm).rms_db > -30:
                at = to_ms(chunk.position)
                word = Word(text="tick", start_ms=at, end_ms=at + 20)
                emit(Final(turn=turn, words=(word,), text="tick"))
                turn += 1


class Deaf(Ears):
    """Breaks for good at its first sound."""

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        await audio.__anext__()
        raise EngineError("The recogniser broke.", "Start again.")


Things = Mapping[str, list[FakeSource | CaptionerError]]


async def two_lanes(folder: Path, things: Things, engine: Callable[[], Ears] = Ears) -> Stage:
    stage = await make_stage(folder, engine)
    infos = [SourceInfo(id=role, label=role, kind=kind) for role, kind in KINDS.items()]
    stage.room.infos = tuple(infos)

    async def open_(source_id: str, on_level: Callable[[Level], None], piece_ms: int) -> Source:
        thing = things[source_id].pop(0)
        if isinstance(thing, CaptionerError):
            raise thing
        return thing

    stage.room.open = open_  # type: ignore[method-assign] - the devices of this test
    return stage


def plain() -> Things:
    return {MEETING: [Ticking(MEETING)], MICROPHONE: [Ticking(MICROPHONE)]}


def ticks(stage: Stage, lane: Lane) -> list[int]:
    return sorted({one.turn: one.start_ms for one in finals(stage, lane)}.values())


def finals(stage: Stage, lane: Lane) -> list[Segment]:
    return [one for one in stage.witness.finals if one.lane is lane]


def gaps(stage: Stage, lane: Lane) -> list[Gap]:
    return [gap for gap in stage.witness.gaps if gap.lane is lane]


def test_both_are_captioned_each_in_its_lane_and_told_who_it_was(tmp_path: Path) -> None:
    async def main() -> None:
        stage = await two_lanes(tmp_path, plain())
        await stage.captioner.start(BOTH)
        assert stage.captioner.state is State.LISTENING
        await asyncio.sleep(35.0)
        await stage.captioner.stop()
        assert ticks(stage, Lane.YOU) == ticks(stage, Lane.OTHERS)
        assert {one.label for one in finals(stage, Lane.YOU)} == {"You"}
        assert len({one.turn for one in stage.witness.finals}) == 6
        assert {opened.lane for _, opened in stage.witness.opened} == {Lane.YOU, Lane.OTHERS}
        ((session, _),) = stage.witness.closed
        shown = {one.turn: one for one in stage.witness.finals}
        transcript = Transcript(session, tuple(shown.values()))
        assert [transcript.speaker(one) for one in shown.values()].count("Others") == 3
        assert {lane: one.captioned_ms for lane, one in accounts(transcript).items()} == {
            Lane.OTHERS: 60,
            Lane.YOU: 60,
        }
        await stage.captioner.close()

    virtual_time.run(main())


def test_devices_that_open_and_run_apart_stay_together(tmp_path: Path) -> None:
    async def main() -> None:
        meeting, microphone = Ticking(MEETING, ppm=400), Ticking(MICROPHONE, ppm=-400, late_s=1.2)
        stage = await two_lanes(tmp_path, {MEETING: [meeting], MICROPHONE: [microphone]})
        await stage.captioner.start(BOTH)
        await asyncio.sleep(600.0)  # by then they are half a second apart
        await stage.captioner.stop()
        others, you = ticks(stage, Lane.OTHERS), ticks(stage, Lane.YOU)
        assert len(others) == 60
        apart = [abs(mine - theirs) for theirs, mine in zip(others[2:], you[-58:], strict=True)]
        assert max(apart) < 50
        assert gaps(stage, Lane.YOU) == []
        await stage.captioner.close()

    virtual_time.run(main())


def test_a_microphone_that_opens_first_stands_where_it_was_heard(tmp_path: Path) -> None:
    async def main() -> None:
        meeting, microphone = Ticking(MEETING, late_s=0.4), Ticking(MICROPHONE)
        stage = await two_lanes(tmp_path, {MEETING: [meeting], MICROPHONE: [microphone]})
        await stage.captioner.start(BOTH)
        await asyncio.sleep(24.0)
        await stage.captioner.stop()
        others, you = ticks(stage, Lane.OTHERS), ticks(stage, Lane.YOU)
        assert others == you, (others, you)
        assert gaps(stage, Lane.YOU) == []
        await stage.captioner.close()

    virtual_time.run(main())


def test_a_device_that_is_lost_is_a_gap_in_its_lane_only(tmp_path: Path) -> None:
    async def main() -> None:
        lost = SourceGone("It is gone.", "Plug it in.")
        things: Things = {
            MEETING: [Ticking(MEETING)],
            MICROPHONE: [
                Ticking(MICROPHONE, seconds=12.0),
                *[lost] * 20,
                Ticking(MICROPHONE),
            ],
        }
        stage = await two_lanes(tmp_path, things)
        await stage.captioner.start(BOTH)
        await asyncio.sleep(16.0)
        assert stage.witness.statuses[-1].condition is Condition.DEVICE_LOST
        await asyncio.sleep(24.0)
        await stage.captioner.stop()
        assert len(ticks(stage, Lane.OTHERS)) == 4
        (gap,) = gaps(stage, Lane.YOU)
        assert gap.kind is GapKind.LOST
        assert (gap.start_ms, gap.end_ms) == (12_000, 22_000)
        assert gaps(stage, Lane.OTHERS) == []
        assert abs(ticks(stage, Lane.YOU)[-1] - ticks(stage, Lane.OTHERS)[-1]) <= 20
        await stage.captioner.close()

    virtual_time.run(main())


@pytest.mark.parametrize(
    ("missing", "there"),
    [((Lane.YOU, MICROPHONE), MEETING), ((Lane.OTHERS, MEETING), MICROPHONE)],
)
def test_a_device_that_is_missing_at_the_start_is_told_and_looked_for(
    tmp_path: Path, missing: tuple[Lane, str], there: str
) -> None:
    async def main() -> None:
        lane, absent = missing
        gone = SourceGone("It is not there.", "Plug it in.")
        things: Things = {there: [Ticking(there)], absent: [*[gone] * 24, Ticking(absent)]}
        stage = await two_lanes(tmp_path, things)
        await stage.captioner.start(BOTH)
        await asyncio.sleep(6.0)
        assert stage.witness.errors == [gone]
        assert stage.witness.statuses[-1].condition is Condition.DEVICE_LOST
        assert stage.witness.statuses[-1].values["why"] == "It is not there."
        await asyncio.sleep(30.0)
        assert stage.witness.errors == [gone]
        assert stage.witness.statuses[-1].condition is not Condition.DEVICE_LOST
        await stage.captioner.stop()
        (gap,) = gaps(stage, lane)
        assert (gap.kind, gap.start_ms, gap.reason) == (GapKind.LOST, 0, "It is not there")
        assert 11_500 <= gap.end_ms <= 13_000
        assert len(ticks(stage, lane)) >= 2
        await stage.captioner.close()

    virtual_time.run(main())


def test_a_microphone_that_never_comes_is_a_gap_of_its_lane_and_stops_nothing(
    tmp_path: Path,
) -> None:
    async def main() -> None:
        gone = SourceGone("It is not there.", "Plug it in.")
        stage = await two_lanes(tmp_path, {MEETING: [Ticking(MEETING)], MICROPHONE: [gone] * 99})
        await stage.captioner.start(BOTH)
        await asyncio.sleep(12.0)
        await stage.captioner.pause()
        assert stage.witness.statuses[-1].condition is Condition.PAUSED
        await stage.captioner.stop()
        assert len(ticks(stage, Lane.OTHERS)) == 1
        (gap,) = gaps(stage, Lane.YOU)
        assert (gap.kind, gap.start_ms) == (GapKind.LOST, 0)
        await stage.captioner.close()

    virtual_time.run(main())


def test_without_any_device_there_is_no_session(tmp_path: Path) -> None:
    async def main() -> None:
        no_output, no_input = (SourceGone(f"No {what}.", "Plug it in.") for what in ("out", "in"))
        stage = await two_lanes(tmp_path, {MEETING: [no_output] * 9, MICROPHONE: [no_input] * 9})
        with pytest.raises(SourceGone, match="No out"):
            await stage.captioner.start(BOTH)
        assert stage.captioner.state is State.IDLE
        await stage.captioner.close()

    virtual_time.run(main())


def test_a_recogniser_that_breaks_everywhere_ends_the_session(tmp_path: Path) -> None:
    async def main() -> None:
        stage = await two_lanes(tmp_path, plain(), Deaf)
        with pytest.raises(EngineError, match="broke"):
            await stage.captioner.start(BOTH)
        assert stage.captioner.state is State.IDLE
        await stage.captioner.close()

    virtual_time.run(main())


def test_a_pause_is_one_gap_and_holds_for_both(tmp_path: Path) -> None:
    async def main() -> None:
        things = plain()
        things[MEETING].append(Ticking(MEETING))
        things[MICROPHONE].append(Ticking(MICROPHONE))
        stage = await two_lanes(tmp_path, things)
        await stage.captioner.start(BOTH)
        await asyncio.sleep(12.0)
        await stage.captioner.pause()
        await asyncio.sleep(20.0)
        await stage.captioner.resume()
        await asyncio.sleep(10.0)
        await stage.captioner.stop()
        (gap,) = stage.witness.gaps
        assert (gap.lane, gap.kind) == (Lane.ONLY, GapKind.PAUSED)
        assert ticks(stage, Lane.YOU) == ticks(stage, Lane.OTHERS)
        assert len(ticks(stage, Lane.YOU)) == 3
        await stage.captioner.close()

    virtual_time.run(main())


def test_a_muted_microphone_is_closed_told_and_no_fault_and_the_meeting_goes_on(
    tmp_path: Path,
) -> None:
    async def main() -> None:
        things = plain()
        microphone = things[MICROPHONE][0]
        assert isinstance(microphone, FakeSource)
        things[MEETING].append(Ticking(MEETING))
        things[MICROPHONE].append(Ticking(MICROPHONE))
        stage = await two_lanes(tmp_path, things)
        captioner, witness = stage.captioner, stage.witness
        await captioner.start(BOTH)
        await asyncio.sleep(5.0)
        await captioner.mute(on=True)
        await asyncio.sleep(10.0)
        assert microphone.closed
        assert witness.statuses[-1].condition is Condition.MUTED
        await captioner.pause()
        await captioner.resume()  # the meeting only
        await asyncio.sleep(7.0)
        await captioner.mute(on=False)
        await asyncio.sleep(20.0)
        assert witness.statuses[-1].condition is not Condition.MUTED
        await captioner.mute(on=True)
        await asyncio.sleep(5.0)
        await captioner.stop()
        assert witness.mutes == [True, False, True]
        assert witness.errors == []
        assert len(ticks(stage, Lane.OTHERS)) == 5
        assert len(ticks(stage, Lane.YOU)) == 3
        first, last = gaps(stage, Lane.YOU)
        assert {first.kind, last.kind} == {GapKind.MUTED}
        assert abs(first.end_ms - first.start_ms - 17_000) < 100
        assert abs(last.end_ms - last.start_ms - 5_000) < 100
        await captioner.close()

    virtual_time.run(main())


def test_nothing_is_muted_where_there_is_one_source(tmp_path: Path) -> None:
    async def main() -> None:
        stage = await two_lanes(tmp_path, plain())
        await stage.captioner.mute(on=True)
        await stage.captioner.start(MICROPHONE)
        await stage.captioner.mute(on=True)
        await asyncio.sleep(12.0)
        await stage.captioner.stop()
        assert len(ticks(stage, Lane.ONLY)) == 1
        assert stage.witness.mutes == []
        await stage.captioner.close()

    virtual_time.run(main())

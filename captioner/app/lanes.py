"""The lanes of a session, as one."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count

from captioner.app.hearing.absence import Absence
from captioner.app.hearing.sleep import ASLEEP
from captioner.app.outside import Outside
from captioner.app.pipeline import Common, Pipeline
from captioner.app.result import Result
from captioner.app.teller import Teller
from captioner.core.arrival import Arrival
from captioner.core.audio import RATE, to_ms
from captioner.core.echo import Echoes
from captioner.core.errors import AudioError
from captioner.core.events import SessionInformation
from captioner.core.lane_settings import settings_of
from captioner.core.lanes import Lane
from captioner.core.settings import Settings
from captioner.core.transcript import Gap
from captioner.engines.base import Configure, EndUtterance


class Lanes(Mapping[Lane, Pipeline]):
    """What is heard and recognised, lane by lane; what is asked of the session is asked of each.

    Args:
        outside: The outside world.
        settings: As they are now.
        results: What becomes of what each lane recognises; the others' lane comes first.
        tellers: Who tells how each lane stands.
        absent: Told once for each lane why it has no source while another one has.
    """

    def __init__(
        self,
        outside: Outside,
        settings: Callable[[], Settings],
        results: Mapping[Lane, Result],
        tellers: Mapping[Lane, Teller],
        absent: Callable[[AudioError], None],
    ) -> None:
        self._settings = settings
        self._pipelines: dict[Lane, Pipeline] = {}
        common = Common(Arrival(), count(), count(-1, -1), Echoes())
        absence = Absence(
            results,
            lambda lane: self[lane].broken is not None,
            lambda lane: self[lane].hearing.has_heard,
            absent,
        )
        for lane, result in results.items():
            result.echoes = common.echoes
            others = self.get(Lane.OTHERS)
            self._pipelines[lane] = Pipeline(
                lane,
                outside,
                self._settings_of(lane),
                result,
                tellers[lane],
                common,
                others=others.sound if others is not None else None,
                looks_on=partial(absence.looks_on, lane),
            )

    def __getitem__(self, lane: Lane) -> Pipeline:
        return self._pipelines[lane]

    def __iter__(self) -> Iterator[Lane]:
        return iter(self._pipelines)

    def __len__(self) -> int:
        return len(self._pipelines)

    def _settings_of(self, lane: Lane) -> Callable[[], Settings]:
        return lambda: settings_of(lane, self._settings())

    @property
    def end(self) -> int:
        """Up to which position one of them knows what was heard and why not."""
        return max(lane.hearing.told_until for lane in self.values())

    @property
    def seconds(self) -> float:
        """How long the session is, pauses and holes included."""
        return self.end / RATE

    @property
    def since_first_sample(self) -> float:
        """Seconds of the clock since the first sample was due."""
        return max(lane.hearing.since_first_sample for lane in self.values())

    @property
    def live(self) -> bool:
        """Whether some of the sound comes when it comes; a file waits for its reader instead."""
        return any(lane.sound.live for lane in self.values())

    @property
    def billed_s(self) -> float:
        """Seconds of billed connection so far."""
        return sum(lane.result.billed_s for lane in self.values())

    @property
    def information(self) -> SessionInformation | None:
        """What a service said last about its connections, taken together."""
        told = [
            lane.result.last_information
            for lane in self.values()
            if lane.result.last_information is not None
        ]
        if not told:
            return None
        open_s = [one.session_s for one in told if one.session_s is not None]
        return SessionInformation(
            audio_s=sum(one.audio_s for one in told), session_s=sum(open_s) if open_s else None
        )

    async def stop(self, within_s: float | None) -> None:
        """End in order; called again, in more of a hurry, that holds."""
        await asyncio.gather(*(lane.stop(within_s) for lane in self.values()))

    async def pause(self) -> None:
        """Hear nothing until `resume`."""
        await asyncio.gather(*(lane.pause() for lane in self.values()))

    def resume(self) -> None:
        """Hear again, but for a microphone that is muted."""
        for lane in self.values():
            lane.resume()

    async def mute(self, *, on: bool) -> None:
        """Hear nothing of the user's microphone, or hear it again."""
        if Lane.YOU in self:
            await self[Lane.YOU].mute(on=on)

    async def woke(self) -> None:
        """Neither connection nor device outlives a sleep of the computer."""
        for lane in self.values():
            lane.engines.woke()
            await lane.hearing.woke(ASLEEP)

    def end_utterance(self) -> None:
        """Finish the open utterance now."""
        for lane in self.values():
            lane.engines.wish(EndUtterance())

    def stay_here(self) -> None:
        """Let this computer caption the rest of the session."""
        for lane in self.values():
            lane.engines.stay_here()

    def configure(self) -> None:
        """Let the recognisers act on the settings as they are now."""
        for lane, pipeline in self.items():
            pipeline.engines.wish(Configure(settings_of(lane, self._settings())))

    def tell_rest(self) -> None:
        """What one of them did not hear while another went on to the end."""
        for lane in self.values():
            start_ms, end_ms = to_ms(lane.hearing.told_until), to_ms(self.end)
            if lane.deaf is not None and start_ms < end_ms:
                kind, why = lane.deaf
                lane.result.lost(Gap(start_ms=start_ms, end_ms=end_ms, kind=kind, reason=why))

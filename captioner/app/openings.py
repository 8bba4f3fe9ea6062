"""What a session is to hear, by the name that the user knows it by."""

from collections.abc import Callable, Mapping
from functools import partial

from captioner.app.hearing.source import OpenSource
from captioner.app.hearing.sources import Sources
from captioner.core.audio import Level
from captioner.core.engines import ENGINES
from captioner.core.lane_settings import settings_of
from captioner.core.lanes import Lane
from captioner.core.settings import Settings
from captioner.core.sources import each_of

Opening = tuple[Mapping[Lane, OpenSource], str]
"""What each lane is to hear, and the source's identity if its moves are to be followed, or ""."""


class Openings:
    """Makes what opens a source.

    Args:
        sources: Opens them.
        settings: Tells how they are now.
        level: Takes how loud a lane was.
    """

    def __init__(
        self,
        sources: Sources,
        settings: Callable[[], Settings],
        level: Callable[[Level, Lane], None],
    ) -> None:
        self._sources, self._settings, self._level = sources, settings, level

    def of(self, source: str) -> Opening:
        """What a source gives each lane to hear."""
        each = each_of(source).items()
        return {lane: self.of_lane(source_id, lane) for lane, source_id in each}, source

    def of_lane(self, source_id: str, lane: Lane) -> OpenSource:
        """What a lane hears of one device or role."""
        return self._sources.opener(
            source_id,
            partial(self._told, lane),
            ENGINES[settings_of(lane, self._settings()).engine].piece_ms,
            replace_lost=self._settings().replace_lost_source,
        )

    def _told(self, lane: Lane, level: Level) -> None:
        self._level(level, lane)

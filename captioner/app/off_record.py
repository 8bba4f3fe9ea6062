"""Taking what was said, or what will be said, off the record for good."""

from collections.abc import Callable

from captioner.app.keeping.edits import Edits
from captioner.app.keeping.recorder import Recorder
from captioner.app.keeping.sound_keeper import SoundKeeper
from captioner.app.observer import Observer
from captioner.core.audio import RATE
from captioner.core.transcript import Gap, GapKind, Mark


class OffRecord:
    """The last seconds at once, or everything from now on until the user is on the record again.

    Args:
        edits: Hides what was said.
        recorder: Strikes it from disk.
        sound: Who keeps the sound, if anybody.
        observer: Who shows the session.
        now_ms: The session time.
        told: Told since which session time everything is off the record; None for nothing.
        forget: Lets nobody hold a word any more that lies between two session times in ms.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        edits: Edits,
        recorder: Recorder,
        sound: SoundKeeper | None,
        observer: Observer,
        *,
        now_ms: Callable[[], int],
        told: Callable[[int | None], None],
        forget: Callable[[int, int], None],
    ) -> None:
        self._edits, self._recorder, self._observer = edits, recorder, observer
        self._sound = sound
        self._now_ms, self._told, self._forget = now_ms, told, forget
        self._since_ms: int | None = None

    @property
    def is_on(self) -> bool:
        """Whether everything is off the record now."""
        return self._since_ms is not None

    def last(self, seconds: int) -> None:
        """Take so much of what was said last off the record."""
        end_ms = self._now_ms()
        self._strike(max(0, end_ms - seconds * 1000), end_ms)

    def from_now(self) -> None:
        """Show and keep nothing until `end`."""
        if self._since_ms is None:
            self._since_ms = self._now_ms()
            self._edits.be_silent_from(self._since_ms)
            if self._sound is not None:
                self._sound.be_silent()
            self._told(self._since_ms)

    def end(self) -> None:
        """Be on the record again; a gap stays."""
        since_ms, self._since_ms = self._since_ms, None
        if since_ms is not None:
            self._edits.speak_again()
            if self._sound is not None:
                self._sound.speak_again()
            self._strike(since_ms, self._now_ms())
            self._told(None)

    def hides(self, mark: Mark) -> bool:
        """Whether a mark is not to be kept."""
        return self._since_ms is not None and mark.at_ms >= self._since_ms

    def _strike(self, start_ms: int, end_ms: int) -> None:
        kind = GapKind.OFF_THE_RECORD
        gap = Gap(start_ms=start_ms, end_ms=end_ms, kind=kind, reason=kind.value)
        if end_ms > start_ms:
            self._edits.strike(start_ms, end_ms)
            self._recorder.strike(gap)
            self._forget(start_ms, end_ms)  # what is let go of finds the stretch struck on disk
            if self._sound is not None:
                self._sound.strike(start_ms * RATE // 1000, -(-end_ms * RATE // 1000))
            self._observer.off_the_record(gap)

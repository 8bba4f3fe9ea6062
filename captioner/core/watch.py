"""Decides what there is to say while captioning: quiet, wrong source, muted, late and so on.

An empty overlay never leaves the reader guessing. Times are ms on one clock that
is handed in; the thresholds are those of the design's table of states.
"""

from dataclasses import dataclass

from captioner.core.audio import Level
from captioner.core.sources import SourceInfo, SourceKind
from captioner.core.status import Condition, Status

SOUND_DB = -50.0
"""A stretch louder than this counts as sound. An idle microphone lies near -60 dB."""

QUIET_AFTER_MS = 3_000
NO_WORDS_AFTER_MS = 8_000
WRONG_SOURCE_AFTER_MS = 10_000
ZEROS_AFTER_MS = 3_000
LATE_MS = 3_000
NOT_ENGLISH_MS = 30_000
"""How long that is said of words that came; of another language there may be none for a while."""

NOTICE_MS = 3_000
"""How long a notice such as "back" stays."""

RECENT_SOUND_MS = 2_000


@dataclass(frozen=True, slots=True)
class _Notice:
    status: Status
    until_ms: int


class Watch:
    """What is known of one stretch of listening to `source`."""

    def __init__(self, source: SourceInfo, now_ms: int) -> None:
        self._source = source
        self._sound_at = now_ms
        self._sounding_since: int | None = None
        self._words_at = now_ms
        self._had_words = False
        self._nonzero_at = now_ms
        self._late_ms = 0
        self._english = True
        self._other = ""
        self._notices: list[_Notice] = []
        self._unsaved: Status | None = None
        self._link: Status | None = None

    def changed_source(self, source: SourceInfo, now_ms: int) -> None:
        """From now on `source` is listened to."""
        self._source = source
        self._sound_at = self._nonzero_at = self._words_at = now_ms
        self._sounding_since = None
        self._had_words = False
        self._english = True
        self._other = ""

    def level(self, level: Level, now_ms: int) -> None:
        """It was this loud just now."""
        if not level.zeros:
            self._nonzero_at = now_ms
        if level.rms_db > SOUND_DB:
            if self._sounding_since is None or now_ms - self._sound_at > RECENT_SOUND_MS:
                self._sounding_since = now_ms
            self._sound_at = now_ms
            self._other = ""

    def words(self, now_ms: int) -> None:
        """The engine gave words just now."""
        self._words_at = now_ms
        self._had_words = True

    def language(self, *, english: bool) -> None:
        """Whether what is said sounds like English, which alone the engine knows."""
        self._english = english

    def late(self, ms: int) -> None:
        """The engine is this far behind the sound."""
        self._late_ms = ms

    def other_has_sound(self, label: str) -> None:
        """Another source has sound now; "" for none."""
        self._other = label

    def notice(self, status: Status, now_ms: int, for_ms: int = NOTICE_MS) -> None:
        """Say `status` for a while."""
        self._notices.append(_Notice(status, now_ms + for_ms))

    def unsaved(self, status: Status | None) -> None:
        """Why and since when text cannot be saved; None when all is saved."""
        self._unsaved = status

    def link(self, status: Status | None) -> None:
        """How the link to the service stands; None if all is as it should be."""
        self._link = status

    def silent_ms(self, now_ms: int) -> int:
        """How long there has been no sound."""
        return now_ms - self._sound_at

    def status(self, now_ms: int) -> Status:
        """The most urgent thing there is to say."""
        self._notices = [notice for notice in self._notices if notice.until_ms > now_ms]
        told = [notice.status for notice in self._notices]
        if self._unsaved is not None:
            told.append(self._unsaved)
        if self._link is not None:
            told.append(self._link)
        told.append(self._of_sound(now_ms))
        if self._late_ms >= LATE_MS and self._source.kind is not SourceKind.FILE:
            told.append(Status(Condition.SLOW, {"n": str(self._late_ms // 1000)}))
        return min(told, key=lambda status: status.condition.value)

    def _of_sound(self, now_ms: int) -> Status:
        device = {"d": self._source.label, "d2": self._other}
        microphone = self._source.kind is SourceKind.MICROPHONE
        if microphone and now_ms - self._nonzero_at >= ZEROS_AFTER_MS:
            return Status(Condition.ZEROS, device)
        if self._other and self.silent_ms(now_ms) >= WRONG_SOURCE_AFTER_MS:
            return Status(Condition.WRONG_SOURCE, device)
        if self.silent_ms(now_ms) >= QUIET_AFTER_MS:
            return Status(Condition.QUIET, device)
        return Status(self._of_words(now_ms), device)

    def _of_words(self, now_ms: int) -> Condition:
        """What is said where there is sound."""
        if not self._english and now_ms - self._words_at < NOT_ENGLISH_MS:
            return Condition.NOT_ENGLISH
        since = self._sounding_since
        wordless_since = max(self._words_at, since) if since is not None else now_ms
        if now_ms - wordless_since >= NO_WORDS_AFTER_MS:
            return Condition.NO_WORDS
        if self._had_words:
            return Condition.LISTENING
        return Condition.EXPECTS if since is None else Condition.HEARS

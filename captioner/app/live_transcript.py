"""The transcript of the session that runs, as recognisers and user write it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from captioner.app.calling import Calling
from captioner.app.keeping.edits import Edits
from captioner.app.keeping.keeper import Keeper
from captioner.app.keeping.recorder import Recorder
from captioner.app.keeping.sound_keeper import SoundKeeper
from captioner.app.observer import Observer
from captioner.app.off_record import OffRecord
from captioner.app.result import Beginning, Result
from captioner.app.telling import Telling
from captioner.core.lanes import LABELS
from captioner.core.session import Signal
from captioner.core.settings import Settings
from captioner.core.transcript import Mark, Segment, Session


class LiveTranscript:
    """Puts words and marks on disk and shows them; what the user has put right stays so.

    Args:
        session: The library's entry of the session.
        keeper: Where it is kept.
        observer: Who shows it.
        telling: Who tells how it stands; it knows the lanes.
        signal: Told what happens to the session.
        settings: As they are now.
        now_ms: The session time.
        sound: Who keeps the sound, if anybody.

    Attributes:
        session: As given.
        recorder: Puts it on disk.
        results: What becomes of what each lane recognises.
        off_record: Takes what is said off the record.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        session: Session,
        keeper: Keeper,
        observer: Observer,
        telling: Telling,
        signal: Callable[[Signal], None],
        *,
        settings: Callable[[], Settings],
        now_ms: Callable[[], int],
        sound: SoundKeeper | None,
    ) -> None:
        self.session = session
        self.recorder = Recorder(keeper, session.id, self._show, telling.disk_trouble)
        self._edits = Edits()
        beginning = Beginning()
        self.results = {
            lane: Result(
                session,
                self.recorder,
                self._edits,
                observer,
                teller,
                signal,
                beginning=beginning,
                lane=lane,
            )
            for lane, teller in telling.tellers.items()
        }
        self.off_record = OffRecord(
            self._edits,
            self.recorder,
            sound,
            observer,
            now_ms=now_ms,
            told=lambda since_ms: telling.off_the_record(_moment(session, since_ms)),
            forget=self._forget,
        )
        self._observer = observer
        self._settings = settings
        self._now_ms = now_ms
        self._calling = Calling(lambda: settings().names, self.note)

    def mark(self, note: str) -> None:
        """Mark this moment."""
        self.note(Mark(at_ms=self._now_ms(), note=note))

    def note(self, mark: Mark) -> None:
        """Keep and show a mark, or the new note of one; none that is off the record."""
        if not self.off_record.hides(mark):
            self.recorder.mark(mark)
            self._observer.mark(mark)

    def correct(self, segment: Segment, text: str | None) -> Segment:
        """Write a line as the user does; None brings back what the recogniser wrote."""
        made = self._edits.correct(segment, text)
        self.recorder.correction(made)
        return made

    def give(self, segment: Segment, label: str) -> Segment:
        """Say whose voice a line is, as the user does; later ones like it go the same way."""
        made = self._edits.give(segment, label)
        speakers = self.results[segment.lane].speakers if segment.lane in self.results else None
        voice = label or segment.speaker
        if speakers is not None and voice not in ("", *LABELS):
            speakers.teach(segment.turn, voice)
        self.recorder.voice(made)
        return made

    def name(self, label: str, name: str) -> None:
        """Call a voice so; "" for its label again."""
        self.recorder.name(label, name)
        self._observer.named(label, name)

    def off_the_record(self) -> None:
        """Take what was said last off the record for good, as long as the setting says."""
        self.off_record.last(self._settings().off_the_record_seconds)

    def _forget(self, start_ms: int, end_ms: int) -> None:
        for result in self.results.values():
            result.forget(start_ms, end_ms)

    def _show(self, segment: Segment) -> None:
        shown = self._edits.shown(segment)
        if shown is not None:
            self._observer.final(shown)
            self._calling.heard(shown)


def _moment(session: Session, ms: int | None) -> datetime | None:
    """The local time of a session time."""
    if ms is None:
        return None
    return datetime.fromisoformat(session.started) + timedelta(milliseconds=ms)

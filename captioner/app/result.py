"""What becomes of what was recognised: on disk, then shown; and what it cost."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from captioner.app.keeping.edits import Edits
from captioner.app.keeping.recorder import Recorder
from captioner.app.observer import Observer
from captioner.app.recognition.speakers import Speakers
from captioner.app.teller import Teller
from captioner.core.echo import Echoes
from captioner.core.engines import HERE
from captioner.core.errors import CaptionerError
from captioner.core.events import Final, Opened, Partial, SessionInformation, Word
from captioner.core.lanes import Lane
from captioner.core.language import Language
from captioner.core.session import Signal
from captioner.core.transcript import Gap, GapKind, Segment, Session

REMEMBERED = 100
"""Utterances whose late twins may still come."""


class Beginning:
    """Holds back what is told only of a session in which captions could come."""

    def __init__(self) -> None:
        self._has_come = False
        self._held: list[Callable[[], None]] = []

    def await_it(self, tell: Callable[[], None]) -> None:
        """Do it once captions can come, or now if they can already."""
        if self._has_come:
            tell()
        else:
            self._held.append(tell)

    def come(self) -> None:
        """Captions can come."""
        self._has_come = True
        while self._held:
            self._held.pop(0)()


class Result:
    """Hears everything that the engines of one lane say; a `Listener`.

    Args:
        session: The library's entry of this session.
        recorder: Who keeps it.
        edits: What the user did to it.
        observer: Who shows it.
        teller: Who tells how it stands.
        signal: Told what happens to the session.
        beginning: That of the session, for all of its lanes.
        lane: Where it was said.

    Attributes:
        billed_s: Seconds of billed connection so far.
        last_information: What a service said last about a connection.
        words_until_ms: Up to which session time there are words.
        echoes: What tells the others' words in the microphone from the user's own.
        speakers: Who names the speaker of each utterance before it is kept; None for nobody.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        session: Session,
        recorder: Recorder,
        edits: Edits,
        observer: Observer,
        teller: Teller,
        signal: Callable[[Signal], None],
        *,
        beginning: Beginning,
        lane: Lane = Lane.ONLY,
    ) -> None:
        self.billed_s = 0.0
        self.last_information: SessionInformation | None = None
        self.words_until_ms = 0
        self.speakers: Speakers | None = None
        self.echoes = Echoes()
        self._own: dict[int, tuple[int, ...]] = {}
        self._session = session
        self._recorder = recorder
        self._edits = edits
        self._observer = observer
        self._teller = teller
        self._signal = signal
        self._beginning = beginning
        self._lane = lane
        self._language = Language()

    def opened(self, opened: Opened) -> None:
        """An engine captions what is said from here on."""
        self._observer.session_opened(self._session, replace(opened, lane=self._lane))
        self._signal(Signal.OPENED)
        self._beginning.come()

    def partial(self, partial: Partial) -> None:
        """An open utterance reads like this now."""
        if self._lane is Lane.OTHERS:
            self.echoes.others(partial.words, final=False)
        if self._lane is Lane.YOU:
            partial = self._without_echo(partial)
        self._teller.words()
        if partial.words:
            self.words_until_ms = max(self.words_until_ms, partial.words[-1].end_ms)
        if self.speakers is None:
            self.show(partial)
        else:
            self.speakers.partial(partial)

    def show(self, partial: Partial) -> None:
        """Show an open utterance."""
        self._observer.partial(self._edits.open(replace(partial, lane=self._lane)))

    def final(self, final: Final, engine: str) -> None:
        """An utterance is finished."""
        if self._lane is Lane.OTHERS and not final.amends:
            self.echoes.others(final.words, final=True)
        if self._lane is Lane.YOU:
            said = self._said_by_user(final)
            if said is None:
                self.partial(Partial(turn=final.turn, words=()))
                return
            final = said
        self._teller.words()
        if engine == HERE and not final.crowd:
            self._hear_language(final.words)
        self.words_until_ms = max(self.words_until_ms, final.end_ms)
        if self.speakers is None:
            self.keep(final, engine)
        else:
            self.speakers.final(final, engine)

    def keep(self, final: Final, engine: str) -> None:
        """Put an utterance on disk and show it."""
        segment = Segment(
            turn=final.turn,
            start_ms=final.start_ms,
            end_ms=final.end_ms,
            text=final.text,
            words=final.words,
            speaker="" if self._lane is Lane.YOU else final.speaker or "",
            engine=engine,
            lane=self._lane,
        )
        kept = self._edits.kept(segment)
        if kept is None:
            return
        if final.amends:
            self._recorder.amendment(kept)
        else:
            self._recorder.segment(kept)

    def _without_echo(self, partial: Partial) -> Partial:
        own = self.echoes.own(partial.words)
        words = tuple(partial.words[place] for place in own)
        return replace(partial, words=words, agreed=sum(place < partial.agreed for place in own))

    def _said_by_user(self, final: Final) -> Final | None:
        """What of it is no echo; a twin keeps the same words."""
        if not final.amends:
            self._own[final.turn] = self.echoes.own(final.words)
            while len(self._own) > REMEMBERED:
                del self._own[next(iter(self._own))]
        own = self._own.get(final.turn, ())
        if len(own) == len(final.words):
            return final
        words = tuple(final.words[place] for place in own if place < len(final.words))
        text = " ".join(word.text for word in words)
        return replace(final, words=words, text=text) if words else None

    def sound(self, segment: Segment) -> None:
        """A sound is told in words."""
        kept = self._edits.kept(replace(segment, lane=self._lane))
        if kept is not None:
            self._recorder.segment(kept)

    def behind(self, ms: int) -> None:
        """This computer is so far behind what is said."""
        self._teller.late(ms)

    def doubted(self, words: tuple[Word, ...]) -> None:
        """This computer read something and does not believe it: it may be no English."""
        self._teller.words()
        self._hear_language(replace(word, confidence=0.0) for word in words)

    def _hear_language(self, words: Iterable[Word]) -> None:
        self._language.hear(words)
        self._teller.language(english=not self._language.is_doubted)

    def lost(self, gap: Gap) -> None:
        """A stretch was not heard, or will not be captioned."""
        if gap.kind is GapKind.PAUSED and self._lane is Lane.YOU:
            return  # the others' lane tells that nothing at all was heard
        if gap.kind is not GapKind.PAUSED:
            gap = replace(gap, lane=self._lane)
        self._beginning.await_it(lambda: self._tell_lost(gap))

    def _tell_lost(self, gap: Gap) -> None:
        self._recorder.gap(gap)
        self._teller.hole(gap)

    def forget(self, start_ms: int, end_ms: int) -> None:
        """A stretch is off the record: no word of it is held in memory."""
        if self.speakers is not None:
            self.speakers.strike(start_ms, end_ms)

    def back(self) -> None:
        """The service captions again."""
        self._teller.back()

    def trouble(self, error: CaptionerError) -> None:
        """Something failed; captions go on."""
        self._observer.error(error)

    def billed(self, seconds: float) -> None:
        """A connection was open this long."""
        self.billed_s += seconds

    def information(self, information: SessionInformation) -> None:
        """What a service said at the end of a connection."""
        self.last_information = information

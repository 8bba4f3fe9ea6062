"""Two engines, one seam: a service, and this computer for when it is out of reach.

What is said now comes first. A short cut is replayed to the next connection. After a
longer one the next connection hears what is said now, and what was missed is filled in
at its place. Who recognises which stretch is decided in `_decide` and in `ready`.
"""

import asyncio
from collections.abc import Callable

from captioner.app.recognition.absence import PATIENCE_S, REPLAYED, Absence
from captioner.app.recognition.concessions import Concessions
from captioner.app.recognition.farewell import Farewell
from captioner.app.recognition.filling import Filling
from captioner.app.recognition.lane import Build, Lane
from captioner.app.recognition.lanes import Lanes
from captioner.app.recognition.link import Service
from captioner.app.recognition.listener import Listener
from captioner.app.recognition.pace import Pace
from captioner.app.recognition.standing import Standing, captioned_here
from captioner.app.recognition.stretches import Stretches
from captioner.app.recognition.timers import Timers
from captioner.app.sound import Sound
from captioner.core.audio import RATE
from captioner.core.errors import (
    CaptionerError,
    LinkTooSlow,
    NetworkError,
    RequestRefused,
    ServiceError,
)
from captioner.core.events import Event
from captioner.core.link import Link
from captioner.core.status import Condition
from captioner.core.stretch import Stretch
from captioner.engines.base import Configure, Control

BOUNDARY_S = 10.0
"""How long a hand-over waits for the end of an utterance."""

START_S = 10.0
"""A session that nothing could open by then does not start."""

LOCAL_TRIES = 3
_SLOW = "The network is too slow for the service."
_AGAIN = "Captioner tries again by itself."


class Fallback:
    """Recognises one session with a service and, if it may, with this computer.

    Args:
        service: Builds the service's engine for one connection.
        local: Builds this computer's engine.
        sound: The session's sound.
        listener: Who is told what was recognised.
        clock: Monotonic seconds.
        chance: Gives numbers from 0 up to 1.
        concessions: What `service` asks less for than the settings say.
        fall_back: Whether this computer takes over by itself, not only when the user asks.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        service: Build,
        local: Build,
        sound: Sound,
        listener: Listener,
        clock: Callable[[], float],
        chance: Callable[[], float],
        *,
        concessions: Concessions,
        fall_back: bool = True,
    ) -> None:
        self._stays_here = False
        self._offered = local
        self._build_local: Build | None = local if fall_back else None
        self._sound = sound
        self._listener = listener
        self._concessions = concessions
        self._pace = Pace(clock)
        self._timers = Timers()
        self._absence = Absence(sound, clock)
        self._lanes = Lanes(sound, listener, self, self._ended, clock)
        self._build_service = service
        self._service = Service(lambda: self._lanes.start(service), self._wants_service, chance)
        self._stretches = Stretches(sound, listener)
        self._filling = Filling(self._lanes, self._stretches, self._timers, clock, self._decide)
        self._farewell = Farewell(
            self._lanes, self._stretches, self._timers, clock, self._take_over, self._give_up
        )
        self._here: Lane | None = None
        self._local_failures = 0
        self._waiting: Lane | None = None
        self._start_check: asyncio.TimerHandle | None = None
        self._opened_once = False
        self._finishing = False
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def run(self) -> None:
        """Recognise until `finish`, and then until all that was heard is dealt with.

        Raises:
            CaptionerError: Nothing can caption this session, or not any more.
        """
        try:
            await self._over
        finally:
            self._service.close()
            self._timers.close()
            await self._lanes.close()

    def listen(self, *, partials: bool) -> None:
        """Recognise what is said from now on."""
        self._stretches.add(Stretch(self._sound.end, partials=partials))
        self._absence.begin()
        self._service.connect()
        self._timers.later(PATIENCE_S, self._decide)
        self._start_check = self._timers.later(START_S, self._check_start)
        self._decide()

    def rest(self) -> None:
        """Nothing more is said for now: finish what was heard, and close the connection."""
        if self._start_check is not None:
            self._start_check.cancel()
        self._stretches.end()
        if self._waiting is not None:
            self._waiting.leave()
            self._waiting = None
        self._sound.tell()
        self._decide()

    def finish(self, within_s: float | None = None) -> None:
        """Nothing more will be said; what is recognised already goes on to its end.

        May be called again, in more of a hurry.

        Args:
            within_s: After this what nobody recognised is lost; None for as long as
                somebody is at work on it.
        """
        self._finishing = True
        self.rest()
        if within_s is None:
            self._farewell.wait()
        else:
            self._farewell.hurry(within_s)

    def wish(self, control: Control) -> None:
        """Pass on a wish: settings to every engine, the rest to the one that captions now."""
        captioning = self._lanes.on(self._stretches.live)
        for lane in self._lanes:
            if isinstance(control, Configure):
                remote = lane.build is self._build_service
                asked = self._concessions.applied(control.settings)
                lane.wish(Configure(asked) if remote else control)
            elif lane is captioning:
                lane.wish(control)

    def stay_here(self) -> None:
        """The user wants this computer to caption the rest of the session."""
        self._stays_here, self._build_local = True, self._offered
        self._hang_up()

    def woke(self) -> None:
        """The computer was asleep: no connection outlives that."""
        self._cut(0.0)
        self._hang_up()

    def dropped(self, start: int, end: int) -> None:
        """The sound between two positions was thrown away: too much of it waited."""
        self._stretches.dropped(start, end)

    def standing(self) -> Standing | None:
        """What there is to say about the link; None if all is as it should be."""
        live = self._stretches.live
        captioning = self._lanes.on(live)
        if live is not None and captioning is None:
            kept = (self._sound.end - live.covered) // RATE
            noticed = self._absence.is_noticed
            return Standing(Condition.OFFLINE, kept, self._absence.since) if noticed else None
        if captioning is not None and captioning is self._here and not self._stays_here:
            return captioned_here(self._service.error, self._absence.since)
        if captioning is not None and captioning is self._service.lane and self._pace.late_s:
            return Standing(Condition.LINK_SLOW, self._pace.late_s)
        missing = self._stretches.missing()
        filling = self._filling.lane is not None and missing > 0
        return Standing(Condition.FILLING_IN, max(1, missing // RATE)) if filling else None

    def ready(self, lane: Lane) -> None:
        """An engine asks for its first sound."""
        if lane is self._service.successor:
            self._hand_over_soon(lane)
        elif lane is self._service.lane:
            self._opened_once = True
            self._service.opened()
            self._assign(lane)

    def said(self, lane: Lane, event: Event) -> None:
        """An engine said something, and it has been passed on."""
        if lane.build is self._build_service:
            self._service.said(lane, event)
            self._farewell.said()
            self._keep_pace(lane)
        self._stretches.release()
        self._hand_over_at_boundary()

    def _keep_pace(self, lane: Lane) -> None:
        """Leave a connection that takes the sound slower than it comes.

        The next one carries half as much. If that is still too slow this computer takes
        over, and the service is asked again later; where it cannot, late is better than never.
        """
        live = self._stretches.live
        if live is None or self._lanes.on(live) is not lane or not self._sound.live:
            return
        if not self._pace.too_slow(lane, self._sound.end - self._sound.reached):
            return
        lighter = self._concessions.lighten()
        if not lighter and self._build_local is None:
            return
        self._cut(0.0 if lighter else PATIENCE_S, self._sound.reached)
        self._drop_connections()
        again_s = 0.0 if lighter else self._pace.again_s()
        self._service.left(LinkTooSlow(_SLOW, _AGAIN, retry_after_s=again_s))
        self._decide()

    def _hang_up(self) -> None:
        """Drop every connection; if the service is still wanted the next one is opened."""
        self._drop_connections()
        self._service.cut()
        self._decide()

    def _drop_connections(self) -> None:
        for lane in self._lanes:
            if lane.build is self._build_service:
                self._lanes.drop(lane)
        if self._filling.lane is not None and self._filling.lane.has_left:
            self._filling.lane = None
        self._waiting = None

    def _assign(self, lane: Lane) -> None:
        """A connection is open: let it hear what matters most."""
        live = self._stretches.live
        captioning = self._lanes.on(live)
        if live is None:
            hole = self._filling.hole
            if hole is None:
                lane.leave()
            else:
                lane.take(hole)
        elif captioning is not None:
            self._hand_over_soon(lane)
        elif self._absence.may_replay(live.needs_from):
            lane.take(live)
            self._tell_back()
        else:
            self._split(live, lane)
        self._absence.opened()
        self._decide()

    def _hand_over_soon(self, lane: Lane) -> None:
        """Let `lane` go on from whoever captions now, at the end of an utterance."""
        live = self._stretches.live
        captioning = self._lanes.on(live)
        if live is None or captioning is None:
            return
        if self._sound.end - captioning.heard > REPLAYED and captioning is self._here:
            self._split(live, lane)
            return
        self._waiting = lane
        self._timers.later(BOUNDARY_S, lambda: self._hand_over_now(lane))
        self._hand_over_at_boundary()

    def _hand_over_at_boundary(self) -> None:
        live, lane = self._stretches.live, self._waiting
        if live is None or lane is None or live.open_ms is not None:
            return
        self._waiting = None
        captioning = self._lanes.on(live)
        if captioning is not None and captioning is self._here:
            self._here = None
            self._lanes.drop(captioning)
            self._tell_back()
        elif captioning is not None:
            captioning.leave()
        self._succeed(lane)
        lane.take(live)
        self._decide()

    def _hand_over_now(self, lane: Lane) -> None:
        """No utterance ended for long: hand over in the middle of one."""
        live = self._stretches.live
        if live is not None and lane is self._waiting:
            self._waiting = None
            self._split(live, lane)

    def _split(self, live: Stretch, lane: Lane) -> None:
        """Let `lane` caption what is said from now on; what is before that is filled in."""
        captioning = self._lanes.on(live)
        if captioning is not None and captioning is self._here:
            self._here, self._filling.lane = None, captioning
        stretch = live.split(self._sound.end)
        self._stretches.add(stretch)
        self._succeed(lane)
        lane.take(stretch)
        self._tell_back()
        self._decide()

    def _succeed(self, lane: Lane) -> None:
        if lane is self._service.successor:
            self._service.succeeded_by(lane)

    def _ended(self, lane: Lane, error: Exception | None) -> None:
        """A lane came to its end by itself."""
        if error is not None and not isinstance(error, CaptionerError):
            self._fail(error)
            return
        if isinstance(error, RequestRefused):
            error = self._asked_for_less(error)
        self._note_end(lane, error)
        self._here = None if lane is self._here else self._here
        self._filling.lane = None if lane is self._filling.lane else self._filling.lane
        self._service.ended(lane, error)
        if self._waiting in (lane, self._service.lane):
            waiting, self._waiting = self._waiting, None
            if waiting is not None and waiting is not lane:
                self._assign(waiting)
        self._decide()

    def _asked_for_less(self, refusal: RequestRefused) -> CaptionerError:
        """The error to go on with: one that is tried again if something can be left out."""
        if not self._concessions.withdraw(refusal.setting):
            if not self._concessions.drop(refusal.setting):
                return refusal
            self._listener.trouble(refusal)
        return ServiceError(refusal.title, refusal.advice)

    def _note_end(self, lane: Lane, error: CaptionerError | None) -> None:
        if lane.build is not self._build_service:
            self._local_ended(error)
        elif error is not None and lane.stretch is not None:
            if lane is self._service.lane:
                self._cut(error.silent_s)
            if lane.stretch.end is not None and self._build_local is None:
                self._filling.failed(lane, lane.stretch, error)

    def _cut(self, silent_s: float, position: int | None = None) -> None:
        """The link is gone; the last sign of life was `silent_s` ago, at this sample."""
        self._absence.cut(silent_s, position)
        self._timers.later(PATIENCE_S - silent_s, self._decide)

    def _local_ended(self, error: CaptionerError | None) -> None:
        """This computer's recogniser came to its end; one that keeps breaking is given up."""
        self._local_failures = 0 if error is None else self._local_failures + 1
        if error is None or self._build_local is None:
            return
        if not error.retry or self._local_failures >= LOCAL_TRIES:
            self._build_local, self._stays_here = None, False
            self._listener.trouble(error)
            if self._wants_service():  # whatever was wrong with it, nobody else is left
                self._service.connect()

    def _decide(self) -> None:
        """Give every stretch that needs one a recogniser, what is said now first."""
        if self._over.done():
            return
        for done in self._stretches.holes:
            if done.is_done and self._lanes.on(done) is None:
                self._stretches.done(done)
        live = self._stretches.live
        if live is not None and self._lanes.on(live) is None and self._is_away():
            self._caption_here(live)
        hole = self._filling.due
        if hole is not None:
            self._fill_in(hole)
        if self._wants_service():
            self._service.want()
        self._stretches.release()
        if self._finishing and not self._stretches and not self._over.done():
            self._over.set_result(None)

    def _caption_here(self, live: Stretch) -> None:
        """Let this computer caption what is said now."""
        if self._build_local is not None:
            self._here = self._lanes.start(self._build_local, live)
            self._absence.told()
        elif self._service.state is Link.REFUSED and self._service.error is not None:
            self._fail(self._service.error)

    def _fill_in(self, hole: Stretch) -> None:
        if self._build_local is not None:
            if self._service.state is not Link.CONNECTING or self._is_away():
                self._filling.start(self._build_local, hole)
        elif self._service.state is Link.OPEN and self._stretches.live is not None:
            self._filling.start(self._build_service, hole)
        elif self._service.state is Link.REFUSED and self._service.error is not None:
            self._fail(self._service.error)

    def _wants_service(self) -> bool:
        if self._stays_here or self._service.state is Link.REFUSED:
            return False
        return self._stretches.live is not None or (
            self._build_local is None and self._filling.hole is not None
        )

    def _is_away(self) -> bool:
        error = self._service.error
        doubted = error is not None and not error.retry  # asked again, but not waited for
        refused = doubted or self._service.state is Link.REFUSED
        return self._stays_here or refused or self._absence.is_long

    def _tell_back(self) -> None:
        """The service captions again; worth a word if its absence was told."""
        if self._absence.over():
            self._listener.back()

    def _check_start(self) -> None:
        error = self._service.error
        if self._stretches.live is None or self._opened_once or self._build_local is not None:
            return
        self._fail(error or NetworkError("The service does not answer.", "Check your network."))

    def _take_over(self) -> None:
        """A deaf service gives no last words: this computer does, while there is time."""
        if self._build_local is not None:
            self._hang_up()

    def _give_up(self) -> None:
        error = self._service.error
        self._lose_the_rest(error)
        if error is not None and self._stretches:
            self._fail(error)
        elif not self._over.done():
            self._over.set_result(None)

    def _fail(self, error: Exception) -> None:
        self._lose_the_rest(error if isinstance(error, CaptionerError) else None)
        if not self._over.done():
            self._over.set_exception(error)

    def _lose_the_rest(self, error: CaptionerError | None) -> None:
        self._lanes.drop_all()
        self._stretches.lose_all(error)

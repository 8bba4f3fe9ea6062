"""Carries out who recognises which stretch of a session, as `core.plan` decides it.

Whatever happens (an engine is ready, says something, breaks; a timer; the user) changes how
the session stands; then the plan is asked, and its steps are taken until there are none.
"""

import asyncio
from collections.abc import Callable, Iterator

from captioner.app.recognition.absence import Absence
from captioner.app.recognition.concessions import Concessions
from captioner.app.recognition.farewell import PATIENCE_S as FAREWELL_S
from captioner.app.recognition.farewell import Farewell
from captioner.app.recognition.here import Here
from captioner.app.recognition.link import LinkDriver
from captioner.app.recognition.listener import Listener
from captioner.app.recognition.pace import Pace
from captioner.app.recognition.shift import Build, Shift
from captioner.app.recognition.shifts import Shifts
from captioner.app.recognition.standing import Standing, captioned_here
from captioner.app.recognition.steps import Steps
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
from captioner.core.plan import BOUNDARY_S, PATIENCE_S, START_S, Role, Snapshot, Step, decide
from captioner.core.status import Condition
from captioner.core.stretch import Stretch
from captioner.engines.base import Configure, Control

_SLOW = "The network is too slow for the service."
_AGAIN = "Captioner tries again by itself."


class Recognition:
    """Recognises one session, with a service, with this computer, or with both.

    Args:
        service: Builds the service's engine for one connection; None without one.
        here: This computer's recogniser, or whatever else needs no service.
        sound: The session's sound.
        listener: Who is told what was recognised.
        clock: Monotonic seconds.
        chance: Gives numbers from 0 up to 1.
        concessions: What `service` asks less for than the settings say.
        numbers: Gives turns' numbers that are unique in the session.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        service: Build | None,
        here: Here,
        sound: Sound,
        listener: Listener,
        clock: Callable[[], float],
        chance: Callable[[], float],
        *,
        concessions: Concessions,
        numbers: Iterator[int] | None = None,
    ) -> None:
        self._service = service
        self._here = here
        self._sound = sound
        self._listener = listener
        self._clock = clock
        self._concessions = concessions
        self._pace = Pace(clock)
        self._timers = Timers()
        self._absence = Absence(sound, clock)
        self._stretches = Stretches(sound, listener)
        self._shifts = Shifts(sound, listener, self, self._ended, clock, numbers)
        self._link = LinkDriver(self._shifts, lambda: self._steps.dial(), self._go_on, chance)
        self._farewell = Farewell(
            self._shifts, self._stretches, self._timers, clock, self._take_over, self._give_up
        )
        self._wants_service = service is not None
        self._started = self._finishing = False
        self._fill_after = clock()
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._steps = Steps(self._shifts, self._stretches, self._link, here.build, service)

    async def run(self) -> None:
        """Recognise until `finish`, and then until all that was heard is dealt with; once only.

        Cancelled, it ends every shift at once; what nobody recognised is not told as lost.

        Raises:
            CaptionerError: Nothing can caption this session, or not any more.
        """
        try:
            await self._over
        finally:
            self._link.close()
            self._timers.close()
            await self._shifts.close()

    def listen(self, *, partials: bool) -> None:
        """Recognise what is said from now on; what was said before goes on beside it.

        Called again without `rest` it begins anew from here, after `finish` it does nothing.
        """
        if self._finishing:
            return
        self._stretches.end()
        self._stretches.add(Stretch(self._sound.end, partials=partials))
        self._absence.begin()
        self._link.hurry()
        self._timers.later(PATIENCE_S, self._go_on)
        self._timers.later(START_S, self._go_on)
        self._go_on()

    def rest(self) -> None:
        """Nothing more is said for now: finish what was heard, and close the connection.

        Called again before `listen`, it changes nothing.
        """
        self._stretches.end()
        self._sound.tell()
        self._go_on()

    def finish(self, within_s: float | None = None) -> None:
        """Nothing more will be said; what is recognised already goes on to its end.

        May be called again, in more of a hurry: the shorter time counts.

        Args:
            within_s: After this what nobody recognised is lost; None for as long as
                somebody is at work on it, and a long time no longer than that either.
        """
        self._finishing = True
        self.rest()
        if within_s is None or within_s > FAREWELL_S:
            self._farewell.wait()
        if within_s is not None:
            self._farewell.hurry(within_s)

    def leave_absent(self) -> None:
        """The user waits for the end: try the service once more, but not for long."""
        self._link.hurry()
        self._farewell.leave_absent()
        self._go_on()

    def wish(self, control: Control) -> None:
        """Pass on a wish: settings to every engine, the rest to the one that captions now.

        Without one that captions, the rest is nobody's and forgotten.
        """
        captioning = self._steps.captioning
        for shift in self._shifts:
            if isinstance(control, Configure):
                asked = self._concessions.applied(control.settings)
                shift.wish(Configure(asked) if shift.build is self._service else control)
            elif shift is captioning:
                shift.wish(control)

    def stay_here(self) -> None:
        """The user wants this computer to caption the rest of the session.

        Called again it gives a recogniser that broke another chance.
        """
        self._wants_service = False
        self._here.want()
        self._hang_up()

    def woke(self) -> None:
        """The computer was asleep: no connection outlives that. Twice is as once."""
        self._cut(0.0)
        self._hang_up()

    def dropped(self, start: int, end: int) -> None:
        """The sound between two positions was thrown away: too much of it waited."""
        self._stretches.dropped(start, end)

    def standing(self) -> Standing | None:
        """What there is to say about the link; None if all is as it should be."""
        live, captioning = self._stretches.live, self._steps.captioning
        if live is not None and self._wants_service:
            if captioning is None:
                kept = (self._sound.end - live.covered) // RATE
                noticed = self._absence.is_noticed
                return Standing(Condition.OFFLINE, kept, self._absence.since) if noticed else None
            if captioning.role is Role.HERE:
                return captioned_here(self._link.error, self._absence.since)
            if self._pace.late_s:
                return Standing(Condition.LINK_SLOW, self._pace.late_s)
        missing = self._stretches.missing()
        filling = self._shifts.having(Role.FILLS) is not None and missing > 0
        return Standing(Condition.FILLING_IN, max(1, missing // RATE)) if filling else None

    def ready(self, shift: Shift) -> None:
        """An engine asks for its first sound."""
        self._started = True
        if shift.role is Role.WAITS:
            self._link.opened()
            self._timers.later(BOUNDARY_S, self._go_on)
            self._go_on()

    def said(self, shift: Shift, event: Event) -> None:
        """An engine said something, and it has been passed on."""
        if shift.build is self._service:
            self._link.said(shift, event)
            self._farewell.said()
            self._keep_pace(shift)
        if self._shifts.having(Role.WAITS) is not None:  # for the end of this utterance, perhaps
            self._go_on()
        self._stretches.release()

    def _go_on(self) -> None:
        """Do what the plan says."""
        self._forget_what_is_done()
        while not self._over.done() and (steps := decide(self._snapshot())):
            for step in steps:
                self._carry_out(step)
        self._stretches.release()

    def _carry_out(self, step: Step) -> None:
        if step is Step.FAIL:
            error = self._link.error or self._here.broken
            self._fail(error or NetworkError("The service does not answer."))
        elif step is Step.END:
            self._over.set_result(None)
        else:
            self._steps.carry_out(step)
        if step is Step.CAPTION_HERE:
            self._absence.told()
        elif step is Step.TAKE and self._absence.over():
            self._listener.back()

    def _forget_what_is_done(self) -> None:
        for hole in self._stretches.holes:
            if hole.is_done and self._shifts.on(hole) is None:
                self._stretches.done(hole)

    def _snapshot(self) -> Snapshot:
        live, hole, now = self._stretches.live, self._steps.hole, self._clock()
        shift, waiting = self._steps.captioning, self._shifts.having(Role.WAITS)
        ready_at = None if waiting is None else waiting.ready_at
        filling = self._shifts.having(Role.FILLS) is not None
        return Snapshot(
            said=live is not None,
            heard_by=None if shift is None else shift.role,
            open=live is not None and live.open_ms is not None,
            behind=0 if shift is None else self._sound.end - shift.heard,
            unheard=0 if live is None else self._sound.end - live.needs_from,
            cut=self._absence.samples,
            first=self._absence.first,
            waits_s=None if ready_at is None else now - ready_at,
            link=self._link.state,
            service=self._wants_service,
            doubted=self._link.doubted,
            silent_s=self._absence.seconds,
            expiring=self._link.expiring,
            able=self._here.able,
            busy=self._shifts.having(Role.HERE) is not None,
            missing=hole is not None,
            due=hole is not None and not filling and now >= self._fill_after,
            started=self._started,
            done=self._finishing and not self._stretches,
        )

    def _keep_pace(self, shift: Shift) -> None:
        """Leave a connection that takes the sound slower than it comes.

        The next one carries half as much. If that is still too slow this computer takes
        over, and the service is asked again later; where it cannot, late is better than never.
        """
        if shift is not self._steps.captioning or not self._sound.live:
            return
        if not self._pace.too_slow(shift, self._sound.end - self._sound.reached):
            return
        lighter = self._concessions.lighten()
        if not lighter and not self._here.able:
            return
        self._cut(0.0 if lighter else PATIENCE_S, self._sound.reached)
        self._drop_connections()
        again_s = 0.0 if lighter else self._pace.again_s()
        self._link.broke(LinkTooSlow(_SLOW, _AGAIN, retry_after_s=again_s))
        self._go_on()

    def _hang_up(self) -> None:
        """Drop every connection; if the service is still wanted the next one is opened."""
        self._drop_connections()
        self._link.cut()
        self._go_on()

    def _drop_connections(self) -> None:
        for shift in self._shifts:
            if shift.build is self._service:
                self._shifts.drop(shift)

    def _ended(self, shift: Shift, role: Role | None, error: Exception | None) -> None:
        """A shift came to its end by itself."""
        if error is not None and not isinstance(error, CaptionerError):
            self._fail(error)
            return
        if role is not None and shift.build is self._service:
            self._connection_ended(shift, role, error)
        elif role is not None:
            self._here_ended(shift, error)
        self._go_on()

    def _connection_ended(self, shift: Shift, role: Role, error: CaptionerError | None) -> None:
        if isinstance(error, RequestRefused):
            error = self._asked_for_less(error)
        if error is not None and role is Role.SERVICE:
            self._cut(error.silent_s)
        hole = shift.stretch
        if error is not None and hole in self._stretches.holes and not self._here.able:
            again_s = self._stretches.failed(hole, error, given=shift.ear.position)
            self._fill_after = self._clock() + again_s
            self._timers.later(again_s, self._go_on)
        if role is not Role.FILLS:
            self._link.ended(role, error)

    def _asked_for_less(self, refusal: RequestRefused) -> CaptionerError:
        """The error to go on with: one that is tried again if something can be left out."""
        if not self._concessions.withdraw(refusal.setting):
            if not self._concessions.drop(refusal.setting):
                return refusal
            self._listener.trouble(refusal)
        return ServiceError(refusal.title, refusal.advice)

    def _here_ended(self, shift: Shift, error: CaptionerError | None) -> None:
        given_up = self._here.ended(error, gained=shift.gained)
        if given_up and error is not None and self._service is not None:
            self._listener.trouble(error)
            self._wants_service = True  # whatever was wrong with it, nobody else is left
            self._link.hurry()

    def _cut(self, silent_s: float, position: int | None = None) -> None:
        """The link is gone; the last sign of life was `silent_s` ago, at this sample."""
        self._absence.cut(silent_s, position)
        self._timers.later(PATIENCE_S - silent_s, self._go_on)

    def _take_over(self) -> None:
        """A deaf service gives no last words: this computer does, while there is time."""
        if self._here.able:
            self._hang_up()

    def _give_up(self, error: CaptionerError | None) -> None:
        error = self._link.error or error
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
        self._shifts.drop_all()
        self._stretches.lose_all(error)

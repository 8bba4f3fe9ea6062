"""The link to a service: what `core.link` says becomes of it, with its shifts and timers."""

import asyncio
from collections.abc import Callable

from captioner.app.recognition.shift import Shift
from captioner.app.recognition.shifts import Shifts
from captioner.core.errors import CaptionerError
from captioner.core.events import Event, Final, Opened, Partial
from captioner.core.link import Link, LinkSignal, step_link
from captioner.core.plan import Role
from captioner.core.retry import Retry

RENEW_S = 60.0
"""So long before the service ends a connection the next one is opened."""

RENEW_AGAIN_S = 10.0


class LinkDriver:
    """At most one connection that captions, and one that waits to take over.

    Args:
        shifts: Has them.
        dial: Starts a shift that opens a connection.
        changed: Called when a timer has changed how the link stands.
        chance: Gives numbers from 0 up to 1.

    Attributes:
        state: Where the link stands.
        error: Why it is not open.
    """

    def __init__(
        self,
        shifts: Shifts,
        dial: Callable[[], None],
        changed: Callable[[], None],
        chance: Callable[[], float],
    ) -> None:
        self.state = Link.AWAY
        self.error: CaptionerError | None = None
        self._dial = dial
        self._shifts = shifts
        self._changed = changed
        self._retry = Retry(chance)
        self._expiring = False
        self._next_try: asyncio.TimerHandle | None = None
        self._renewal: asyncio.TimerHandle | None = None

    @property
    def doubted(self) -> bool:
        """Whether the service said no, and is asked again nevertheless."""
        return self.error is not None and not self.error.retry

    @property
    def expiring(self) -> bool:
        """Whether the connection ends soon and no other one waits."""
        return self._expiring and self._shifts.having(Role.WAITS) is None

    def connect(self) -> None:
        """Open a connection; beside another one if there is one."""
        self._expiring = False
        if self.state is Link.AWAY:
            self._step(LinkSignal.CONNECT)
        self._dial()

    def hurry(self) -> None:
        """Wait no longer before the next try; nothing if no try is waited for."""
        _cancel(self._next_try)
        if self.state is Link.CUT:
            self._step(LinkSignal.CLOSED)

    def opened(self) -> None:
        """A connection asks for sound."""
        self.error = None
        self._retry.accepted()
        self._step(LinkSignal.OPENED)

    def took(self, shift: Shift) -> None:
        """This connection captions from now on."""
        if shift.opened is not None and shift.opened.expires_in_s is not None:
            left = shift.opened.expires_in_s
            self._renew_in(left - RENEW_S if left > 2 * RENEW_S else left / 2)

    def said(self, shift: Shift, event: Event) -> None:
        """A connection said something."""
        if isinstance(event, Partial | Final):
            self._retry.succeeded()
        if isinstance(event, Opened) and shift.role is Role.SERVICE:
            self.took(shift)

    def ended(self, role: Role, error: CaptionerError | None) -> None:
        """A connection that had this role, or an attempt at one, is over."""
        if role is Role.WAITS and self._shifts.having(Role.SERVICE) is not None:
            if error is None or error.retry:  # a refusal is met when this connection ends
                self._renew_in(RENEW_AGAIN_S)
        elif error is not None:
            self.broke(error)
        else:
            self.closed()

    def closed(self) -> None:
        """The connection came to its end in order."""
        self._stop_renewing()
        self._step(LinkSignal.CLOSED)
        self._go_on_with_the_next()

    def broke(self, error: CaptionerError) -> None:
        """The connection broke, or was left because of this error."""
        self._stop_renewing()
        self.error = error
        delay = self._retry.after(error)
        if self._shifts.having(Role.WAITS) is not None:
            self._step(LinkSignal.BROKE)
            self._go_on_with_the_next()
        elif delay is None:
            self._step(LinkSignal.REFUSED)
        else:
            self._step(LinkSignal.BROKE)
            self._next_try = asyncio.get_running_loop().call_later(delay, self._try_again)

    def cut(self) -> None:
        """All connections were dropped, without a fault of theirs: the next may be opened."""
        self.close()
        if self.state in (Link.CONNECTING, Link.OPEN, Link.CUT):
            self._step(LinkSignal.CLOSED)

    def close(self) -> None:
        """Try no more; safe to call twice."""
        _cancel(self._next_try)
        self._stop_renewing()

    def _go_on_with_the_next(self) -> None:
        waiting = self._shifts.having(Role.WAITS)
        if waiting is not None:
            self._step(LinkSignal.CONNECT)
            if waiting.ready_at is not None:
                self._step(LinkSignal.OPENED)

    def _try_again(self) -> None:
        self._step(LinkSignal.CLOSED)
        self._changed()

    def _renew_in(self, seconds: float) -> None:
        _cancel(self._renewal)
        self._renewal = asyncio.get_running_loop().call_later(seconds, self._renew)

    def _renew(self) -> None:
        self._expiring = True
        self._changed()

    def _stop_renewing(self) -> None:
        self._expiring = False
        _cancel(self._renewal)

    def _step(self, signal: LinkSignal) -> None:
        self.state = step_link(self.state, signal)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()

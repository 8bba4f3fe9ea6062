"""The link to a service: opened, opened again after a cut, renewed before it expires."""

import asyncio
from collections.abc import Callable

from captioner.app.recognition.lane import Lane
from captioner.core.errors import CaptionerError
from captioner.core.events import Event, Final, Opened, Partial
from captioner.core.link import Link, LinkSignal, step_link
from captioner.core.retry import Retry

RENEW_S = 60.0
"""So long before the service ends a connection the next one is opened."""

RENEW_AGAIN_S = 10.0


class Service:
    """At most one connection that captions, and one that is to follow it.

    Args:
        start: Starts a lane of the service's engine.
        wanted: Whether a connection is wanted now.
        chance: Gives numbers from 0 up to 1.

    Attributes:
        state: Where the link stands.
        lane: The connection, or the attempt at one.
        successor: The one that is to follow it.
        error: Why the link is not open.
    """

    def __init__(
        self, start: Callable[[], Lane], wanted: Callable[[], bool], chance: Callable[[], float]
    ) -> None:
        self.state = Link.AWAY
        self.lane: Lane | None = None
        self.successor: Lane | None = None
        self.error: CaptionerError | None = None
        self._start = start
        self._wanted = wanted
        self._retry = Retry(chance)
        self._next_try: asyncio.TimerHandle | None = None
        self._renewal: asyncio.TimerHandle | None = None

    def want(self) -> None:
        """Open a connection, unless there is one or one is waited for."""
        if self.state is Link.AWAY:
            self.connect()

    def connect(self) -> None:
        """Open a connection now, unless there is one or the service said no for good."""
        _cancel(self._next_try)
        if self.state in (Link.AWAY, Link.CUT):
            self._step(LinkSignal.CONNECT)
            self.lane = self._start()

    def opened(self) -> None:
        """The service asks for sound."""
        self.error = None
        self._retry.accepted()
        self._step(LinkSignal.OPENED)

    def said(self, lane: Lane, event: Event) -> None:
        """The service said something."""
        if isinstance(event, Partial | Final):
            self._retry.succeeded()
        if isinstance(event, Opened) and lane is self.lane and event.expires_in_s is not None:
            left = event.expires_in_s
            self._renew_in(left - RENEW_S if left > 2 * RENEW_S else left / 2)

    def succeeded_by(self, lane: Lane) -> None:
        """From now on the successor is the connection."""
        self.lane, self.successor = lane, None
        if lane.expires_in_s is not None:
            self.said(lane, Opened(engine=lane.engine, expires_in_s=lane.expires_in_s))

    def ended(self, lane: Lane, error: CaptionerError | None) -> None:
        """A connection, or an attempt at one, is over."""
        if lane is self.successor:
            self.successor = None
            if error is None or error.retry:  # a refusal is met when this connection ends
                self._renew_in(RENEW_AGAIN_S)
        elif lane is self.lane:
            self.lane = None
            _cancel(self._renewal)
            if error is None:
                self._step(LinkSignal.CLOSED)
            else:
                self._broke(error)

    def cut(self) -> None:
        """Connection and successor were dropped: the next one is opened at once."""
        self.lane = self.successor = None
        self.close()
        if self.state in (Link.CONNECTING, Link.OPEN):
            self._step(LinkSignal.BROKE)
        self._try_again()

    def left(self, error: CaptionerError) -> None:
        """Connection and successor were dropped because of this error."""
        self.lane = self.successor = None
        _cancel(self._renewal)
        self._broke(error)

    def close(self) -> None:
        """Try no more."""
        _cancel(self._next_try)
        _cancel(self._renewal)

    def _broke(self, error: CaptionerError) -> None:
        self.error = error
        delay = self._retry.after(error)
        if delay is None:
            self._step(LinkSignal.REFUSED)
            return
        self._step(LinkSignal.BROKE)
        if self.successor is not None:
            self._step(LinkSignal.CONNECT)
            self.lane, self.successor = self.successor, None
            if self.lane.ready_at is not None:
                self._step(LinkSignal.OPENED)
            return
        self._next_try = asyncio.get_running_loop().call_later(delay, self._try_again)

    def _try_again(self) -> None:
        if self._wanted():
            self.connect()
        elif self.state is Link.CUT:
            self._step(LinkSignal.CLOSED)

    def _renew_in(self, seconds: float) -> None:
        _cancel(self._renewal)
        self._renewal = asyncio.get_running_loop().call_later(seconds, self._renew)

    def _renew(self) -> None:
        if self.state is Link.OPEN and self.successor is None and self._wanted():
            self.successor = self._start()

    def _step(self, signal: LinkSignal) -> None:
        self.state = step_link(self.state, signal)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()

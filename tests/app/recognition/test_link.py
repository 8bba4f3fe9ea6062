"""The link's shifts and timers, with engines that open and break when they are told to."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from captioner.app.recognition.link import RENEW_AGAIN_S, RENEW_S, LinkDriver
from captioner.app.recognition.shift import Shift
from captioner.app.recognition.shifts import Shifts
from captioner.app.sound import Sound
from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError, KeyRefused, NetworkError
from captioner.core.events import Event, Opened
from captioner.core.link import Link
from captioner.core.plan import Role
from captioner.core.stretch import Stretch
from captioner.engines.base import AudioStream, Controls, Emit, Engine
from tests import virtual_time
from tests.app.recognition.test_shift import Told, partial

CUT = NetworkError("The connection was cut.", "Wait.")
REFUSED = KeyRefused("The service refused this key.", "Check it.")


class Connection:
    """An engine that asks for sound, says what it is told to, and ends as it is told to."""

    info = ENGINES["assemblyai"]

    def __init__(self) -> None:
        self.emit: Emit = lambda _: None
        self._ends: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        self.emit = emit
        asking = asyncio.ensure_future(audio.__anext__())
        try:
            await self._ends
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)

    def end(self, error: CaptionerError | None = None) -> None:
        if error is None:
            self._ends.set_result(None)
        else:
            self._ends.set_exception(error)


class Service(Told):
    """Owner of a link; it opens whatever is asked for and gives it what is said now."""

    def __init__(self) -> None:
        super().__init__()
        self.connections: list[Connection] = []
        self.changes: list[float] = []
        self.refuses: CaptionerError | None = None
        self.stretch = Stretch(0)
        clock = asyncio.get_running_loop().time
        self.shifts = Shifts(Sound(), self, self, self._ended, clock)
        self.link = LinkDriver(
            self.shifts, self._dial, lambda: self.changes.append(clock()), lambda: 1.0
        )

    def ready(self, shift: Shift) -> None:
        self.link.opened()

    def said(self, shift: Shift, event: Event) -> None:
        self.link.said(shift, event)

    async def open(self) -> Connection:
        """Another connection, asking for sound."""
        self.link.connect()
        await asyncio.sleep(0.01)
        return self.connections[-1]

    async def caption(self) -> Connection:
        """Another connection, captioning."""
        connection = await self.open()
        shift = self.shifts.having(Role.WAITS)
        assert shift is not None
        shift.role = Role.SERVICE
        shift.take(self.stretch)
        self.link.took(shift)
        return connection

    def _dial(self) -> None:
        self.shifts.start(self._build, Role.WAITS)

    async def _build(self) -> Engine:
        if self.refuses is not None:
            raise self.refuses
        self.connections.append(Connection())
        return self.connections[-1]

    def _ended(self, shift: Shift, role: Role | None, error: Exception | None) -> None:
        assert error is None or isinstance(error, CaptionerError)
        if role is not None:
            self.link.ended(role, error)


def run(main: Callable[[Service], Awaitable[None]]) -> None:
    async def whole() -> None:
        service = Service()
        await main(service)
        service.link.close()
        service.link.close()
        await service.shifts.close()

    virtual_time.run(whole())


async def later() -> None:
    await asyncio.sleep(0.01)


def test_it_opens_captions_and_closes() -> None:
    async def main(service: Service) -> None:
        assert service.link.state is Link.AWAY
        service.link.connect()
        assert service.link.state is Link.CONNECTING
        await later()
        assert service.link.state is Link.OPEN
        service.stretch.end = 0
        shift = service.shifts.having(Role.WAITS)
        assert shift is not None
        shift.role = Role.SERVICE
        shift.take(service.stretch)
        service.connections[0].end()
        await later()
        assert service.link.state is Link.AWAY

    run(main)


def test_what_broke_is_tried_again_later_each_time_until_words_come() -> None:
    async def main(service: Service) -> None:
        waited = []
        for _ in range(4):
            connection = await service.open()
            connection.end(CUT)
            broke = asyncio.get_running_loop().time()
            await later()
            assert service.link.state is Link.CUT
            assert service.link.error is CUT
            await asyncio.sleep(9)
            assert service.link.state is Link.AWAY
            waited.append(round(service.changes[-1] - broke, 2))
        assert waited == [0.25, 0.5, 1.0, 2.0]
        connection = await service.caption()
        assert service.link.error is None
        connection.emit(partial(0, "words"))
        connection.end(CUT)
        broke = asyncio.get_running_loop().time()
        await asyncio.sleep(9)
        assert round(service.changes[-1] - broke, 2) == 0.25

    run(main)


def test_a_refusal_at_the_start_is_final() -> None:
    async def main(service: Service) -> None:
        service.refuses = REFUSED
        service.link.connect()
        await asyncio.sleep(600)
        assert service.link.state is Link.REFUSED
        assert service.changes == []

    run(main)


def test_a_refusal_by_a_service_that_accepted_is_doubted() -> None:
    async def main(service: Service) -> None:
        connection = await service.caption()
        connection.end(REFUSED)
        await later()
        assert service.link.state is Link.CUT
        assert service.link.doubted
        await asyncio.sleep(9)
        await service.caption()
        assert not service.link.doubted

    run(main)


def test_hurrying_leaves_out_the_wait_and_does_nothing_without_one() -> None:
    async def main(service: Service) -> None:
        service.link.hurry()
        assert service.link.state is Link.AWAY
        connection = await service.caption()
        service.link.hurry()
        assert service.link.state is Link.OPEN
        connection.end(NetworkError("The service is full.", "Wait.", retry_after_s=60.0))
        await later()
        service.link.hurry()
        assert service.link.state is Link.AWAY
        await asyncio.sleep(100)
        assert service.changes == []

    run(main)


@pytest.mark.parametrize(
    ("expires_in_s", "renewed_s"), [(10_800.0, 10_800.0 - RENEW_S), (100.0, 50.0)]
)
def test_it_expires_in_time_for_the_next_one(expires_in_s: float, renewed_s: float) -> None:
    async def main(service: Service) -> None:
        connection = await service.caption()
        began = asyncio.get_running_loop().time()
        connection.emit(Opened(engine="assemblyai", expires_in_s=expires_in_s))
        assert not service.link.expiring
        await asyncio.sleep(expires_in_s)
        assert service.changes == [pytest.approx(began + renewed_s)]
        assert service.link.expiring
        await service.open()
        assert not service.link.expiring
        assert service.link.state is Link.OPEN

    run(main)


def test_one_that_opened_while_it_waited_expires_from_when_it_takes_over() -> None:
    async def main(service: Service) -> None:
        connection = await service.open()
        shift = service.shifts.having(Role.WAITS)
        assert shift is not None
        connection.emit(Opened(engine="assemblyai", expires_in_s=100.0))
        shift.role = Role.SERVICE
        service.link.took(shift)
        await asyncio.sleep(60)
        assert service.link.expiring

    run(main)


def test_a_next_one_that_fails_is_tried_again_but_not_one_that_is_refused() -> None:
    async def main(service: Service) -> None:
        await service.caption()
        for error, again in ((CUT, True), (REFUSED, False)):
            (await service.open()).end(error)
            await later()
            assert service.link.state is Link.OPEN
            assert not service.link.expiring
            await asyncio.sleep(RENEW_AGAIN_S)
            assert service.link.expiring is again

    run(main)


@pytest.mark.parametrize("error", [CUT, REFUSED, None])
def test_the_next_one_goes_on_where_a_connection_ends(error: CaptionerError | None) -> None:
    async def main(service: Service) -> None:
        connection = await service.caption()
        service.link.connect()
        service.stretch.end = 0
        connection.end(error)
        await asyncio.sleep(0.001)
        assert service.link.state in (Link.CONNECTING, Link.OPEN)
        await later()
        assert service.link.state is Link.OPEN
        assert len(service.connections) == 2
        await asyncio.sleep(20)
        assert service.changes == []

    run(main)


def test_after_all_were_dropped_the_next_may_be_opened_at_once() -> None:
    async def main(service: Service) -> None:
        for _ in range(2):
            await service.caption()
            service.shifts.drop_all()
            service.link.cut()
            assert service.link.state is Link.AWAY
        service.link.cut()
        assert service.link.state is Link.AWAY
        service.link.connect()
        service.shifts.drop_all()
        service.link.broke(CUT)
        service.link.cut()
        assert service.link.state is Link.AWAY

    run(main)

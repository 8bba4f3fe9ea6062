"""Carries one session: a WebSocket on one side, an engine on the other, rules between."""

import asyncio
import logging
import math

from aiohttp import WSCloseCode, WSMsgType, web

from captioner.core.errors import CaptionerError, EngineError
from captioner.core.events import Event
from captioner.server.recogniser import EngineFactory, Recogniser
from captioner.server.session import Action, Close, Finish, Hear, ProtocolRules, Send, Start, Tell

_LOG = logging.getLogger(__name__)


class Connection:
    """One client, from the upgrade to the close."""

    def __init__(
        self, socket: web.WebSocketResponse, session: ProtocolRules, engines: EngineFactory
    ) -> None:
        self._socket = socket
        self._session = session
        self._engines = engines
        self._loop = asyncio.get_running_loop()
        self._unsent: asyncio.Queue[Send | Close] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None] | asyncio.Task[Close]] = []
        self._recogniser: Recogniser | None = None
        self._alarm: asyncio.TimerHandle | None = None

    async def serve(self) -> None:
        """Serve the client until one side closes; leaves no task behind."""
        reading, writing = asyncio.create_task(self._read()), asyncio.create_task(self._write())
        self._tasks += [reading, writing]
        last = Close(WSCloseCode.GOING_AWAY)
        try:
            self._perform(self._session.opened())
            await asyncio.wait([reading, writing], return_when=asyncio.FIRST_COMPLETED)
            if writing.done() and writing.exception() is None:
                last = writing.result()
        finally:
            for task in self._tasks:
                task.cancel()
            for result in await asyncio.gather(*self._tasks, return_exceptions=True):
                if isinstance(result, Exception) and not isinstance(result, ConnectionError):
                    _LOG.error("A session broke", exc_info=result)
            if self._alarm is not None:
                self._alarm.cancel()
            # Only where nobody else reads does this wait for the client's answer; one that is
            # cut off while it sends does not learn why.
            await self._socket.close(code=last.code, message=last.reason.encode())

    def leave(self) -> None:
        """Close the connection, as the server goes."""
        self._unsent.put_nowait(Close(WSCloseCode.GOING_AWAY, "Server shutdown"))

    async def _read(self) -> None:
        async for message in self._socket:
            now = self._loop.time()
            if message.type is WSMsgType.TEXT:
                self._perform(self._session.text(message.data, now))
            elif message.type is WSMsgType.BINARY:
                self._perform(self._session.frame(message.data, now))

    async def _write(self) -> Close:
        """Sends what there is until the connection is to be closed."""
        while isinstance(action := await self._unsent.get(), Send):
            await self._socket.send_str(action.text)
        return action

    async def _recognise(self, recogniser: Recogniser) -> None:
        try:
            await recogniser.run(self._emit)
        except Exception as error:  # noqa: BLE001 - whatever broke, the client must learn of it
            self._fail(error)
        else:
            self._perform(self._session.done(self._loop.time()))

    def _fail(self, error: Exception) -> None:
        known = isinstance(error, CaptionerError)
        _LOG.warning("A session failed: %s", error, exc_info=None if known else error)
        self._perform(self._session.failed(self._loop.time()))

    def _emit(self, event: Event) -> None:
        self._perform(self._session.event(event, self._loop.time()))

    def _tick(self) -> None:
        self._alarm = None
        now = self._loop.time()
        self._perform(self._session.tick(now) if now >= self._session.due else [])

    def _perform(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Send() | Close():
                    self._unsent.put_nowait(action)
                case Start():
                    self._recogniser = Recogniser(self._engines, action.settings)
                    self._tasks.append(asyncio.create_task(self._recognise(self._recogniser)))
                case Hear() | Tell() | Finish():
                    self._pass_on(action)
        self._set_alarm()

    def _pass_on(self, action: Hear | Tell | Finish) -> None:
        assert self._recogniser is not None, "a session starts the recogniser first"
        match action:
            case Hear():
                try:
                    self._recogniser.hear(action.chunk)
                except EngineError as error:
                    self._fail(error)
            case Tell():
                self._recogniser.tell(action.control)
            case Finish():
                self._recogniser.finish()

    def _set_alarm(self) -> None:
        """See to it that `tick` comes in time; one that comes too early sets the next."""
        due = self._session.due
        if self._alarm is not None and self._alarm.when() > due:
            self._alarm.cancel()
            self._alarm = None
        if self._alarm is None and due != math.inf:
            self._alarm = self._loop.call_at(due, self._tick)

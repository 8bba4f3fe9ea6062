"""One session on an open socket: sound up, words down, and an orderly end."""

import asyncio
import contextlib
import logging
import math
import struct

from websockets.exceptions import ConnectionClosed, ConnectionClosedOK

from captioner.core.errors import CaptionerError, NetworkError, ServiceError
from captioner.core.events import Event
from captioner.engines.assemblyai import last_words
from captioner.engines.assemblyai.codes import from_close
from captioner.engines.assemblyai.failures import from_exception
from captioner.engines.assemblyai.socket import Socket
from captioner.engines.assemblyai.sound import CHUNK_MS, Sound
from captioner.engines.assemblyai.telling import Telling
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.uplink import Uplink
from captioner.engines.assemblyai.wire import Began, Connection, Ended, Refused, Signal
from captioner.engines.base import AudioStream, Configure, Controls, Emit, EndUtterance
from captioner.engines.futures import let_go

BEGIN_S = 10.0
"""The service accepts a session within this, or never."""

CLOSE_S = 0.4
"""A peer that does not answer a close by then is left."""

BEAT_S = 12.5
"""A service that gives a sign of life every 5 s has stopped working after this."""

_FIRST_SOUND_S = 1.0

_PING = struct.Struct("!I")

log = logging.getLogger(__name__)


class OpenSession:
    """Drives `connection` over `socket`, from its greeting to its goodbye.

    Args:
        engine: The engine's name.
        socket: Open; closed by `close`.
        connection: The rules of the protocol.
        timeline: The one that the connection reads.
        sound: What makes messages of chunks.
    """

    def __init__(
        self,
        engine: str,
        socket: Socket,
        connection: Connection,
        timeline: Timeline,
        sound: Sound,
    ) -> None:
        self._socket = socket
        self._connection = connection
        self._timeline = timeline
        self._sound = sound
        self._loop = asyncio.get_running_loop()
        self._uplink = Uplink(self._loop.time())
        timeline.limit_ms = 0.0
        self._room = asyncio.Event()
        self._told = Telling(engine, timeline, socket.opened_at)
        self._finishing = False
        self._goodbye: asyncio.Future[None] = self._loop.create_future()
        self._said_at = self._loop.time()
        self._reason = ""
        self._waker: asyncio.TimerHandle | None = None
        self._watcher: asyncio.TimerHandle | None = None
        socket.on_pong = self._answered

    async def begin(self) -> None:
        """Greet the service and wait until it accepts the session.

        Raises:
            CaptionerError: It does not.
        """
        try:
            async with asyncio.timeout(BEGIN_S):
                for text in self._connection.greeting():
                    await self._say(text)
                while self._told.began is None:
                    await self._hear_next()
        except TimeoutError:
            raise ServiceError("The service did not open a session.") from None

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        """Send the sound to its end and say what the service hears, until it says goodbye.

        Raises:
            CaptionerError: The session broke.
        """
        self._told.emit = emit
        first_sound = self._loop.call_later(_FIRST_SOUND_S, self._told.announce)
        self._socket.on_message = self._hear
        self._watch()
        try:
            async with asyncio.TaskGroup() as group:
                works = (self._send(audio), self._steer(controls), self._listen())
                helpers = [group.create_task(work) for work in works]
                await self._goodbye
                for helper in helpers:
                    helper.cancel()
        except BaseExceptionGroup as broken:
            raise _first(broken) from None
        finally:
            first_sound.cancel()
            self._told.give(self._connection.tick(math.inf))
            if self._connection.nonsense:
                log.info("%d messages of the service made no sense", self._connection.nonsense)

    async def close(self) -> None:
        """Leave no socket behind, and no session that is billed on; takes 0.4 s at most."""
        self._socket.on_message = self._told.emit = None
        let_go(self._goodbye)
        for timer in (self._waker, self._watcher):
            if timer is not None:
                timer.cancel()
        if not self._uplink.dead(self._loop.time()):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_S):
                    if not self._finishing:
                        await self._say(self._connection.finish())
                    await self._socket.close()
        self._socket.transport.abort()
        await self._socket.wait_closed()

    async def _send(self, audio: AudioStream) -> None:
        async for chunk in audio:
            self._timeline.add(chunk)
            self._told.announce()
            for message in self._sound.feed(chunk):
                await self._send_sound(message)
        self._told.announce()
        for message in self._sound.finish():
            await self._send_sound(message)
        self._finishing = True
        await self._say(self._connection.finish())
        await self._end()

    async def _end(self) -> None:
        """Wait for the last words, and for a goodbye, which a service may forget."""
        asked = self._loop.time()
        while (left := self._patience_s(asked)) > 0:  # noqa: ASYNC110 - a time, not an event
            await asyncio.sleep(left)
        if self._said_at <= asked or self._connection.unfinished:
            raise ServiceError("The service did not finish the last sentence.")
        self._say_goodbye()

    def _patience_s(self, asked: float) -> float:
        """How much longer the service has for its next word."""
        last = max(asked, self._said_at)
        if self._uplink.acknowledged_ms < self._uplink.sent_ms:
            last = max(last, self._uplink.alive_at)  # it does not know the end of the sound yet
        patience = last_words.patience_s(
            unfinished=self._connection.unfinished,
            answers=self._said_at > asked,
            behind_ms=self._timeline.end(math.inf) - self._told.final_until_ms,
        )
        return min(last + patience, asked + last_words.LONGEST_FINISH_S) - self._loop.time()

    async def _send_sound(self, message: bytes) -> None:
        now = self._loop.time()
        early = self._uplink.too_early_s(now)
        if early:
            await asyncio.sleep(early)
        while self._uplink.full:
            self._room.clear()
            await self._room.wait()
        self._uplink.sent(CHUNK_MS)
        self._timeline.limit_ms = self._uplink.sent_ms
        self._socket.put(message, self._ping() if self._uplink.wants_ping(now) else None)

    async def _steer(self, controls: Controls) -> None:
        async for control in controls:
            match control:
                case EndUtterance():
                    await self._say(self._connection.end_utterance())
                case Configure(settings):
                    for text in self._connection.configure(settings):
                        await self._say(text)

    def _watch(self) -> None:
        """Ask the peer for a sign of life, and notice one that is gone without a word."""
        now = self._loop.time()
        if self._uplink.wants_ping(now):
            self._socket.put(b"", self._ping())
        self._watcher = self._loop.call_later(self._uplink.next_look_s(now), self._watch)
        if self._uplink.dead(now):
            self._fail(
                NetworkError(
                    "The connection to the service is stalled.",
                    silent_s=now - self._uplink.alive_at,
                )
            )
        elif self._connection.beats and now - self._said_at >= BEAT_S:
            self._fail(
                ServiceError("The service has stopped answering.", silent_s=now - self._said_at)
            )

    async def _listen(self) -> None:
        """Hear what does not come the short way, and learn why the connection is closed."""
        while not self._goodbye.done():
            await self._hear_next()

    async def _say(self, message: str) -> None:
        # The listener learns why a connection is closed; it alone tells.
        with contextlib.suppress(ConnectionClosed):
            await self._socket.send(message)

    def _ping(self) -> bytes:
        return _PING.pack(self._uplink.ping(self._loop.time()))

    def _answered(self, payload: bytes) -> None:
        with contextlib.suppress(struct.error):
            (number,) = _PING.unpack(payload)
            self._uplink.answered(number, self._loop.time())
            self._room.set()
            self._told.give(self._connection.arrived(self._uplink.acknowledged_ms))

    async def _hear_next(self) -> None:
        try:
            self._hear(await self._socket.recv(decode=False))
        except ConnectionClosed as closed:
            if self._finishing and isinstance(closed, ConnectionClosedOK):
                self._say_goodbye()
            else:
                raise self._why(closed) from None
        if self._goodbye.done():
            self._goodbye.result()

    def _hear(self, data: bytes) -> None:
        """Take one message; what is wrong becomes the end of `run`."""
        now = self._loop.time()
        self._uplink.alive_at = self._said_at = now
        try:
            for item in self._connection.receive(data, now):
                self._take(item)
            if self._connection.legible.is_lost:
                self._fail(_illegible(self._connection.legible.unread_s))
        except Exception as error:  # noqa: BLE001 - raised again by `run`
            self._fail(error)
        self._uplink.acknowledge(self._connection.received_ms)
        self._room.set()
        self._wake_when_due()

    def _take(self, item: Event | Signal) -> None:
        match item:
            case Began():
                self._told.began = self._told.began or item
            case Ended():
                self._told.inform(item)
                self._say_goodbye()
            case Refused(code=None):
                self._reason = item.text  # the close that follows brings the code
            case Refused():
                raise from_close(item.code, item.text)
            case _:
                self._told.give([item])

    def _fail(self, error: Exception) -> None:
        if not self._goodbye.done():
            self._goodbye.set_exception(error)

    def _say_goodbye(self) -> None:
        if not self._goodbye.done():
            self._goodbye.set_result(None)

    def _why(self, closed: ConnectionClosed) -> CaptionerError:
        if self._reason and closed.rcvd is not None:
            return from_close(closed.rcvd.code, self._reason)
        return from_exception(closed)

    def _wake_when_due(self) -> None:
        due = self._connection.due()
        if due is not None and self._waker is None:
            self._waker = self._loop.call_at(due, self._tick)

    def _tick(self) -> None:
        self._waker = None
        self._told.give(self._connection.tick(self._loop.time()))
        self._wake_when_due()


def _illegible(unread_s: float) -> ServiceError:
    return ServiceError(
        "Nothing that the service says can be read.",
        "Check the recogniser and the server in the settings.",
        silent_s=unread_s,
    )


def _first(broken: BaseExceptionGroup[BaseException]) -> BaseException:
    ours = (error for error in broken.exceptions if isinstance(error, CaptionerError))
    return next(ours, broken.exceptions[0])

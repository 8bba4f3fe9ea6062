"""The scripted server, misbehaving to order: every way a service can let a client down.

    async with faulty_server(script) as server:
        server.answers += [answer(401), answer(429, retry_after_s=7)]   the next upgrades
        server.plans += [MUTE, closed(3008, "Session Expired")]  the next sessions

When a list is used up, the server is good. A connection that is reset, stalls or is
slow is the business of `tests.faults.FaultProxy`; a plan may call it at its moment.
"""

import contextlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

import msgspec
from aiohttp import web

from captioner.core.events import Event
from captioner.server.options import Options
from captioner.server.run import listening
from captioner.server.script import Line
from captioner.server.service import SESSIONS, Service, SessionFactory
from captioner.server.session import Action, Close, ProtocolRules, Request, Send
from tests.scripted_server import ScriptedServer

Answer = Callable[[], web.Response]
Deed = Send | Close | Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a session does wrong.

    Attributes:
        after_frames: Once so many frames of sound have come; 0 is before `Begin`.
        deeds: What it does then: says, closes, or calls something of the test.
        mute: Whether it says nothing of its own from then on, not even at the end.
        bend: What becomes of each message of its own from then on.
    """

    after_frames: int = 0
    deeds: tuple[Deed, ...] = ()
    mute: bool = False
    bend: Callable[[str], str] = str


MUTE = Plan(mute=True)
"""Never says anything."""

GARBLED = Plan(after_frames=1, bend=lambda _: "?")
"""Says nothing that can be read once it has opened the session."""

MODEL_DEPRECATED = (
    "Model deprecated. See docs for new model information:"
    " https://www.assemblyai.com/docs/speech-to-text/universal-streaming"
)
V2_RETIRED = Plan(
    deeds=(
        Send(msgspec.json.encode({"error": MODEL_DEPRECATED}).decode()),
        Close(4105, MODEL_DEPRECATED),
    ),
    mute=True,
)
"""How AssemblyAI first turned v2 clients away; later it was HTTP 410."""

WEIRD = (
    "",
    "{",
    "42",
    "null",
    "[]",
    '"Turn"',
    "{}",
    '{"type":"Turn"}',
    '{"type":"Turn","turn_order":"x","words":null}',
    '{"type":"Turn","turn_order":1e400,"words":[{"text":1}]}',
    '{"type":"Nobody knows this"}',
    '{"type":["Turn"]}',
    '{"message_type":"PartialTranscript"}',
    '{"message_type":"FinalTranscript","words":{"a":1}}',
    '{"type":"Warning","warning_code":0,"warning":"…"}',
    "[" * 10_000,
)
"""Messages no client should have to meet."""


def weird(after_frames: int = 3) -> Plan:
    """Says nonsense in the middle of a session, which goes on."""
    return Plan(after_frames=after_frames, deeds=tuple(map(Send, WEIRD)))


def closed(code: int, text: str = "", *, after_frames: int = 0) -> Plan:
    """Closes with a code; on v3 with an Error frame before it, as the service does.

    Args:
        code: The close code.
        text: The error's text; "" sends no Error frame.
        after_frames: When.
    """
    error = msgspec.json.encode({"type": "Error", "error_code": code, "error": text}).decode()
    reason = "See Error message for details" if text else ""
    said = (Send(error),) if text else ()
    return Plan(after_frames=after_frames, deeds=(*said, Close(code, reason)), mute=True)


def v2_closed(code: int, text: str = "", *, after_frames: int = 0) -> Plan:
    """Closes as v2 does: an error without a type, and the same text as the reason."""
    said = (Send(msgspec.json.encode({"error": text}).decode()),) if text else ()
    return Plan(after_frames=after_frames, deeds=(*said, Close(code, text)), mute=True)


def answer(
    status: int, text: str = "", *, retry_after_s: int | None = None, location: str = ""
) -> Answer:
    """An HTTP answer in place of the upgrade; an HTML page with 200 is a captive portal."""
    headers = {"Content-Type": "text/html" if text.startswith("<") else "application/json"}
    if retry_after_s is not None:
        headers["Retry-After"] = str(retry_after_s)
    if location:
        headers["Location"] = location
    return lambda: web.Response(status=status, text=text, headers=headers)


class FaultyServer(ScriptedServer):
    """A server with orders.

    Attributes:
        answers: HTTP answers to the next requests for a session, in place of one.
        plans: What the next sessions do wrong.
        requests: The sessions clients asked for, refused upgrades not among them.
    """

    def __init__(self, script: Sequence[Line], key: str = "") -> None:
        super().__init__(script, key)
        self.answers: deque[Answer] = deque()
        self.plans: deque[Plan] = deque()
        self.requests: list[Request] = []

    def spoiled(self, rules: SessionFactory) -> SessionFactory:
        """The rules, as the next plan bends them."""

        def make(request: Request) -> ProtocolRules:
            self.requests.append(request)
            session = rules(request)
            return _Spoiled(session, self.plans.popleft()) if self.plans else session

        return make


@contextlib.asynccontextmanager
async def faulty_server(
    script: Sequence[Line] = (), *, key: str = ""
) -> AsyncIterator[FaultyServer]:
    """Serve `script` while the block runs, as badly as ordered."""
    server = FaultyServer(script, key)
    sessions = {path: server.spoiled(rules) for path, rules in SESSIONS.items()}
    service = Service(server.access, server.engine, sessions)

    @web.middleware
    async def answer_first(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if server.answers and request.path in SESSIONS:
            return server.answers.popleft()()
        return await handler(request)

    service.application.middlewares.append(answer_first)
    options = Options(host="127.0.0.1", port=0, key=key, tls=None)
    async with listening(service.application, options) as server.url:
        yield server


@dataclass
class _Spoiled:
    """A session that follows its rules until its plan says otherwise."""

    session: ProtocolRules
    plan: Plan
    frames: int = 0
    spoiled: bool = False

    @property
    def due(self) -> float:
        return self.session.due

    def opened(self) -> list[Action]:
        return self._bent(self.session.opened(), at_once=True)

    def text(self, message: str, now: float) -> list[Action]:
        return self._bent(self.session.text(message, now))

    def frame(self, data: bytes, now: float) -> list[Action]:
        self.frames += 1
        return self._bent(self.session.frame(data, now))

    def event(self, event: Event, now: float) -> list[Action]:
        return self._bent(self.session.event(event, now))

    def done(self, now: float) -> list[Action]:
        return self._bent(self.session.done(now))

    def failed(self, now: float) -> list[Action]:
        return self._bent(self.session.failed(now))

    def tick(self, now: float) -> list[Action]:
        return self._bent(self.session.tick(now))

    def _bent(self, actions: list[Action], *, at_once: bool = False) -> list[Action]:
        """What it does; misdeeds come last, or before the first word if `at_once`."""
        if not self.spoiled and self.frames >= self.plan.after_frames:
            self.spoiled = True
            own = self._own(actions)
            said = [action for action in own if isinstance(action, Send)] if at_once else []
            return [action for action in own if action not in said] + self._misdeeds() + said
        return self._own(actions) if self.spoiled else actions

    def _own(self, actions: list[Action]) -> list[Action]:
        if self.plan.mute:
            return [action for action in actions if not isinstance(action, Send | Close)]
        return [self._bend(action) if isinstance(action, Send) else action for action in actions]

    def _bend(self, said: Send) -> Send:
        return Send(self.plan.bend(said.text))

    def _misdeeds(self) -> list[Action]:
        said: list[Action] = []
        for deed in self.plan.deeds:
            if isinstance(deed, Send | Close):
                said.append(deed)
            else:
                deed()
        return said

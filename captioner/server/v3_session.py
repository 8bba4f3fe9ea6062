"""The rules of AssemblyAI's streaming protocol v3, from the server's side.

Sources: AssemblyAI's `assemblyai-api-spec` (`usm-streaming-u3-pro.yml`), the pages "message
sequence" and "common session errors" of its documentation, and what its Python SDK 1.8.2
sends and accepts.
"""

import math

import msgspec

from captioner.core.events import Event, Final, Heard, Partial
from captioner.engines.base import Configure, EndUtterance
from captioner.server.intake import Fault, FrameRefused, FrameRules, Intake
from captioner.server.session import Action, Close, Finish, Hear, Request, Send, Start, Tell
from captioner.server.v3_messages import (
    Begin,
    ClientMessage,
    Configuration,
    Error,
    ForceEndpoint,
    Heartbeat,
    KeepAlive,
    ServerMessage,
    Terminate,
    Termination,
    UpdateConfiguration,
)
from captioner.server.v3_parameters import (
    BadParameter,
    Parameters,
    checked,
    read_query,
    to_settings,
    updated,
)
from captioner.server.v3_turns import Turns

FRAMES = FrameRules(shortest_ms=50, longest_ms=1000, lead_s=300.0)
LARGEST_FRAME = 128 * 1024
HEARTBEAT_S = 5.0

BEHIND_MS = 1_000
"""A recogniser that keeps up has dealt with all sound but this."""


_CLIENT: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)
_SEE_ERROR = "See Error message for details"
_INVALID = "User Input Validation Error: "


class V3Session:
    """One session of the v3 protocol; a `ProtocolRules`."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._expires = request.now + request.longest_s
        self._last_sign = request.now
        self._last_beat = request.now
        self._spoken = False
        self._dealt_ms = 0
        self._finishing = False
        self._over = False
        self._asked = Parameters()
        self._intake = _intake(self._asked)
        self._turns = _turns(self._asked)

    def opened(self) -> list[Action]:
        """Accept or refuse what the client shows and asks for."""
        if self._request.full:
            return self._refuse(3009, "Too many concurrent sessions")
        if self._request.refusal:
            return self._refuse(1008, self._request.refusal)
        try:
            self._asked = read_query(self._request.query)
        except BadParameter as error:
            return self._refuse(3006, f"{_INVALID}{error}")
        self._intake = _intake(self._asked)
        self._turns = _turns(self._asked)
        return [*_send(self._begin()), Start(to_settings(self._asked))]

    def text(self, message: str, now: float) -> list[Action]:
        """A text frame came."""
        self._last_sign = now
        if self._over or self._finishing:
            return []
        try:
            return self._obey(_CLIENT.decode(message))
        except BadParameter as error:
            return self._refuse(3006, f"{_INVALID}{error}")
        except msgspec.ValidationError as error:
            return self._refuse(3006, f"{_INVALID}Invalid message: {error}")
        except (msgspec.DecodeError, RecursionError):
            return self._refuse(3006, f"{_INVALID}Invalid JSON")

    def frame(self, data: bytes, now: float) -> list[Action]:
        """A binary frame came."""
        self._last_sign = now
        if self._over or self._finishing:
            return []
        if len(data) > LARGEST_FRAME:
            return self._refuse(1009, f"Message too big: at most {LARGEST_FRAME} bytes")
        try:
            return [Hear(self._intake.take(data, now))]
        except FrameRefused as refused:
            return self._refuse(3007, _complaint(refused))

    def event(self, event: Event, now: float) -> list[Action]:  # noqa: ARG002 - messages bear no time
        """The recogniser said something."""
        match event:
            case Partial():
                self._spoken = True
                partials = self._asked.include_partial_turns
                return _send(*self._turns.partial(event)) if partials else []
            case Final():
                self._spoken = True
                return _send(*self._turns.final(event))
            case Heard():
                self._dealt_ms = event.until_ms
                return []
            case _:
                return []

    def done(self, now: float) -> list[Action]:
        """The recogniser has heard everything."""
        if not self._finishing:
            return self.failed(now)
        self._over = True
        termination = Termination(
            audio_duration_seconds=round(self._intake.sound_s),
            session_duration_seconds=round(now - self._request.now),
        )
        return [*_send(termination), Close(1000, "Session Ended")]

    def failed(self, now: float) -> list[Action]:  # noqa: ARG002 - as above
        """The recogniser broke."""
        return self._refuse(3005, "Session Cancelled: An error occurred")

    def tick(self, now: float) -> list[Action]:
        """Time has passed."""
        if now >= self._expires:
            return self._refuse(3008, "Session Expired: Maximum session duration exceeded")
        if now >= self._idle_at:
            return self._refuse(
                3006,
                "Session terminated due to inactivity: No messages received for"
                f" {self._asked.inactivity_timeout} seconds",
            )
        if now >= self._beats_at:
            return _send(self._heartbeat(now))
        return []

    @property
    def due(self) -> float:
        """When time alone changes something."""
        if self._over:
            return math.inf
        return min(self._expires, self._idle_at, self._beats_at)

    @property
    def _idle_at(self) -> float:
        timeout = self._asked.inactivity_timeout
        if timeout is None or self._finishing:
            return self._expires
        return self._last_sign + timeout

    @property
    def _beats_at(self) -> float:
        return self._last_beat + HEARTBEAT_S if self._asked.session_heartbeat else self._expires

    def _obey(self, wish: ClientMessage) -> list[Action]:
        match wish:
            case Terminate():
                self._finishing = True
                return [Hear(self._intake.finish()), Finish()]
            case ForceEndpoint():
                return [Tell(EndUtterance())]
            case UpdateConfiguration():
                self._asked = checked(updated(self._asked, wish))
                self._turns.format_turns = bool(self._asked.format_turns)
                return [Tell(Configure(to_settings(self._asked)))]
            case KeepAlive():
                return []

    def _refuse(self, code: int, text: str) -> list[Action]:
        self._over = True
        return [*_send(Error(error_code=code, error=text)), Close(code, _SEE_ERROR)]

    def _begin(self) -> Begin:
        asked = self._asked
        return Begin(
            id=self._request.id,
            expires_at=int(self._request.began.timestamp() + self._request.longest_s),
            configuration=Configuration(model=asked.speech_model, mode=asked.mode or "balanced"),
        )

    def _heartbeat(self, now: float) -> Heartbeat:
        """Sound that the recogniser has not come to may hold speech, for all that is known."""
        self._last_beat = now
        behind = self._intake.sound_s * 1000 - self._dealt_ms > BEHIND_MS
        spoken, self._spoken = self._spoken or behind, False
        session_s = now - self._request.now
        return Heartbeat(
            total_audio_received_ms=round(self._intake.sound_s * 1000),
            total_duration_ms=round(session_s * 1000),
            realtime_factor=round(self._intake.sound_s / session_s, 3),
            max_speech_probability=float(spoken),
        )


def _intake(asked: Parameters) -> Intake:
    return Intake(FRAMES, asked.encoding, asked.sample_rate)


def _turns(asked: Parameters) -> Turns:
    return Turns(
        pro=not asked.speech_model.startswith("universal-streaming"),
        format_turns=bool(asked.format_turns),
    )


def _send(*messages: ServerMessage) -> list[Action]:
    return [Send(msgspec.json.encode(message).decode()) for message in messages]


def _complaint(refused: FrameRefused) -> str:
    if refused.fault is Fault.FAST:
        return (
            f"Audio Transmission Rate Exceeded: Received {refused.sound_s:.1f} sec. audio"
            f" in {refused.elapsed_s:.1f} sec"
        )
    return (
        f"Input Duration Error: Input Duration Violation: {refused.frame_ms:.1f} ms."
        f" Expected between {FRAMES.shortest_ms} and {FRAMES.longest_ms} ms"
    )

"""The engine for both protocols: from settings to words."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from captioner.core.engines import EngineInfo
from captioner.core.errors import (
    CredentialsError,
    EngineError,
    KeyMissing,
    KeyRefused,
    ServiceError,
)
from captioner.core.retry import OpenLimiter
from captioner.core.sentence import Sentence
from captioner.core.settings import Settings
from captioner.engines.assemblyai import v2, v3, v3_request
from captioner.engines.assemblyai.codes import key_wanted, token_refused
from captioner.engines.assemblyai.endpoint import Endpoint, endpoint
from captioner.engines.assemblyai.session import OpenSession
from captioner.engines.assemblyai.socket import open_socket
from captioner.engines.assemblyai.sound import Sound
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.tokens import Credentials, sign_in
from captioner.engines.assemblyai.wire import Connection
from captioner.engines.base import AudioStream, Controls, Emit


@dataclass(frozen=True, slots=True)
class _Protocol:
    """What differs between the protocols when a session is opened."""

    request: Callable[[Settings, str], str]
    connection: Callable[[Settings, Timeline], Connection]
    headers: Mapping[str, str]


_PROTOCOLS: Mapping[str, _Protocol] = MappingProxyType(
    {
        v3_request.ENGINE: _Protocol(v3_request.request, v3.V3Connection, v3_request.HEADERS),
        v2.ENGINE: _Protocol(v2.request, v2.V2Connection, {}),
    }
)


class AssemblyAI:
    """`captioner.engines.base.Engine` over AssemblyAI's protocols; one object, one session.

    Args:
        info: Which of the two engines: `assemblyai` or `assemblyai-v2`.
        settings: As they are when the session opens.
        credentials: Key or token of this very server.
        opens: Shared by all sessions, so that they do not open too fast together.
    """

    def __init__(
        self, info: EngineInfo, settings: Settings, credentials: Credentials, *, opens: OpenLimiter
    ) -> None:
        self.info = info
        self._settings = settings
        self._credentials = credentials
        self._opens = opens
        self._protocol = _PROTOCOLS[info.name]

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        """Recognise `audio` to its end.

        Raises:
            UsageError: A setting makes no sense; nothing was sent.
            CaptionerError: There is no session, or it broke; its `server` says whose.
        """
        server = endpoint(self.info.name, self._settings)
        try:
            await self._caption(server, audio, controls, emit)
        except (CredentialsError, EngineError) as error:
            error.server = error.server or server.name
            raise

    async def _caption(
        self, server: Endpoint, audio: AudioStream, controls: Controls, emit: Emit
    ) -> None:
        if server.is_assemblyai:
            self._keep_within_limit()
        session = await self._open(server)
        try:
            if server.is_assemblyai:
                self._opens.accepted(asyncio.get_running_loop().time())
            await session.run(audio, controls, emit)
        finally:
            await session.close()

    def _keep_within_limit(self) -> None:
        wait = self._opens.wait_s(asyncio.get_running_loop().time())
        if wait:
            raise ServiceError(
                "Too many sessions were opened within a minute.",
                Sentence("Try again in {n} s.", n=f"{wait:.0f}"),
                retry_after_s=wait,
            )

    async def _open(self, server: Endpoint) -> OpenSession:
        try:
            return await self._begin(server)
        except KeyRefused:
            if not self._settings.token_server_url:
                raise
        # A token may have expired on the way: a new one is asked for, once.
        return await self._begin(server)

    async def _begin(self, server: Endpoint) -> OpenSession:
        settings = self._settings
        signed = await sign_in(settings, self._credentials, server)
        headers = {**self._protocol.headers}
        if signed.key is not None:
            headers["Authorization"] = signed.key.reveal()
        token = "" if signed.token is None else signed.token.reveal()
        path = self._protocol.request(settings, token)
        try:
            return await self._connect(server, path, headers)
        except (KeyMissing, KeyRefused) as error:
            if signed.token is not None:
                raise token_refused() from None
            if signed.key is None and isinstance(error, KeyRefused):
                raise key_wanted() from None
            raise

    async def _connect(
        self, server: Endpoint, path: str, headers: Mapping[str, str]
    ) -> OpenSession:
        settings = self._settings
        socket = await open_socket(server, path, headers, settings)
        timeline = Timeline()
        session = OpenSession(
            self.info.name,
            socket,
            self._protocol.connection(settings, timeline),
            timeline,
            Sound(settings.sample_rate, settings.encoding),
        )
        try:
            await session.begin()
        except BaseException:
            await session.close()
            raise
        return session

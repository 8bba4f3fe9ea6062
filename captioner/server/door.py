"""The door of a server: whoever shows a wrong key waits before the next one is judged."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aiohttp import web

from captioner.server.access import Access, AccessRefused
from captioner.server.patience import Patience, TooOften

_Result = TypeVar("_Result")


class Door:
    """Judges requests by what they show."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._patience = Patience()

    async def admit(self, request: web.Request, token: str) -> float:
        """How long a session may last, in seconds.

        Args:
            request: What asks for it.
            token: The token of its query, "" if there was none.

        Raises:
            AccessRefused: It may not have one.
        """
        shown = _shown(request)
        return await self._judged(request, lambda now: self._access.admit(shown, token, now))

    async def issue_token(
        self, request: web.Request, wish: Callable[[], tuple[float, float]]
    ) -> str:
        """A token for whoever shows the key.

        Args:
            request: What asks for it.
            wish: Called once the key is right: for how many seconds the token can be used,
                and how long its session may last.

        Raises:
            AccessRefused: It does not show the key.
        """
        shown = _shown(request)
        await self._judged(request, lambda _: self._access.check_key(shown))
        return self._access.issue_token(*wish(), _now())

    async def _judged(self, request: web.Request, judge: Callable[[float], _Result]) -> _Result:
        peer = request.remote or ""
        try:
            wait_s = self._patience.wait(peer, _now())
        except TooOften:
            raise AccessRefused("Too many failed attempts") from None
        if wait_s:
            await asyncio.sleep(wait_s)
        try:
            result = judge(_now())
        except AccessRefused as refused:
            if not refused.missing:
                self._patience.failed(peer, _now())
            raise
        self._patience.passed(peer)
        return result


def _shown(request: web.Request) -> str:
    return request.headers.get("Authorization", "")


def _now() -> float:
    return asyncio.get_running_loop().time()

"""Opening one thing while others are being opened: the last choice that opens wins."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from captioner.core.errors import CaptionerError

T = TypeVar("T")


class Attempts(Generic[T]):
    """What is being opened now, in the order of choice.

    An attempt counts for nothing once one that was chosen later has succeeded. A later one
    that fails leaves the field to those before it.

    Args:
        give_back: Closes what was opened in vain.
    """

    def __init__(self, give_back: Callable[[T], Awaitable[None]]) -> None:
        self._give_back = give_back
        self._choices = self._made = 0
        self._chosen = 0
        self._won = (0, 0)
        self._opening: dict[tuple[int, int], asyncio.Task[T]] = {}
        self._giving_back: set[asyncio.Future[None]] = set()
        self._closed = False

    async def choose(self, open_one: Callable[[], Awaitable[T]]) -> T | None:
        """Open something else than before; None if it came too late.

        Raises:
            CaptionerError: It cannot be opened, and nothing that was chosen later can.
        """
        self._choices += 1
        return await self._attempt(self._choices, open_one)

    async def again(self, open_one: Callable[[], Awaitable[T]]) -> T | None:
        """Open what was chosen last and opened; None if it came too late.

        Raises:
            CaptionerError: As `choose`.
        """
        return await self._attempt(self._chosen, open_one)

    def close(self) -> None:
        """Open nothing any more; what is being opened is given back."""
        self._closed = True
        for opening in self._opening.values():
            opening.cancel()

    async def _attempt(self, choice: int, open_one: Callable[[], Awaitable[T]]) -> T | None:
        self._made += 1
        rank = (choice, self._made)
        opening = self._opening[rank] = asyncio.ensure_future(_awaited(open_one))
        try:
            new = await opening
        except asyncio.CancelledError:
            opening.add_done_callback(self._unwanted)
            this = asyncio.current_task()
            if this is not None and this.cancelling():
                raise
            return None
        except CaptionerError:
            if await self._outdone(rank):
                return None
            raise
        finally:
            del self._opening[rank]
        if self._closed or rank < self._won:
            await self._give_back(new)
            return None
        self._won, self._chosen = rank, choice
        for other, older in self._opening.items():
            if other < rank:
                older.cancel()
        return new

    async def _outdone(self, rank: tuple[int, int]) -> bool:
        """Whether a later choice is there, once all that are on their way have come."""
        later = [opening for other, opening in self._opening.items() if other > rank]
        if later:
            await asyncio.wait(later)
        return self._closed or self._won > rank

    def _unwanted(self, opening: asyncio.Task[T]) -> None:
        """It was opened just as nobody wanted it any more."""
        if not opening.cancelled() and opening.exception() is None:
            giving_back = asyncio.ensure_future(self._give_back(opening.result()))
            self._giving_back.add(giving_back)
            giving_back.add_done_callback(self._giving_back.discard)


async def _awaited(open_one: Callable[[], Awaitable[T]]) -> T:
    return await open_one()

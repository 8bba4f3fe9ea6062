"""What a session writes to, and one thing written there."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from captioner.core.transcript import Gap, Mark, Segment


class Keeper(Protocol):
    """The part of a library that a session writes to.

    What is written once more does no harm, and what is written again in order reads the same.
    """

    async def add(self, session_id: str, segment: Segment) -> None:
        """Keep a segment; returns when it is on disk."""
        ...

    async def amend(self, session_id: str, segment: Segment) -> None:
        """Replace the text of the segment of the same turn."""
        ...

    async def correct(self, session_id: str, turn: int, text: str | None) -> Segment:
        """Write a segment as the user does; None brings back what the recogniser wrote."""
        ...

    async def give(self, session_id: str, turn: int, label: str) -> Segment:
        """Say whose voice a segment is, as the user does; "" for what the engine tells."""
        ...

    async def name_speaker(self, session_id: str, label: str, name: str) -> None:
        """Call a speaker by a name; "" for the label."""
        ...

    async def add_gap(self, session_id: str, gap: Gap) -> None:
        """Keep a gap."""
        ...

    async def strike(self, session_id: str, start_ms: int, end_ms: int) -> Gap:
        """Take a stretch off the record for good."""
        ...

    async def add_mark(self, session_id: str, mark: Mark) -> None:
        """Keep a mark."""
        ...


Write = Callable[[Keeper], Awaitable[None]]
"""Puts one thing into whatever library it is given."""

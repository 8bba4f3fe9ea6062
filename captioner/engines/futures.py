"""Futures whose end somebody else may decide."""

import asyncio
from typing import TypeVar

T = TypeVar("T")


def let_go(future: "asyncio.Future[T]") -> None:
    """Wait for a future no more: asyncio must not report as lost what it may still hold."""
    if not future.cancel() and not future.cancelled():
        future.exception()

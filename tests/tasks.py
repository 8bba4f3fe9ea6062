"""Which tasks an engine has left, in a loop that its server shares."""

import asyncio

_SERVERS = ("aiohttp", "windows_events")
"""On Windows the loop itself takes connections in a task."""


def own_tasks() -> set[asyncio.Task[object]]:
    """The tasks that are not of a server."""
    return {
        task
        for task in asyncio.all_tasks()
        if not any(name in str(task.get_coro().cr_code.co_filename) for name in _SERVERS)
    }

"""How a program in a terminal hears that it is to end: by signals, or by a console of Windows."""

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress


def when_asked_to_end(ask: Callable[[], object]) -> None:
    """Calls `ask` on the running loop each time the user or the system wants an end."""
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        from captioner.cli.windows_console import on_end

        def ask_the_loop() -> None:
            with suppress(RuntimeError):  # the loop is closed: it ends already
                loop.call_soon_threadsafe(ask)

        on_end(ask_the_loop)
        return
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number is signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN:
            continue  # `nohup` wants it to go on
        loop.add_signal_handler(number, ask)

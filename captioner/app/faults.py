"""Mistakes of ours: told to whoever can mend them, while what can go on goes on."""

import asyncio


def report(fault: BaseException, what: str) -> None:
    """Tell a fault with its trace: the window shows a box once, a terminal prints it.

    Args:
        fault: What was raised.
        what: What went wrong, one sentence.
    """
    asyncio.get_running_loop().call_exception_handler({"message": what, "exception": fault})

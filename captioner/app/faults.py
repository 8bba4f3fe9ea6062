"""Mistakes of ours: told to whoever can mend them, while what can go on goes on."""

import asyncio

from captioner.core.errors import Fault


def report(fault: BaseException, what: str) -> None:
    """Tell a fault with its trace: the window shows a box once, a terminal prints it.

    Args:
        fault: What was raised.
        what: What went wrong, one sentence.
    """
    asyncio.get_running_loop().call_exception_handler({"message": what, "exception": fault})


def mistake(fault: BaseException) -> Fault:
    """What the user is told of a mistake that ended a session; its trace goes with `report`."""
    report(fault, "A session ended by a mistake of Captioner's.")
    return Fault("Captioner made a mistake and had to end the session.", "Start captions again.")

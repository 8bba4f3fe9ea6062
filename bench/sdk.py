"""AssemblyAI's own SDK as a peer, in an environment of its own."""

import subprocess
import sys
from pathlib import Path

from tests.server.sdk import python_with

VERSION = "1.8.2"
NAME = f"SDK {VERSION}"


def python() -> Path | None:
    """The interpreter that has it, made if it is not there yet; None if it cannot be had."""
    try:
        return python_with(VERSION)
    except subprocess.SubprocessError as error:
        sys.stderr.write(f"The SDK is left out, because it cannot be installed: {error}\n")
        return None

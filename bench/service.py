"""The service that the real window is measured with."""

import subprocess
import time
from pathlib import Path

import psutil

from bench import windows

LIMIT_S = 40.0


class Service:
    """A `captioner serve` in a process of its own, on a free port of this computer.

    Args:
        folder: Where its profile may be.
        options: More for its command line.

    Attributes:
        url: Where it listens.
    """

    def __init__(self, folder: str, *options: str) -> None:
        profile = str(Path(folder) / "server")
        self._process = subprocess.Popen(
            [*windows.OURS, "--profile", profile, "serve", "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        told = self._process.stdout.readline().split()
        self.url = next(word for word in told if word.startswith("ws://"))

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def wait_for_client(self) -> None:
        """Returns once somebody is connected."""
        until = time.monotonic() + LIMIT_S
        while time.monotonic() < until:
            connections = psutil.Process(self._process.pid).net_connections("tcp")
            if any(one.status == psutil.CONN_ESTABLISHED for one in connections):
                return
            time.sleep(0.05)
        raise TimeoutError("nobody connected to the server")

    def go_deaf(self) -> None:
        """Connections stay open, nobody answers."""
        psutil.Process(self._process.pid).suspend()

"""What a sentence's voice sounds like, by a network that is loaded when it is first asked."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from captioner.core.audio import to_floats

if TYPE_CHECKING:
    from captioner.engines.voices.network import Network, Sounding

Hear = Callable[[bytes], "Sounding | None"]
"""How PCM16, mono, 16 kHz sounds; None where little of it is speech. Blocks for about a
fifteenth of its length, so call it in a worker thread. Raises as `Network` does."""


def voice_model(folder: Path) -> Hear:
    """What listens.

    Args:
        folder: Where the models are that came with Captioner.
    """
    return _Lazy(folder)


class _Lazy:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._network: Network | None = None

    def __call__(self, pcm: bytes) -> "Sounding | None":
        with self._lock:
            if self._network is None:
                from captioner.engines.voices.network import Network

                self._network = Network(self._folder)
        return self._network.hear(to_floats(pcm))

"""How likely each hop of a stream holds a voice, by the network Silero VAD."""

from typing import TYPE_CHECKING

from captioner.core.audio import RATE
from captioner.core.pauses import HOP
from captioner.engines.moonshine.weights import run

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

_CONTEXT = 64
"""Samples before a hop that the network looks at as well."""


class Voice:
    """The detector on one stream of sound.

    Args:
        network: What `voice_network` gave.
    """

    def __init__(self, network: "InferenceSession") -> None:
        self._network = network
        self.forget()

    def forget(self) -> None:
        """Other sound begins."""
        import numpy as np

        self._state = np.zeros((2, 1, 128), np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)
        self._rate = np.array(RATE, np.int64)

    def hear(self, hop: "NDArray[float32]") -> float:
        """How likely the next hop, `HOP` samples, holds a voice: 0 to 1."""
        import numpy as np

        assert len(hop) == HOP
        sound = np.concatenate([self._context, hop])[None]
        self._context = hop[-_CONTEXT:]
        given = {"input": sound, "state": self._state, "sr": self._rate}
        likely, self._state = run(self._network, given)
        return float(likely[0, 0])

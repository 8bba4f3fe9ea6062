"""The network that turns a sentence into the direction of its voice.

The embedding model of pyannote.ai's community-1 (CC BY 4.0). It hears speech only: quiet
frames are left out, which tells as much for less.
"""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from captioner.core.audio import RATE
from captioner.core.errors import EngineUnavailable
from captioner.core.models import SPEAKERS
from captioner.core.timbre import Sounding
from captioner.engines.models import check_before_use
from captioner.engines.moonshine.weights import run, session
from captioner.engines.voices.features import FRAME, HOP, fbank

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

LEAST_S = 0.4
"""A sentence with less speech tells nothing of its voice."""

_QUIET = 6.9
"""Frames are quiet whose energy is so much, in nepers of power, below the loudest: 30 dB."""

_MOST = 0.5
"""A computer that needs more processor seconds for a second of speech does not keep up; where this
was measured it is 0.05."""

_TRIED = 3 * RATE // 2

_LOUDEST = 0.95
"""The share of frames that the loudest are above; a click is louder than any voice."""


class Network:
    """The network, loaded; any number of threads may use it at once.

    Args:
        folder: Where the models are that came with Captioner.

    Raises:
        EngineUnavailable: onnxruntime is not made for this machine, or it is too slow.
        ModelMissing: The file is absent or damaged.
    """

    def __init__(self, folder: Path) -> None:
        check_before_use(SPEAKERS, folder / SPEAKERS.name)
        self._network = session(folder / SPEAKERS.name / SPEAKERS.files[0].name)
        if self._cost() > _MOST:
            raise EngineUnavailable(
                "This computer is too slow for it.", "Captions go on without letters."
            )

    def hear(self, sound: "NDArray[float32]") -> Sounding | None:
        """What a sentence sounds like; None where too little of it is speech. Blocks.

        Args:
            sound: 16 kHz, -1 to 1, shape (n,).

        Raises:
            EngineError: The network broke.
        """
        import numpy as np

        if len(sound) < FRAME:
            return None
        features = fbank(sound)
        power = features.max(axis=1)
        speech = power > np.quantile(power, _LOUDEST) - _QUIET
        seconds = float(speech.sum()) * HOP / RATE
        if seconds < LEAST_S or not sound.any():
            return None
        heard = features[speech]
        centred, weights = heard - heard.mean(axis=0), np.ones(len(heard), np.float32)
        (found,) = run(self._network, {"fbank": centred[None], "weights": weights[None]})
        return Sounding(tuple(map(float, found[0])), seconds)

    def _cost(self) -> float:
        """Processor seconds for a second of sound; of this thread, whatever else runs now."""
        import numpy as np

        sound = np.random.default_rng(1).normal(0, 0.05, _TRIED).astype(np.float32)
        self.hear(sound)  # the first call takes memory
        began = time.thread_time()
        self.hear(sound)
        return (time.thread_time() - began) * RATE / _TRIED

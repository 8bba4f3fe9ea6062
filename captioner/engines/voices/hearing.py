"""What voices sound like and where they change, by networks that are loaded when first asked."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from captioner.core.audio import to_floats

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    from captioner.core.changes import Change
    from captioner.core.timbre import Sounding

_Heard = TypeVar("_Heard")

Hear = Callable[[bytes], "Sounding | None"]
"""How PCM16, mono, 16 kHz sounds; None where little of it is speech. Blocks for about a
twentieth of its length, so call it in a worker thread. Raises as `Network` does."""

HearChanges = Callable[[bytes], "list[Change]"]
"""Where voices change in PCM16, mono, 16 kHz. Blocks for a two-hundredth of its length. Raises as
`Segmentation` does."""


def voice_model(folder: Path) -> Hear:
    """What listens to voices.

    Args:
        folder: Where the models are that came with Captioner.
    """

    def load() -> "Callable[[NDArray[float32]], Sounding | None]":
        from captioner.engines.voices.network import Network

        return Network(folder).hear

    return _Lazy(load)


def change_model(folder: Path) -> HearChanges:
    """What hears where voices change.

    Args:
        folder: Where the models are that came with Captioner.
    """

    def load() -> "Callable[[NDArray[float32]], list[Change]]":
        from captioner.engines.voices.segmentation import Segmentation

        return Segmentation(folder).hear

    return _Lazy(load)


class _Lazy(Generic[_Heard]):
    def __init__(self, load: "Callable[[], Callable[[NDArray[float32]], _Heard]]") -> None:
        self._load = load
        self._lock = threading.Lock()
        self._hear: Callable[[NDArray[float32]], _Heard] | None = None

    def __call__(self, pcm: bytes) -> _Heard:
        with self._lock:
            if self._hear is None:
                self._hear = self._load()
        return self._hear(to_floats(pcm))

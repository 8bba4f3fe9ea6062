"""The network that hears where one voice ends and another begins.

The segmentation model of pyannote.ai's community-1 (CC BY 4.0). It was taught with 10 s at
once, and tells of each moment which of up to three voices are heard; which of them is the
first, it tells of what it heard at once only.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from captioner.core.audio import RATE, to_ms
from captioner.core.changes import Change, changes
from captioner.core.models import SPEAKERS
from captioner.engines.models import check_before_use
from captioner.engines.moonshine.weights import run, session

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_HEARD = 10 * RATE
_LEAST = RATE
_ROW_MS = 270 * 1000 / RATE
"""How far what the network tells of one moment is from the next."""

_MOST_STEP = 6 * RATE
"""A change is heard badly near an end of what is heard: so another stretch hears it, too."""

_SAME_MS = 700
"""Changes that two stretches tell of are one if they are so near each other."""

_ACTIVE = 0.5


class Segmentation:
    """The network, loaded; any number of threads may use it at once.

    Args:
        folder: Where the models are that came with Captioner.

    Raises:
        EngineUnavailable: onnxruntime is not made for this machine.
        ModelMissing: The file is absent or damaged.
    """

    def __init__(self, folder: Path) -> None:
        check_before_use(SPEAKERS, folder / SPEAKERS.name)
        self._network = session(folder / SPEAKERS.name / SPEAKERS.files[1].name)

    def hear(self, sound: "NDArray[float32]") -> list[Change]:
        """Where voices change, from the beginning of the sound. Blocks.

        Args:
            sound: 16 kHz, -1 to 1, shape (n,).

        Raises:
            EngineError: The network broke.
        """
        found: list[Change] = []
        for start in _starts(len(sound)):
            for change in self._changes(sound[start : start + _HEARD]):
                at = Change(change.from_ms + to_ms(start), change.to_ms + to_ms(start))
                if all(abs(at.from_ms - each.from_ms) > _SAME_MS for each in found):
                    found.append(at)
        return sorted(found, key=lambda each: each.from_ms)

    def _changes(self, sound: "NDArray[float32]") -> list[Change]:
        if len(sound) < _LEAST:
            return []
        (told,) = run(self._network, {"waveforms": sound[None, None]})
        heard = ((told[0] > _ACTIVE) @ (1, 2, 4)).tolist()
        return changes(heard, _ROW_MS)


def _starts(samples: int) -> list[int]:
    """Where stretches begin that hear all of it, those between twice where there is room."""
    more = max(0, samples - _HEARD)
    count = 1 + -(-more // _MOST_STEP)
    return [more * each // max(1, count - 1) for each in range(count)]

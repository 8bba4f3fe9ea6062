"""The speech that the embedded recogniser's package brings, for trying and demonstrating."""

from importlib.util import find_spec
from pathlib import Path

from captioner.core.errors import EngineUnavailable


def sample_path() -> Path:
    """Where the sample is: 44 s of one reader.

    Raises:
        EngineUnavailable: The package has no wheel for this machine.
    """
    spec = find_spec("moonshine_voice")
    for folder in (spec.submodule_search_locations or []) if spec is not None else []:
        path = Path(folder) / "assets" / "two_cities.wav"
        if path.exists():
            return path
    raise EngineUnavailable(
        "The sample is not on this computer, because the embedded recogniser is not.",
        "Caption a sound file or a microphone with another recogniser.",
    )

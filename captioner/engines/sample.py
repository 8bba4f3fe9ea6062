"""The speech that the embedded recogniser's package brings, for trying and demonstrating."""

from importlib.util import find_spec
from pathlib import Path

from captioner.core.errors import EngineUnavailable

SAID = (
    "it was the best of times it was the worst of times it was the age of wisdom it was the age"
    " of foolishness it was the epoch of belief it was the epoch of incredulity it was the season"
    " of light it was the season of darkness it was the spring of hope it was the winter of"
    " despair we had everything before us we had nothing before us we were all going direct to"
    " heaven we were all going direct the other way in short the period was so far like the"
    " present period that some of its noisiest authorities insisted on its being received for"
    " good or for evil in the superlative degree of comparison only"
)
"""What is read in it: C. Dickens, A Tale of Two Cities."""


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
        "There is no sample for this computer.", "Caption a sound file or a microphone."
    )

"""The library's wrapper, with the real recogniser."""

from collections.abc import Iterator

import pytest

from captioner.app.resources import resource
from captioner.core.audio import to_floats
from captioner.core.models import MODELS
from captioner.core.pauses import HOP
from captioner.engines.moonshine.base import Recogniser
from captioner.engines.moonshine.open import open_recogniser
from tests.engines.speech import spoken


@pytest.fixture
def speaking() -> Iterator[Recogniser]:
    """A recogniser that was restarted in the middle of a word."""
    recogniser = open_recogniser(MODELS["tiny-en"], resource("model") / "tiny-en")
    recogniser.add(to_floats(spoken(32.6, 34.6)))
    recogniser.restart(0)
    yield recogniser
    recogniser.close()


@pytest.mark.parametrize("samples", [1, HOP, 2 * HOP - 1, 2 * HOP])
def test_next_to_no_sound_breaks_nothing(speaking: Recogniser, samples: int) -> None:
    speaking.add(to_floats(spoken(34.6, 35.6))[:samples])
    speaking.read()
    assert all(line.complete for line in speaking.restart(0))


def test_speech_goes_on_after_next_to_no_sound(speaking: Recogniser) -> None:
    sound = to_floats(spoken(34.6, 36.6))
    text = ""
    for start in range(0, len(sound) - HOP, HOP):
        speaking.add(sound[start : start + HOP])
        text = " ".join(text for line in speaking.read() for text in line.texts)
    assert text

"""An hour in which nobody pauses, faster than it is spoken."""

from typing import TYPE_CHECKING

import pytest

from captioner.app.resources import resource
from captioner.core.audio import RATE, Chunk
from captioner.core.events import Final
from captioner.core.models import MODELS
from captioner.core.settings import DEFAULTS
from captioner.engines.moonshine import stream
from captioner.engines.moonshine.decoding import Decoded
from captioner.engines.moonshine.stream import Stream
from captioner.engines.moonshine.voice import Voice
from captioner.engines.moonshine.weights import Weights, shared, voice_network
from captioner.engines.transcription import Transcription
from tests.engines.speech import noise

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

pytestmark = pytest.mark.soak

MINUTES = 60
LONGEST_HEARD = 15 * RATE
LONGEST_FINAL_MS = 30_000


def test_an_hour_without_a_pause_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    models = resource("model")
    weights = shared(MODELS["tiny-en"], models / "tiny-en")
    (token,) = {weights.tokens.index(b" the")}

    def decode(_: Weights, sound: "NDArray[float32]", *rest: object) -> Decoded:
        heard.append(len(sound))
        given = len(rest[2]) if len(rest) > 2 else 0  # type: ignore[arg-type]
        count = max(1, len(sound) // RATE - given)
        return Decoded((token,) * count, (0.9,) * count)

    monkeypatch.setattr(stream, "decode", decode)
    monkeypatch.setattr(Voice, "hear", lambda *_: 0.9)
    transcription = Transcription(
        Stream(weights, voice_network(models), weights), DEFAULTS, lambda: 0.0
    )
    minute = noise(60, peak=9000)
    finals: list[Final] = []
    for number in range(MINUTES):
        step = RATE // 2
        for start in range(0, 60 * RATE, step):
            chunk = Chunk(number * 60 * RATE + start, minute[2 * start : 2 * (start + step)])
            finals += [e for e in transcription.hear(chunk) if isinstance(e, Final)]
    finals += [event for event in transcription.finish() if isinstance(event, Final)]
    assert max(heard) <= LONGEST_HEARD
    assert len(finals) >= MINUTES * 2
    assert max(final.end_ms - final.start_ms for final in finals) <= LONGEST_FINAL_MS
    assert finals[-1].end_ms >= (MINUTES * 60 - 2) * 1000

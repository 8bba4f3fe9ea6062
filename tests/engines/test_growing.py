"""A line that grows, heard with the real models."""

import numpy as np
import pytest

from captioner.app.resources import resource
from captioner.core.audio import RATE, to_floats
from captioner.core.joins import bare
from captioner.core.models import MODELS, SHIPPED
from captioner.engines.moonshine.decoding import Decoded, decode
from captioner.engines.moonshine.growing import Growing
from captioner.engines.moonshine.past import Heard
from captioner.engines.moonshine.tokens import words
from captioner.engines.moonshine.weights import FRAMES_A_SECOND, Weights, shared
from tests.engines.speech import spoken

BEST_OF_TIMES = (1.0, 5.0)
SAID = ["it", "was", "the", "best", "of", "times", "it", "was", "the", "worst", "of", "times"]


@pytest.fixture(params=SHIPPED)
def weights(request: pytest.FixtureRequest) -> Weights:
    return shared(MODELS[request.param], resource("model") / request.param)


def said(weights: Weights, decoded: Decoded) -> list[str]:
    return [bare(text) for text, _ in words(weights.tokens, decoded.tokens)]


def test_whoever_goes_on_hears_what_is_heard_at_once(weights: Weights) -> None:
    sound = to_floats(spoken(*BEST_OF_TIMES))
    whole = weights.go_on(sound, weights.nothing)
    front = whole.first(100)
    rest = weights.go_on(sound, front)
    assert rest.frames == whole.frames - 100
    again = front.followed_by(rest)
    for name, values in {**whole.attended, **whole.kept}.items():
        other = {**again.attended, **again.kept}[name]
        np.testing.assert_allclose(other, values, atol=1e-3)


def test_only_what_is_new_is_heard_and_a_little_before_it(
    weights: Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = to_floats(spoken(*BEST_OF_TIMES))
    made: list[int] = []
    go_on = weights.go_on

    def watched(given: "np.typing.NDArray[np.float32]", before: Heard) -> Heard:
        heard = go_on(given, before)
        made.append(heard.frames)
        return heard

    monkeypatch.setattr(weights, "go_on", watched)
    growing = Growing(weights)
    for end in range(RATE // 2, len(sound), RATE // 4):
        growing.hear(sound[:end])
    assert max(made) <= FRAMES_A_SECOND
    assert sum(made) > FRAMES_A_SECOND * 3


def test_the_words_are_those_of_all_the_sound_at_once(weights: Weights) -> None:
    sound = to_floats(spoken(*BEST_OF_TIMES))
    growing = Growing(weights)
    for end in range(RATE // 2, len(sound), RATE // 4):
        growing.hear(sound[:end])
    heard = growing.hear(sound)
    assert said(weights, decode(weights, sound, heard=heard)) == SAID
    assert said(weights, decode(weights, sound)) == SAID

"""Two models that read together, with the real ones."""

import numpy as np

from captioner.app.resources import resource
from captioner.core.audio import faster, to_floats
from captioner.core.models import MODELS
from captioner.engines.moonshine.decoding import decode
from captioner.engines.moonshine.past import cut
from captioner.engines.moonshine.together import Together
from captioner.engines.moonshine.tokens import BEGIN, words
from captioner.engines.moonshine.weights import shared
from tests.engines.speech import spoken

MODEL = resource("model")
BASE, TINY = (shared(MODELS[name], MODEL / name) for name in ("base-en", "tiny-en"))
WORST = (1.0, 4.5)


def likely(scores: np.ndarray) -> np.ndarray:
    shares = np.exp(scores.astype(np.float64) - scores.max())
    return np.asarray(shares / shares.sum())


def test_they_have_the_same_tokens() -> None:
    differ = [one for one, other in zip(BASE.tokens, TINY.tokens, strict=False) if one != other]
    assert [each.decode() for each in differ] == ["\N{LINE SEPARATOR}"], "which nobody says"
    assert not any(TINY.tokens[len(BASE.tokens) :])


def test_they_read_what_each_reads() -> None:
    sound = to_floats(spoken(*WORST))
    read = decode(Together(BASE, TINY), sound)
    said = " ".join(text for text, _ in words(BASE.tokens, read.tokens)).lower()
    assert "best of times" in said
    assert "worst of times" in said


def test_a_token_is_as_likely_as_all_hold_it_by_their_shares() -> None:
    sound = to_floats(spoken(*WORST))
    both = Together(BASE, TINY)
    together, _ = both.step([BEGIN], both.listen(sound), None)
    each = [
        likely(weights.step([BEGIN], weights.listen(heard), None)[0][0])
        for weights, heard in ((BASE, sound), (BASE, faster(sound, 1.1)), (TINY, sound))
    ]
    expected = np.exp(sum(s * np.log(one) for s, one in zip((0.3, 0.25, 0.45), each, strict=True)))
    np.testing.assert_allclose(likely(together[0]), expected / expected.sum(), atol=1e-4)


def test_what_was_heard_need_not_be_heard_again() -> None:
    sound = to_floats(spoken(*WORST))
    both = Together(BASE, TINY)
    anew, gone_on = both.listen(sound), both.listen(sound, BASE.listen(sound))
    assert anew.keys() == gone_on.keys()
    assert all(np.array_equal(anew[name], gone_on[name]) for name in anew)


def test_their_past_can_be_cut_as_that_of_one() -> None:
    both = Together(BASE, TINY)
    heard = both.listen(to_floats(spoken(*WORST)))
    tokens = [BEGIN, 500, 600]
    at_once, _ = both.step(tokens, heard, None)
    _, past = both.step([*tokens[:2], 700, 800], heard, None)
    after, _ = both.step(tokens[2:], heard, cut(past, 2))
    np.testing.assert_allclose(likely(after[0]), likely(at_once[2]), atol=0.05)
    assert after[0].argmax() == at_once[2].argmax()

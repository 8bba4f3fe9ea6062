"""Decoding with the real models: verified, and with word boost."""

import pytest

from captioner.app.resources import resource
from captioner.core.audio import RATE, to_floats
from captioner.core.bias import Bias
from captioner.core.models import MODELS, SHIPPED
from captioner.engines.moonshine.decoding import Decoded, decode
from captioner.engines.moonshine.tokens import words
from captioner.engines.moonshine.weights import Weights, shared
from tests.engines.speech import spoken

BEST_OF_TIMES = (1.0, 5.0)


@pytest.fixture(params=SHIPPED)
def weights(request: pytest.FixtureRequest) -> Weights:
    return shared(MODELS[request.param], resource("model") / request.param)


def text(weights: Weights, decoded: Decoded) -> str:
    return " ".join(text for text, _ in words(weights.tokens, decoded.tokens))


def said_with(weights: Weights, *terms: str) -> tuple[str, list[str]]:
    """What is read with these terms, and the words that word boost decided."""
    decoded = decode(weights, to_floats(spoken(*BEST_OF_TIMES)), (), Bias(terms, weights.spelt))
    found = words(weights.tokens, decoded.tokens)
    return text(weights, decoded), [t for t, places in found if decoded.boosted & set(places)]


def test_what_was_read_before_is_verified_not_believed(weights: Weights) -> None:
    sound = to_floats(spoken(*BEST_OF_TIMES))
    scratch = decode(weights, sound)
    wrong = (*scratch.tokens[:5], 4321, *scratch.tokens[6:])
    for before in (scratch.tokens, scratch.tokens[:3], wrong, (4321,) * 40):
        assert text(weights, decode(weights, sound, before)) == text(weights, scratch)


def test_what_is_given_is_gone_on_from(weights: Weights) -> None:
    sound = to_floats(spoken(*BEST_OF_TIMES))
    scratch = decode(weights, sound).tokens
    given, rest = scratch[:7], scratch[7:]
    for before in ((), rest, rest[:2]):
        assert decode(weights, sound, before, given=given).tokens == rest


def test_each_token_tells_how_likely_it_was(weights: Weights) -> None:
    decoded = decode(weights, to_floats(spoken(*BEST_OF_TIMES)))
    assert len(decoded.likely) == len(decoded.tokens)
    assert all(0 < likely <= 1 for likely in decoded.likely)


def cut_off_with(name: str, *terms: str) -> tuple[str, list[str]]:
    """What is read where the sound ends within *incredulity*, and which words are boosted."""
    weights = shared(MODELS[name], resource("model") / name)
    decoded = decode(weights, to_floats(spoken(8.4, 12.5)), (), Bias(terms, weights.spelt))
    found = words(weights.tokens, decoded.tokens)
    return text(weights, decoded), [t for t, places in found if decoded.boosted & set(places)]


def test_a_term_that_sounds_like_it_is_preferred_and_marked() -> None:
    plain, _ = cut_off_with("base-en")
    read, boosted = cut_off_with("base-en", "Incredulity")
    assert "incredulity" not in plain
    assert read.endswith("incredulity")
    assert boosted == ["incredulity"]


def test_a_term_that_was_begun_and_left_is_taken_back() -> None:
    assert cut_off_with("tiny-en", "Incredulity") == cut_off_with("tiny-en")


def test_nothing_is_made_up_after_the_last_word() -> None:
    assert cut_off_with("base-en", "Incredibleness") == cut_off_with("base-en")


def test_terms_that_are_not_said_change_nothing(weights: Weights) -> None:
    plain, _ = said_with(weights)
    terms = ("Kubernetes", "itwasabad", "thebestow", "worstward", "Timbuktu", "Bestinghouse")
    assert said_with(weights, *terms) == (plain, [])


def test_next_to_no_sound_can_be_decoded(weights: Weights) -> None:
    decode(weights, to_floats(spoken(0.0, 0.01)))
    decode(weights, to_floats(bytes(RATE)))

"""Terms that fit the sound nearly as well as what was read, with the real model."""

import numpy as np
import pytest

from captioner.app.resources import resource
from captioner.core.audio import to_floats
from captioner.core.models import MODELS
from captioner.core.nearly import NearTerms
from captioner.engines.moonshine.decoding import Decoded, decode
from captioner.engines.moonshine.nearly import with_terms
from captioner.engines.moonshine.tokens import words
from captioner.engines.moonshine.weights import Weights, shared
from tests.engines.speech import spoken

CUT_OFF = (8.4, 12.5)
"""The sound ends within *incredulity*, and is read as *incredulous*."""


@pytest.fixture
def weights() -> Weights:
    return shared(MODELS["base-en"], resource("model") / "base-en")


def said_with(weights: Weights, *terms: str) -> tuple[str, list[str]]:
    """What is read with these terms, and the words that were put in."""
    sound = to_floats(spoken(*CUT_OFF))
    read = with_terms(weights, sound, decode(weights, sound), NearTerms(terms))
    assert len(read.likely) == len(read.tokens)
    found = words(weights.tokens, read.tokens)
    text = " ".join(text for text, _ in found)
    return text, [text for text, places in found if read.boosted & set(places)]


def test_a_term_that_fits_is_put_in_and_marked_and_the_rest_stays(weights: Weights) -> None:
    plain, _ = said_with(weights)
    assert plain.endswith("the epoch of incredulous")
    read, put = said_with(weights, "Incredulity", "Dashwood")
    assert read == plain.replace("incredulous", "incredulity")
    assert put == ["incredulity"]


def test_terms_that_sound_alike_but_do_not_fit_are_left_out(weights: Weights) -> None:
    assert said_with(weights, "Epock", "Bayleaf", "Incredibles") == said_with(weights)


def test_a_name_that_no_model_would_spell_takes_the_place_of_a_made_up_word(
    weights: Weights,
) -> None:
    sound, name = to_floats(spoken(*CUT_OFF)), NearTerms(["Encradulous"])
    read = decode(weights, sound)
    assert with_terms(weights, sound, read, name) == read, "incredulous is a word"
    pieces = [weights.tokens.index(piece) for piece in (b" in", b"cred", b"ul", b"ous")]
    in_pieces = Decoded((*read.tokens[:-3], *pieces), (*read.likely[:-3], *[0.3] * len(pieces)))
    put = with_terms(weights, sound, in_pieces, name)
    assert [text for text, _ in words(weights.tokens, put.tokens)][-1].lower() == "encradulous"


def test_of_nothing_nothing_is_made(weights: Weights) -> None:
    silence = np.zeros(16_000, np.float32)
    assert with_terms(weights, silence, Decoded(), NearTerms(["Dashwood"])) == Decoded()


def test_where_hardly_anything_was_heard_no_term_is_put(weights: Weights) -> None:
    sound, name = to_floats(spoken(*CUT_OFF)), NearTerms(["Incredulity"])
    read = decode(weights, sound)
    assert with_terms(weights, sound, read, name).boosted
    made_up = Decoded(read.tokens, (0.5,) * len(read.tokens))
    assert with_terms(weights, sound, made_up, name) == made_up

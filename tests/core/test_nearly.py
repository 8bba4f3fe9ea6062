"""Where a term may have been said that was read as something alike."""

from captioner.core.nearly import NearTerms


def places(terms: list[str], text: str) -> list[tuple[str, str]]:
    """The terms with what was read there, the most alike first."""
    texts = text.split()
    return [
        (near.term, " ".join(texts[near.first : near.first + near.count]))
        for near in NearTerms(terms).places(texts, [0.5] * len(texts))
    ]


def test_a_term_is_suspected_where_the_words_sound_alike() -> None:
    found = places(["TensorFlow", "Okonkwo"], "The old model was trained with denser flow.")
    assert ("TensorFlow", "denser flow.") in found
    assert "Okonkwo" not in {term for term, _ in found}


def test_a_term_may_be_hidden_in_more_words_than_it_has() -> None:
    assert ("Inverashiel", "Enra Sheel") in places(["Inverashiel"], "They drove up to Enra Sheel")


def test_nothing_is_suspected_where_a_term_stands_already() -> None:
    found = places(["Vandermeer", "Vander"], "Ask Vandermeer, Van der Mere, whether it is signed.")
    assert found
    assert not any("Vandermeer" in read for _, read in found)


def test_common_words_are_told() -> None:
    (near, *_) = NearTerms(["Terraform"]).places(["to", "form"], [0.5] * 2)
    assert near.common
    (near, *_) = NearTerms(["TensorFlow"]).places(["denser", "flow"], [0.5] * 2)
    assert not near.common


def test_many_sounds_that_are_alike_where_the_words_are_hardly_sure_are_telling() -> None:
    def telling(term: str, read: str, sure: float) -> bool:
        texts = read.split()
        return any(near.telling for near in NearTerms([term]).places(texts, [sure] * len(texts)))

    assert telling("Bhattacharya", "Bateschertyu", 0.3)
    assert not telling("Bhattacharya", "Bateschertyu", 0.7), "surer words may be right"
    assert not telling("Terraform", "to form", 0.3), "common words are often right"
    assert not telling("Miro", "Misoy", 0.3), "much sounds like a short name"


def test_sure_words_are_believed() -> None:
    words = ["with", "denser", "flow", "in"]
    found = NearTerms(["TensorFlow"]).places(words, [0.99, 0.7, 0.7, 0.95])
    assert found
    assert all(near.first + near.count <= 3 for near in found), "the sure last word stays"
    assert not NearTerms(["TensorFlow"]).places(words, [0.99] * 4)


def test_a_sure_word_may_be_the_end_of_a_term_where_another_is_hardly_sure() -> None:
    (near, *_) = NearTerms(["amoxicillin"]).places(["unboxing", "still", "in"], [0.5, 0.6, 0.98])
    assert near.count == 3


def test_few_places_are_looked_at_however_many_terms_there_are() -> None:
    terms = [f"Marchett{letter}" for letter in "abcdefghijklmnop"]
    assert len(places(terms, "Can you hear me, Marquette, or am I on mute?")) <= 6


def test_there_is_nothing_to_suspect_without_terms_or_with_very_short_ones() -> None:
    assert places([], "Can you hear me?") == []
    assert places(["Io", "the"], "I owe the bank.") == []

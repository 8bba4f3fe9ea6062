"""Which tokens the user's terms make more likely."""

from captioner.core.bias import NOTHING, Begun, Bias, Vocabulary

TEXTS = [
    "",
    " ",
    " Ku",
    " K",
    "ber",
    "netes",
    " kuber",
    "net",
    "es",
    " New",
    " York",
    "er",
    "!",
    "s",
]
WORDS = Vocabulary(TEXTS)


def token(text: str) -> int:
    return TEXTS.index(text)


def spelt(bias: Bias, *texts: str) -> Begun:
    begun = NOTHING
    for text in texts:
        begun = bias.after(begun, token(text))
    return begun


def test_every_token_that_begins_a_term_is_preferred_whatever_its_case() -> None:
    first = Bias(["Kubernetes"], WORDS).first
    assert {TEXTS[each] for each in first} == {" Ku", " K", " kuber"}
    assert first[token(" kuber")] > first[token(" Ku")] > first[token(" K")] > 0


def test_every_way_to_go_on_is_preferred() -> None:
    bias = Bias(["Kubernetes"], WORDS)
    assert {TEXTS[each] for each in bias.more(spelt(bias, " Ku", "ber"))} == {"netes", "net"}
    assert {TEXTS[each] for each in bias.more(spelt(bias, " kuber", "net"))} == {"es"}
    assert bias.more(NOTHING) == {}


def test_a_term_of_two_words_goes_on_across_the_space() -> None:
    bias = Bias(["  new   york "], WORDS)
    assert {TEXTS[each] for each in bias.more(spelt(bias, " New"))} == {" ", " York"}


def test_a_whole_term_is_known() -> None:
    bias = Bias(["Kubernetes"], WORDS)
    assert [place.is_whole for place in spelt(bias, " Ku", "ber", "netes")] == [True]
    assert [place.is_whole for place in spelt(bias, " Ku", "ber", "net")] == [False]


def test_what_does_not_go_on_is_left() -> None:
    bias = Bias(["Kubernetes"], WORDS)
    assert spelt(bias, " Ku", "er") == NOTHING
    assert spelt(bias, " Ku", "") == NOTHING
    assert bias.after(NOTHING, 999) == NOTHING


def test_a_word_may_end_before_all_but_letters() -> None:
    bias = Bias([], WORDS)
    assert [text for text in TEXTS if bias.ends_word(token(text))] == [
        "", " ", " Ku", " K", " kuber", " New", " York", "!",
    ]  # fmt: skip
    assert bias.ends_word(999)


def test_a_text_is_written_in_the_order_of_the_tokens_or_in_the_fewest() -> None:
    texts = ["", " ", "a", "b", "c", "d", "ab", "cd", " ab", "bcd", " a"]
    words = Vocabulary(texts)
    ways = [[texts[each] for each in way] for way in words.written(" abcd")]
    assert ways == [[" ab", "cd"], [" a", "bcd"]]
    assert words.written(" Abcd") == []

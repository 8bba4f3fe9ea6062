import pytest

from captioner.server.access import LONGEST_S, Access, AccessRefused

KEY = "s3cret-ключ"


@pytest.fixture
def guarded() -> Access:
    return Access(KEY, lambda: "TOKEN")


def refusal(access: Access, shown: str, token: str = "", now: float = 0.0) -> str:
    with pytest.raises(AccessRefused) as refused:
        access.admit(shown, token, now)
    return refused.value.text


@pytest.mark.parametrize("shown", ["", "any key at all"])
def test_without_a_key_anybody_comes_in(shown: str) -> None:
    assert Access("", lambda: "TOKEN").admit(shown, "", 0.0) == LONGEST_S


def test_the_key_opens_a_session_of_three_hours(guarded: Access) -> None:
    assert guarded.admit(KEY, "", 0.0) == LONGEST_S == 3 * 3600


@pytest.mark.parametrize("shown", ["wrong", f"Bearer {KEY}", f"{KEY} ", "\udcff"])
def test_anything_but_the_key_is_refused(guarded: Access, shown: str) -> None:
    assert refusal(guarded, shown) == "Invalid API key"


def test_showing_nothing_is_refused_in_words_of_its_own(guarded: Access) -> None:
    assert refusal(guarded, "") == "Missing Authorization header"


def test_a_token_needs_no_key_and_gives_the_length_of_its_session(guarded: Access) -> None:
    token = guarded.issue_token(60, 600, 0.0)
    assert guarded.admit("", token, 30.0) == 600


def test_a_token_may_stand_in_the_header_of_the_key(guarded: Access) -> None:
    token = guarded.issue_token(60, 600, 0.0)
    assert guarded.admit(token, "", 30.0) == 600
    assert refusal(guarded, token) == "Signature has expired"


@pytest.mark.parametrize("access", [Access("", lambda: "TOKEN"), Access(KEY, lambda: "TOKEN")])
def test_a_token_is_judged_even_where_any_key_will_do(access: Access) -> None:
    assert refusal(access, KEY, "made up") == "Signature has expired"
    token = access.issue_token(60, 600, 0.0)
    assert refusal(access, "", token, now=61.0) == "Signature has expired"

import itertools

import pytest

from captioner.server.tokens import TokenRefused, Tokens


@pytest.fixture
def tokens() -> Tokens:
    return Tokens(map("token-{}".format, itertools.count()).__next__)


def test_a_token_opens_one_session_of_its_length(tokens: Tokens) -> None:
    token = tokens.issue(60, 600, now=0)
    assert tokens.redeem(token, now=59) == 600
    with pytest.raises(TokenRefused):
        tokens.redeem(token, now=59)


def test_a_token_expires(tokens: Tokens) -> None:
    token = tokens.issue(60, 600, now=0)
    with pytest.raises(TokenRefused):
        tokens.redeem(token, now=60.1)


def test_an_unknown_token_is_refused(tokens: Tokens) -> None:
    with pytest.raises(TokenRefused):
        tokens.redeem("made up", now=0)


def test_each_token_is_its_own(tokens: Tokens) -> None:
    first, second = tokens.issue(60, 600, now=0), tokens.issue(60, 900, now=0)
    tokens.redeem(first, now=1)
    assert tokens.redeem(second, now=1) == 900


def test_a_token_is_remembered_for_an_hour_after_its_time_and_then_forgotten(
    tokens: Tokens,
) -> None:
    token = tokens.issue(60, 600, now=0)
    tokens.issue(60, 600, now=3600)
    assert token in tokens
    tokens.issue(60, 600, now=3661)
    assert token not in tokens

import copy
import json
import logging
import pickle

import pytest

from captioner.core.errors import KeyRefused
from captioner.core.secret import Secret, secret_of

KEY = "canary-7f3a"
SECRET = Secret(KEY)


@pytest.mark.parametrize(
    "shown",
    [repr(SECRET), str(SECRET), f"{SECRET}", f"{SECRET:>30}", f"{SECRET!r}", "%s" % SECRET],  # noqa: UP031 - logging formats like this
)
def test_it_does_not_show_itself(shown: str) -> None:
    assert KEY not in shown
    assert "hidden" in shown


def test_it_gives_the_key_out_only_when_asked() -> None:
    assert SECRET.reveal() == KEY


@pytest.mark.parametrize("write", [pickle.dumps, json.dumps, copy.copy, copy.deepcopy, vars])
def test_it_cannot_be_written_down_or_copied(write) -> None:
    with pytest.raises(TypeError) as caught:
        write(SECRET)
    assert KEY not in str(caught.value)


def test_a_log_line_hides_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("captioner").debug("signing in with %s, %r", SECRET, [SECRET])
    assert KEY not in caplog.text
    assert "hidden" in caplog.text


def test_a_key_is_taken_without_the_white_space_around_it() -> None:
    assert secret_of("  abc\n").reveal() == "abc"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("two words", "it has spaces"),
        ("schlüssel", "it has letters that no key has"),
        ("ключ", "it has letters that no key has"),
        ("line\nbreak", "line breaks"),
        ("a\x00b", "cannot be seen"),
    ],
)
def test_what_cannot_be_a_key_is_told_why_and_not_shown(text: str, wrong: str) -> None:
    with pytest.raises(KeyRefused, match=wrong) as refused:
        secret_of(text)
    assert not text.strip() or text not in str(refused.value)

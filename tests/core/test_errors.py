from collections.abc import Iterator

import pytest

from captioner.core import errors
from captioner.core.errors import Action, CaptionerError


def below(kind: type[CaptionerError]) -> Iterator[type[CaptionerError]]:
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield child
            yield from below(child)


ALL = list(below(CaptionerError))
each_error = pytest.mark.parametrize("kind", ALL)


def test_exit_statuses_are_those_of_the_command_line() -> None:
    kinds = (kind for kind in CaptionerError.__subclasses__() if kind in ALL)
    assert {kind.__name__: kind.status for kind in kinds} == {
        "UsageError": 2,
        "AudioError": 3,
        "EngineError": 4,
        "CredentialsError": 5,
        "StorageError": 6,
        "Fault": 1,
    }


@each_error
def test_a_special_case_keeps_the_exit_status_of_its_kind(kind: type[CaptionerError]) -> None:
    top = kind.__mro__[kind.__mro__.index(CaptionerError) - 1]
    assert kind.status == top.__dict__["status"]


@each_error
def test_it_stands_in_the_tree_at_the_top_of_the_file(kind: type[CaptionerError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")


@each_error
def test_it_carries_its_sentences_and_reads_as_both(kind: type[CaptionerError]) -> None:
    error = kind("It broke.", "Mend it.", retry_after_s=2.5)
    assert (error.title, error.advice, error.retry_after_s) == ("It broke.", "Mend it.", 2.5)
    assert str(error) == "It broke. Mend it."


@each_error
def test_its_button_is_one_of_the_buttons(kind: type[CaptionerError]) -> None:
    assert kind.action is None or kind.action in Action


def test_bad_settings_and_bad_keys_are_never_tried_again() -> None:
    for kind in (errors.KeyRefused, errors.KeyMissing, errors.NoCredit, errors.RequestRefused):
        assert not kind.retry


def test_every_button_has_a_label_of_its_own() -> None:
    labels = [action.value for action in Action]
    assert all(labels)
    assert len(set(labels)) == len(list(Action))

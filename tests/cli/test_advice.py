"""What a terminal advises: its own commands, never a window's settings."""

import ast
from pathlib import Path

import pytest

from captioner.cli.advice import advice
from captioner.cli.printing import TextPrinter
from captioner.core import errors
from captioner.core.errors import (
    CaptionerError,
    KeyLocked,
    KeyMissing,
    KeyRefused,
    KeyringAbsent,
    KeyUnusable,
    RequestRefused,
    UsageError,
)
from captioner.core.status import Condition, Status
from captioner.engines.assemblyai import codes

CODE = Path(errors.__file__).parents[1]


def about(error: CaptionerError, server: str = "AssemblyAI") -> CaptionerError:
    error.server = server
    return error


def test_a_key_is_entered_with_a_command() -> None:
    missing = KeyMissing("There is no key.", "Enter your key in the settings.")
    assert advice(missing) == "Enter it with: captioner key set"
    assert advice(about(missing, "desk:8765")) == "Enter it with: captioner key set --server URL"


def test_without_a_keyring_a_variable_holds_it() -> None:
    error = KeyMissing("There is no keyring.", "Install one.")
    error.__cause__ = KeyringAbsent("There is no keyring.", "Install one.")
    assert advice(error).startswith("Give the key in ASSEMBLYAI_API_KEY, or install a keyring")
    assert "CAPTIONER_SERVER_KEY" in advice(about(error, "desk:8765"))


def test_a_setting_that_is_refused_is_named_as_it_is_changed_here() -> None:
    refused = codes.from_close(3006, "min_turn_silence")
    assert isinstance(refused, RequestRefused)
    assert advice(refused) == "Change it with: --set end_utterance_silence_threshold=VALUE"


@pytest.mark.parametrize(
    "error",
    [
        KeyUnusable("It has spaces.", "Copy it again."),
        codes.token_refused(),
        UsageError("No such format.", "Choose another one."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_is_done_alike_everywhere_is_said_alike(error: CaptionerError) -> None:
    assert advice(error) == error.advice


@pytest.mark.parametrize(
    ("condition", "error", "told"),
    [
        (
            Condition.NO_KEY,
            about(KeyMissing("", "")),
            "There is no key for AssemblyAI yet. Enter it with: captioner key set",
        ),
        (
            Condition.UNUSABLE_KEY,
            KeyLocked("The keyring is locked.", "Unlock it."),
            "The keyring is locked. Unlock the keyring, or give the key in ASSEMBLYAI_API_KEY.",
        ),
        (
            Condition.REFUSED_KEY,
            about(KeyRefused("", "")),
            "AssemblyAI refused this key."
            " Check the key, or enter another one with: captioner key set",
        ),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_same_is_advised_while_this_computer_captions(
    condition: Condition, error: CaptionerError, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    values = {"service": "AssemblyAI", "why": error.title, "advice": error.advice}
    TextPrinter(print).status(Status(condition, values, error=error))
    assert capsys.readouterr().err == f"captioner: {told}\n"


def test_no_key_is_entered_in_a_window_by_whoever_sits_at_a_terminal() -> None:
    """Whatever error advises that, and wherever it is made."""
    for path in CODE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            kind = getattr(errors, call.func.id, None)
            texts = [part.value for part in call.args[:2] if isinstance(part, ast.Constant)]
            if kind is not None and any("key in the settings" in str(text) for text in texts):
                assert "captioner key set" in advice(kind(*texts)), path

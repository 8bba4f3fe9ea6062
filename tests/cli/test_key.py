"""`captioner key` and `captioner doctor` as processes, with and without a keyring."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import program, run
from tests.guards import HANG_S

KEY = "0123456789abcdef0123456789abcdef"
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


def key_set(profile: Path, *more: str, key: str = KEY) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [program(), "--profile", str(profile), "key", "set", *more],
        env={**os.environ, **NO_KEYRING},
        input=key,
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )


@pytest.mark.parametrize(
    ("server", "variable"),
    [((), "ASSEMBLYAI_API_KEY"), (("--server", "wss://captions.test"), "CAPTIONER_SERVER_KEY")],
)
def test_a_key_that_nothing_keeps_is_an_error_that_says_what_else_serves(
    tmp_path: Path, server: tuple[str, ...], variable: str
) -> None:
    done = key_set(tmp_path, *server)
    assert done.returncode == 6
    assert "no keyring" in done.stderr
    assert variable in done.stderr
    assert done.stdout == ""
    assert KEY not in done.stderr


@pytest.mark.parametrize(
    ("key", "told"),
    [("schlüssel", "letters that no key has"), ("two words", "spaces"), ("a\tb", "line breaks")],
)
def test_a_key_that_cannot_be_one_is_told_what_is_wrong_with_it(
    tmp_path: Path, key: str, told: str
) -> None:
    done = key_set(tmp_path, key=key)
    assert done.returncode == 5
    assert told in done.stderr
    assert key not in done.stderr


def test_the_doctor_says_that_there_is_no_keyring(tmp_path: Path) -> None:
    lines = run(tmp_path, "doctor", environment=NO_KEYRING).stdout.splitlines()
    (line,) = [line for line in lines if "keyring" in line.lower()]
    assert line.startswith("!!")
    assert "CAPTIONER_SERVER_KEY" in line


def test_a_command_in_a_terminal_speaks_of_no_button(tmp_path: Path) -> None:
    done = run(tmp_path, "key", "test", environment=NO_KEYRING)
    assert done.returncode == 6
    assert "press" not in done.stderr.lower()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such shell")
@pytest.mark.parametrize("given", ["<&-", "</dev/null", "< bytes"])
def test_where_no_key_comes_that_is_said(tmp_path: Path, given: str) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\n")
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" --profile profile key set {given}', program()],
        cwd=tmp_path,
        env={**os.environ, **NO_KEYRING, "PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("captioner: No key came on standard input.")

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from captioner import __version__
from captioner.cli import main as command_line
from captioner.cli.assignments import overridden
from captioner.cli.entry import INTERRUPTED
from captioner.cli.main import COMMANDS
from captioner.core.errors import CaptionerError, CredentialsError, StorageError, UsageError
from captioner.core.settings import ABOUT, DEFAULTS
from tests.guards import HANG_S


class Fake:
    """A command whose arguments are remembered, or which fails."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.args = argparse.Namespace()
        self._error = error

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def run(self, args: argparse.Namespace) -> int:
        self.args = args
        if self._error is not None:
            raise self._error
        return 0


def stand_in(monkeypatch: pytest.MonkeyPatch, error: BaseException | None = None) -> Fake:
    fake = Fake(error)
    monkeypatch.setattr(command_line, "_load", lambda name: fake)
    return fake


def settings_of(args: argparse.Namespace) -> list[str]:
    return [*args.assignments, *getattr(args, "more_assignments", ())]


@pytest.mark.parametrize(
    "words",
    [
        ["--set", "lines=2", "--profile", "p", "sources", "--json"],
        ["sources", "--json", "--set", "lines=2", "--profile", "p"],
        ["--profile", "p", "sources", "--set", "lines=2", "--json"],
    ],
)
def test_set_and_profile_stand_before_or_after_the_command(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = stand_in(monkeypatch)
    assert command_line.main(words) == 0
    assert settings_of(fake.args) == ["lines=2"]
    assert str(fake.args.profile) == "p"
    assert fake.args.json


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_mistake_in_set_is_said_whatever_the_command(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = stand_in(monkeypatch)
    words = ["--set", "nonsense=1", *([command] if command else [])]
    assert command_line.main(words) == 2
    assert "nonsense" in capsys.readouterr().err
    assert fake.args == argparse.Namespace()  # it was not run


def test_set_before_and_after_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = stand_in(monkeypatch)
    command_line.main(["--set", "lines=2", "sources", "--set", "width=30"])
    assert settings_of(fake.args) == ["lines=2", "width=30"]


def test_the_value_of_an_option_is_not_taken_for_a_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake = stand_in(monkeypatch)
    command_line.main(["--profile", "caption", "sources", "--json"])
    assert fake.args.command == "sources"


@pytest.mark.parametrize(
    "error", [StorageError("The disk is full.", "Make room."), CredentialsError("No.", "Yes.")]
)
def test_an_error_is_a_sentence_an_advice_and_its_status(
    error: CaptionerError, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(monkeypatch, error)
    assert command_line.main(["sources"]) == error.status
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"captioner: {error.title}\n{error.advice}\n"


def test_ctrl_c_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, KeyboardInterrupt())
    assert command_line.main(["sources"]) == INTERRUPTED


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        command_line.main(["dance"])
    assert exit_.value.code == 2
    assert "dance" in capsys.readouterr().err


def test_help_names_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        command_line.main(["--help"])
    assert exit_.value.code == 0
    text = capsys.readouterr().out
    assert all(name in text for name, about in ABOUT.items() if not about.hidden)


def test_every_command_has_a_file_with_both_functions() -> None:
    for name in command_line.COMMANDS:
        command = command_line._load(name)
        assert callable(command.add_arguments)
        assert callable(command.run)


def test_the_version_is_told_without_loading_the_heavy_packages() -> None:
    script = (
        "import sys\n"
        "from captioner.cli.main import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('numpy', 'PySide6', 'httpx', 'sounddevice', 'keyring')"
        " if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=HANG_S, check=True
    )
    assert done.stdout.splitlines() == [f"Captioner {__version__}", "[]"]


@pytest.mark.parametrize(
    ("handed", "files"),
    [
        ([], []),
        (["/a/talk.mp4", "/b.wav"], ["/a/talk.mp4", "/b.wav"]),
        (["-psn_0_1", "export"], ["export"]),
    ],
)
def test_the_window_gets_the_files_that_a_desktop_hands_over_and_nothing_else(
    handed: list[str], files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[argparse.Namespace] = []

    def run(args: argparse.Namespace) -> int:
        opened.append(args)
        return 0

    monkeypatch.setattr("captioner.cli.window.run", run)
    monkeypatch.setattr(sys, "argv", ["captioner-window", *handed])
    assert command_line.window() == 0
    assert opened[0].files == [Path(file) for file in files]


def test_a_list_may_come_from_a_file(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Nguyen\nSiobhán, Quokka\n")
    args = argparse.Namespace(assignments=[f"word_boost=@{names}"], more_assignments=["lines=2"])
    settings = overridden(args, DEFAULTS)
    assert settings.word_boost == ("Nguyen", "Siobhán", "Quokka")
    assert settings.lines == 2


@pytest.mark.parametrize("name", ["absent.txt", "folder", "pipe", "/dev/zero"])
def test_a_list_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    args = argparse.Namespace(assignments=[f"word_boost=@{tmp_path / name}"])
    with pytest.raises(UsageError, match="cannot be read"):
        overridden(args, DEFAULTS)


@pytest.mark.parametrize("minutes", ["nan", "inf", "-1", "long"])
def test_a_length_that_is_none_is_refused(minutes: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.main(["sessions", "--longer-than", minutes])
    assert "write how many minutes" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--help"], ["-h", "sources"]])
def test_help_lists_every_command(words, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        command_line.main(words)
    assert exit_.value.code == 0
    said = capsys.readouterr().out
    assert [summary for summary in COMMANDS.values() if summary not in said] == []

import subprocess
import sys

import pytest

from captioner.cli.remote import WORDS
from captioner.ui.single_instance import REMOTE_COMMANDS, Instance, send

ASK = "import sys; from captioner.ui.single_instance import send; sys.exit(not send(*sys.argv[1:]))"


@pytest.fixture
def profile(tmp_path) -> str:
    return str(tmp_path)


def ask(command: str, profile: str) -> "subprocess.Popen[bytes]":
    """Another program asks, as `captioner remote` does."""
    return subprocess.Popen([sys.executable, "-c", ASK, command, profile])


def test_without_a_window_nobody_answers(qapp, profile):
    assert not send("show", profile)


def test_the_command_line_knows_the_same_words():
    assert WORDS == REMOTE_COMMANDS


def test_the_running_window_hears_what_another_program_asks(qtbot, profile):
    instance = Instance(profile)
    assert instance.listen()
    with qtbot.waitSignal(instance.asked, timeout=20_000) as heard:
        program = ask("toggle", profile)
    assert heard.args == ["toggle"]
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=20_000)
    assert program.returncode == 0
    instance.close()


def test_an_unknown_word_is_answered_and_does_nothing(qtbot, profile):
    instance = Instance(profile)
    instance.listen()
    heard: list[str] = []
    instance.asked.connect(heard.append)
    program = ask("rm -rf", profile)
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=20_000)
    assert program.returncode == 1
    assert heard == []
    instance.close()


def test_each_profile_has_its_own(qapp, profile, tmp_path):
    instance = Instance(profile)
    instance.listen()
    assert not send("show", str(tmp_path / "other"))
    instance.close()


def test_what_a_crashed_window_left_does_not_stop_the_next(qapp, profile):
    first, second = Instance(profile), Instance(profile)
    assert first.listen()
    assert second.listen()
    second.close()
    first.close()

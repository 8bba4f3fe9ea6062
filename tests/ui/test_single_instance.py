import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from captioner.ui.single_instance import Instance, ask, send
from tests.guards import HANG_S
from tests.systems import WINDOWS, not_on_windows

ASK = "import sys; from captioner.ui.single_instance import send; sys.exit(not send(*sys.argv[1:]))"


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest.fixture
def profile(tmp_path) -> str:
    return str(tmp_path)


def another_asks(command: str, profile: str) -> "subprocess.Popen[bytes]":
    """Another program asks, as `captioner remote` does."""
    return subprocess.Popen([sys.executable, "-c", ASK, command, profile])


def test_without_a_window_nobody_answers(qapp, profile):
    assert not send("show", profile)


def test_the_running_window_hears_what_another_program_asks(qtbot, profile):
    instance = Instance(profile)
    assert instance.listen()
    with qtbot.waitSignal(instance.asked, timeout=round(1000 * HANG_S)) as heard:
        program = another_asks("toggle", profile)
    assert heard.args == ["toggle"]
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=round(1000 * HANG_S))
    assert program.returncode == 0
    instance.close()


@pytest.mark.parametrize("name", ["talk.mp4", "Gespräch 1\n.wav", "f" * 200])
def test_a_file_is_handed_to_the_running_window_whatever_its_name(qtbot, tmp_path, profile, name):
    instance = Instance(profile)
    assert instance.listen()
    asks = "import sys; from pathlib import Path;"
    asks += "from captioner.ui.single_instance import hand_over;"
    asks += "sys.exit(not hand_over(Path(sys.argv[1]), sys.argv[2]))"
    with qtbot.waitSignal(instance.given, timeout=round(1000 * HANG_S)) as heard:
        program = subprocess.Popen([sys.executable, "-c", asks, str(tmp_path / name), profile])
    assert heard.args == [tmp_path / name]
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=round(1000 * HANG_S))
    assert program.returncode == 0
    instance.close()


def test_an_unknown_word_is_answered_and_does_nothing(qtbot, profile):
    instance = Instance(profile)
    instance.listen()
    heard: list[str] = []
    instance.asked.connect(heard.append)
    program = another_asks("rm -rf", profile)
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=round(1000 * HANG_S))
    assert program.returncode == 1
    assert heard == []
    instance.close()


def test_each_profile_has_its_own(qapp, profile, tmp_path):
    instance = Instance(profile)
    instance.listen()
    assert not send("show", str(tmp_path / "other"))
    instance.close()


@not_on_windows("there a lock holds in its own process too; one that is killed is tried below")
def test_what_a_crashed_window_left_does_not_stop_the_next(qapp, profile):
    first, second = Instance(profile), Instance(profile)
    assert first.listen()
    assert second.listen()
    second.close()
    first.close()


def test_a_window_that_is_ending_says_so_and_does_nothing(qtbot, profile):
    instance = Instance(profile)
    instance.listen()
    instance.leave()
    heard: list[str] = []
    instance.asked.connect(heard.append)
    program = another_asks("show", profile)
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=round(1000 * HANG_S))
    assert program.returncode == 1
    assert heard == []
    instance.close()


HOLD = """
import sys
from captioner.ui.single_instance import Instance
instance = Instance(sys.argv[1])
print(instance.listen(), flush=True)
sys.stdin.read()
"""


def hold(profile: str, **more: object) -> "subprocess.Popen[bytes]":
    """Another program takes the place of the first, and is too busy to answer."""
    command = [sys.executable, "-c", HOLD, profile]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, **more)  # type: ignore[call-overload] # as Popen has it


def test_one_that_is_busy_is_not_robbed_however_its_profile_is_spelled(qapp, tmp_path):
    profile = tmp_path / "profile"
    profile.mkdir()
    other = tmp_path / "link"
    if WINDOWS:
        other = Path(str(profile).upper())
    else:
        other.symlink_to(profile)
    with hold("./profile/", cwd=tmp_path) as first:
        try:
            assert first.stdout.readline().strip() == b"True"
            for spelled in (profile, other, f"{profile}/.././profile//"):
                assert not Instance(str(spelled)).listen()
                assert ask("show", str(spelled), 200) is None
        finally:
            first.kill()
    last = Instance(str(profile))
    assert last.listen()
    last.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows names pipes")
@pytest.mark.parametrize("runtime", ["private", "open to all", "absent"])
def test_its_socket_is_where_only_this_user_can_put_one(qapp, short, monkeypatch, runtime):
    given = short / "runtime"
    if runtime != "absent":
        given.mkdir(mode=0o700)
    if runtime == "open to all":
        given.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(given))
    instance = Instance(str(short / "p"))
    assert instance.listen()
    place = Path(instance._server.fullServerName())
    folder = given if runtime == "private" else short / "p" / "run"
    assert place.parent == folder
    assert folder.stat().st_mode & 0o077 == 0
    instance.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows names pipes")
def test_a_path_too_long_for_a_socket_has_its_own_place(qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    profile = str(tmp_path / ("long " * 20) / ("longer " * 20))
    instance = Instance(profile)
    assert instance.listen()
    with qtbot.waitSignal(instance.asked, timeout=round(1000 * HANG_S)):
        program = another_asks("show", profile)
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=round(1000 * HANG_S))
    instance.close()


@pytest.mark.skipif(
    not shutil.which("setpriv") or os.geteuid() != 0, reason="needs root, to be somebody else"
)
def test_another_user_is_neither_heard_nor_believed(qtbot, short, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    profile = short / "p"
    instance = Instance(str(profile))
    instance.listen()
    place = Path(instance._server.fullServerName())
    place.chmod(0o777)
    for folder in (place.parent, short, profile):
        folder.chmod(0o755)
    heard: list[str] = []
    instance.asked.connect(heard.append)
    code = (
        "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]);"
        "s.send(b'show\\n'); sys.exit(s.recv(9) != b'')"
    )
    nobody = ["setpriv", "--reuid=65534", "--clear-groups", "/usr/bin/python3"]
    program = subprocess.Popen([*nobody, "-c", code, str(place)])
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=round(1000 * HANG_S))
    assert heard == []
    instance.close()

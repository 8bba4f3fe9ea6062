import plistlib
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from captioner.core.errors import StorageError
from captioner.storage import autostart
from tests.systems import not_on_windows

COMMAND = ['/opt/Über uns/100% $HOME `x` "y" \\z/captioner', "-m", "a b"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    desktop = SimpleNamespace(user_config_path=tmp_path / "config")
    monkeypatch.setattr(autostart, "PlatformDirs", lambda: desktop)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    return tmp_path


def desktop_entry(home: Path) -> Path:
    return home / "config" / "autostart" / "captioner.desktop"


@pytest.mark.skipif(not shutil.which("sh"), reason="asks a shell of Unix")
def test_linux_gets_a_valid_desktop_entry_that_runs_the_command(home: Path) -> None:
    autostart.enable(COMMAND, "linux")
    (line,) = [
        line.removeprefix("Exec=")
        for line in desktop_entry(home).read_text().splitlines()
        if line.startswith("Exec=")
    ]
    value = line.replace("\\\\", "\\").replace("%%", "%")
    shell = ["sh", "-c", f"printf '%s\\n' {value}"]  # quotes as `Exec` does
    assert subprocess.check_output(shell, text=True).splitlines() == COMMAND


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="no desktop-file-utils")
def test_the_desktop_entry_is_valid(home: Path) -> None:
    autostart.enable(COMMAND, "linux")
    subprocess.run(["desktop-file-validate", desktop_entry(home)], check=True)


def test_macos_gets_an_agent_that_runs_at_login(home: Path) -> None:
    autostart.enable(COMMAND, "darwin")
    (path,) = (home / "Library/LaunchAgents").iterdir()
    agent = plistlib.loads(path.read_bytes())
    assert (agent["ProgramArguments"], agent["RunAtLoad"]) == (COMMAND, True)
    assert path.stem == agent["Label"]


def test_windows_gets_a_script_in_the_startup_folder(home: Path) -> None:
    autostart.enable([r"C:\Über & Co\100%\captioner.exe"], "win32")
    (path,) = (home / "Roaming/Microsoft/Windows/Start Menu/Programs/Startup").iterdir()
    started = path.read_bytes().decode().splitlines()[-1]
    assert started == r'@start "" "C:\Über & Co\100%%\captioner.exe"'


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_disabling_leaves_no_file_and_may_be_done_twice(home: Path, system: str) -> None:
    autostart.enable(COMMAND, system)
    assert any(path.is_file() for path in home.rglob("*"))
    autostart.disable(system)
    autostart.disable(system)
    assert not any(path.is_file() for path in home.rglob("*"))


@not_on_windows("there a file in the place of a folder only means that nothing is in it")
def test_a_folder_that_cannot_be_had_is_told_with_what_to_do(home: Path) -> None:
    (home / "config").write_text("not a folder")
    for change in (lambda: autostart.enable(COMMAND, "linux"), lambda: autostart.disable("linux")):
        with pytest.raises(StorageError) as caught:
            change()
        assert caught.value.title.startswith("Starting with the system could not be changed")
        assert str(home / "config" / "autostart") in caught.value.advice

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.cli.saving import ENTRY_POINT, Saving, window_command
from captioner.core.settings import DEFAULTS, Settings
from captioner.storage import autostart, settings_file
from captioner.storage.paths import Paths

STARTS = Settings(start_with_system=True)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was told; settings are kept in a temporary folder."""
    told: list[str] = []
    monkeypatch.setattr(autostart, "enable", lambda command: told.append("enable"))
    monkeypatch.setattr(autostart, "disable", lambda: told.append("disable"))
    monkeypatch.setattr(Paths, "settings", tmp_path / "settings.json")
    return told


def test_the_system_is_told_only_of_changes(told: list[str]) -> None:
    saving = Saving(Paths(), DEFAULTS, DEFAULTS)
    for settings in (DEFAULTS, STARTS, STARTS, DEFAULTS):
        saving.save(settings)
    assert told == ["enable", "disable"]


def test_a_throw_away_profile_never_starts_with_the_system(told: list[str], tmp_path: Path) -> None:
    Saving(Paths(tmp_path), DEFAULTS, DEFAULTS).save(STARTS)
    assert told == []
    assert (tmp_path / "settings.json").exists()


def test_a_package_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.delenv("APPIMAGE", raising=False)
    assert window_command() == [sys.executable]
    monkeypatch.setenv("APPIMAGE", "/home/ada/Captioner.AppImage")
    assert window_command() == ["/home/ada/Captioner.AppImage"]


def test_an_installation_starts_its_entry_point_or_the_script_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interpreter = tmp_path / "python"
    monkeypatch.setattr(sys, "executable", str(interpreter))
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "captioner")])
    assert window_command() == [str(interpreter), str(tmp_path / "captioner")]
    (tmp_path / ENTRY_POINT).touch()
    assert window_command() == [str(tmp_path / ENTRY_POINT)]


def test_what_was_set_for_one_run_is_not_kept_when_something_else_is_changed(
    tmp_path: Path,
) -> None:
    paths = Paths(tmp_path)
    paths.create()
    kept = replace(DEFAULTS, lines=4)
    used = replace(kept, lines=1, engine="assemblyai")
    saving = Saving(paths, kept, used)
    saving.save(replace(used, width=30))
    assert settings_file.load(paths.settings)[0] == replace(kept, width=30)
    saving.save(replace(used, width=30, lines=2))
    assert settings_file.load(paths.settings)[0] == replace(kept, width=30, lines=2)

import os
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from captioner.core.errors import StorageError
from captioner.core.settings import DEFAULTS
from captioner.storage import settings_file
from captioner.storage.library import Library
from captioner.storage.paths import Paths
from captioner.storage.schema import connect_to_read
from tests.systems import is_private, needs_links
from tests.transcripts import segment


def folders(paths: Paths) -> list[Path]:
    return [paths.config, paths.data, paths.state, paths.cache]


def written_below(folder: Path) -> set[str]:
    """What lies in a folder, if anything is written in it."""
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return {path.parts[0] for path in files}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_profile_holds_everything(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "profile")
    files = [paths.settings, paths.library, paths.models, paths.log]
    assert all(path.is_relative_to(tmp_path / "profile") for path in [*folders(paths), *files])
    assert len(set(folders(paths))) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="other systems ask no environment")
def test_without_a_profile_the_systems_places_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    assert Paths().settings == tmp_path / "config" / "captioner" / "settings.json"
    assert Paths().library == tmp_path / "data" / "captioner" / "transcripts.db"
    assert Paths().log == tmp_path / "state" / "captioner" / "captioner.log"


def test_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "profile")
    paths.data.mkdir(parents=True, mode=0o777)
    before = os.umask(0)
    try:
        paths.create()
    finally:
        os.umask(before)
    assert all(is_private(folder) for folder in folders(paths))


@needs_links
def test_what_a_folder_that_is_a_link_leads_to_is_left_as_it_is(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    paths = Paths(tmp_path / "profile")
    paths.profile and paths.profile.mkdir()
    paths.data.symlink_to(elsewhere)
    paths.create()
    assert mode(elsewhere) == 0o755


@pytest.mark.parametrize(
    "name",
    [
        "A folder  of mine",
        "Zoë Ünal",
        "日本語 مرحبا",
        "🙂",
        "100%20 %TEMP% $HOME",
        "a#b;c'd&e",
        "~",
    ],
)
async def test_a_profile_may_be_called_anything(tmp_path: Path, name: str) -> None:
    paths = Paths(tmp_path / name)
    paths.create()
    changed = replace(DEFAULTS, lines=2)
    settings_file.save(paths.settings, changed)
    assert settings_file.load(paths.settings) == (changed, ())
    library = await Library.open(paths.library)
    session = await library.begin(datetime(2026, 11, 24, 10, 2, tzinfo=UTC), "ondevice")
    await library.add(session.id, segment(0, "Kept wherever that is."))
    await library.end(session.id, 3.0)
    await library.close()
    kept = connect_to_read(paths.library)
    assert kept.execute("SELECT text FROM segments").fetchone()[0] == "Kept wherever that is."
    kept.close()
    assert written_below(tmp_path) == {name}


def test_they_may_be_there_already(tmp_path: Path) -> None:
    Paths(tmp_path).create()
    Paths(tmp_path).create()


def test_a_home_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    with pytest.raises(StorageError) as caught:
        Paths(in_the_way).create()
    assert caught.value.title == f"Captioner cannot write to {in_the_way / 'config'}."
    assert caught.value.status == 6


def test_a_folder_that_is_read_only_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, how: False)  # root may write everywhere
    with pytest.raises(StorageError, match="cannot write"):
        Paths(tmp_path).create()


def test_one_folder_that_cannot_be_made_costs_no_other(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.config.touch()
    with pytest.raises(StorageError, match=r"cannot write to .*config"):
        paths.create()
    assert paths.data.is_dir()
    assert paths.cache.is_dir()

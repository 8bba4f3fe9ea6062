import os
from pathlib import Path

import pytest

from captioner.storage import atomic
from tests.systems import is_private, needs_links, not_on_windows, only_windows


def test_a_file_is_replaced_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    before = os.umask(0)
    try:
        atomic.write(path, b"new")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"new"
    assert is_private(path)
    assert list(tmp_path.iterdir()) == [path]


@needs_links
def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_bytes(b"precious")
    link.symlink_to(victim)
    atomic.write(link, b"new")
    assert (victim.read_bytes(), link.is_symlink()) == (b"precious", False)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - the system chooses which
        atomic.write(tmp_path / "folder", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "file"
    atomic.write_new(path, b"first")
    with pytest.raises(FileExistsError):
        atomic.write_new(path, b"second")
    assert path.read_bytes() == b"first"


def test_a_new_file_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic.write_new(tmp_path / "file", b"new")
    assert list(tmp_path.iterdir()) == []


def test_damaged_files_are_kept_under_numbers(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content in (b"one", b"two"):
        path.write_bytes(content)
        atomic.set_aside(path)
    assert (tmp_path / "file.bad-1").read_bytes() == b"one"
    assert (tmp_path / "file.bad-2").read_bytes() == b"two"
    assert not path.exists()


@only_windows
def test_a_file_that_a_program_has_open_cannot_be_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    with path.open("rb"), pytest.raises(PermissionError):
        atomic.set_aside(path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@not_on_windows("there a folder may take the place of a file")
def test_what_cannot_be_set_aside_stays(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - the system chooses which
        atomic.set_aside(tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]

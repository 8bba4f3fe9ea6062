from pathlib import Path

from captioner.app.keeping.free_path import free_path


def test_what_is_there_already_keeps_its_name(tmp_path: Path) -> None:
    there = tmp_path / "a.txt"
    assert free_path(there) == there
    there.touch()
    assert free_path(there) == tmp_path / "a 2.txt"

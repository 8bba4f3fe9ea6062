from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.export.file_name import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tue 24 Nov 10:02, 54 min", "Tue 24 Nov 10-02, 54 min"),
        ("Plan v1.2", "Plan v1-2"),
        ("../../etc/passwd", "etc passwd"),
        ("a\\b\0c\nd", "a b c d"),
        ("con", "Captions con"),
        ("COM1.backup", "COM1-backup"),
        ("...", "Captions"),
        ("", "Captions"),
        ("what? <now>", "what now"),
        ("ends here. ", "ends here"),
        ("Cafe\u0301", "Café"),
        ("é" * 200, "é" * 47),
    ],
)
def test_a_title_becomes_a_name_that_every_system_allows(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text())
def test_no_title_leaves_the_folder_is_too_long_or_seems_to_have_a_suffix(title: str) -> None:
    name = file_name(title)
    folder = Path("/chosen").resolve()  # with a drive, where there are drives
    assert (folder / name).resolve().parent == folder
    assert 0 < len(name.encode()) <= 95
    assert name == name.strip()
    assert "." not in name

"""A name that can be opened, however long it is."""

from pathlib import Path

import pytest

from captioner.storage.far import openable
from tests.systems import not_on_windows, only_windows

LONG = "x" * 60


@not_on_windows("there is a limit there")
def test_where_there_is_no_limit_a_path_stays_what_it_is(tmp_path: Path) -> None:
    far = Path(*[LONG] * 10)
    assert openable(far) is far


@only_windows
@pytest.mark.parametrize(
    ("path", "name"),
    [
        (r"C:\a\b.txt", r"C:\a\b.txt"),
        (rf"C:\{LONG}\{LONG}\{LONG}", rf"\\?\C:\{LONG}\{LONG}\{LONG}"),
        (rf"C:\{LONG}\{LONG}\..\{LONG}\{LONG}", rf"\\?\C:\{LONG}\{LONG}\{LONG}"),
        (rf"C:/{LONG}/{LONG}/{LONG}", rf"\\?\C:\{LONG}\{LONG}\{LONG}"),
        (rf"\\?\C:\{LONG}\{LONG}\{LONG}", rf"\\?\C:\{LONG}\{LONG}\{LONG}"),
        (rf"\\pc\share\{LONG}\{LONG}\{LONG}", rf"\\?\UNC\pc\share\{LONG}\{LONG}\{LONG}"),
    ],
    ids=["short", "long", "with ..", "with /", "long already", "of another computer"],
)
def test_windows_takes_a_long_path_as_it_stands(path: str, name: str) -> None:
    assert str(openable(Path(path))) == name

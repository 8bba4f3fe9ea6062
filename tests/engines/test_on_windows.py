"""Names that every code page can spell."""

import sys
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("about Windows", allow_module_level=True)

from captioner.engines.windows_paths import narrow


def test_a_folder_with_any_letters_has_a_name_that_a_c_library_can_open(tmp_path: Path) -> None:
    path = tmp_path / "Zwölf 日本" / "model.bin"
    path.parent.mkdir()
    path.write_bytes(b"weights")
    name = narrow(str(path))
    assert name.isascii()
    assert Path(name).read_bytes() == b"weights"


def test_a_plain_name_stays_as_it_is() -> None:
    assert narrow(r"C:\\models\\model.bin") == r"C:\\models\\model.bin"

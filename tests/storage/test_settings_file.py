import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from captioner.core.errors import StorageError
from captioner.core.settings import DEFAULTS, Settings
from captioner.storage import settings_file
from captioner.storage.settings_file import load, save
from tests.systems import is_private

CHANGED = Settings(lines=2, word_boost=("Ada", "Grace Hopper"), locked=True, font="Noto Säns")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_settings_come_back_as_they_were_saved(path: Path) -> None:
    save(path, CHANGED)
    assert load(path) == (CHANGED, ())
    assert is_private(path)


def test_no_file_means_defaults_without_a_word(path: Path) -> None:
    assert load(path) == (DEFAULTS, ())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"garbage",
        b'{"lines": 2',
        b"[1, 2]",
        b"42",
        b"\xff\xfe\x00",
        b"\0" * 4096,
        b"[" * 200_000,
        b'{"lines": ' + b"9" * 5_000 + b"}",
        b" " * (settings_file.MOST_BYTES + 1),
    ],
    ids=lambda content: repr(content[:10]),
)
def test_a_file_of_garbage_is_kept_aside_and_told_once(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    restored, notices = load(path)
    assert restored == DEFAULTS
    assert notices == (
        "The settings file could not be understood. Defaults are used;"
        " the old file is settings.json.bad-1.",
    )
    assert path.with_name("settings.json.bad-1").read_bytes() == content
    assert load(path) == (DEFAULTS, ())


def test_a_single_bad_value_falls_back_alone(path: Path) -> None:
    path.write_text('{"lines": 99, "width": 60}')
    assert load(path) == (Settings(width=60), ("Lines cannot be 99.",))
    assert path.exists()


def test_what_a_newer_version_wrote_is_left_to_it(path: Path) -> None:
    path.write_text('{"lines": 2, "hologram": {"depth": [3, null]}}')
    restored, notices = load(path)
    assert (restored, notices) == (Settings(lines=2), ())
    save(path, Settings(width=60))
    assert json.loads(path.read_text()) == {"hologram": {"depth": [3, None]}, "width": 60}


def test_a_byte_order_mark_does_no_harm(path: Path) -> None:
    path.write_bytes(b'\xef\xbb\xbf{"lines": 2}')
    assert load(path) == (Settings(lines=2), ())


def test_a_file_that_cannot_be_read_is_left_alone(path: Path) -> None:
    path.mkdir()
    restored, (notice,) = load(path)
    assert restored == DEFAULTS
    assert notice.startswith("The settings could not be read")
    with pytest.raises(StorageError) as caught:
        save(path, CHANGED)
    assert caught.value.title.startswith("The settings could not be saved")
    assert path.is_dir()


def test_garbage_that_cannot_be_kept_aside_is_told_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("captioner.storage.atomic.set_aside", refused)
    path.write_bytes(b"garbage")
    assert load(path) == (DEFAULTS, ("The settings file cannot be understood. Defaults are used.",))


def test_saving_over_garbage_works(path: Path) -> None:
    path.write_bytes(b"garbage")
    save(path, CHANGED)
    assert load(path) == (CHANGED, ())


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.binary() | anything.map(lambda value: json.dumps(value).encode()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_file_however_strange_stops_the_start(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    restored, _ = load(path)
    save(path, restored)
    assert load(path) == (restored, ())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_in_its_place_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    restored, notices = load(path)
    assert restored == DEFAULTS
    assert "not be understood" in notices[0]

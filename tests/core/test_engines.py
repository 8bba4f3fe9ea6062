import pytest

from captioner.core.engines import ENGINES, EngineInfo
from captioner.core.settings import ABOUT, DEFAULTS

each_engine = pytest.mark.parametrize("info", ENGINES.values(), ids=ENGINES.keys())


@each_engine
def test_it_is_listed_under_its_name(info: EngineInfo) -> None:
    assert ENGINES[info.name] is info


@each_engine
def test_it_says_in_a_sentence_what_it_is(info: EngineInfo) -> None:
    assert info.label
    assert info.summary.endswith(".")


@each_engine
def test_it_speaks_of_settings_that_exist(info: EngineInfo) -> None:
    assert {*info.cannot, *info.notes, *info.live} <= set(ABOUT)


@each_engine
def test_what_it_cannot_do_is_neither_live_nor_explained_as_working(info: EngineInfo) -> None:
    assert not set(info.cannot) & set(info.live)
    assert not set(info.cannot) & set(info.notes)


@each_engine
def test_every_reason_and_note_is_a_sentence(info: EngineInfo) -> None:
    assert all(text.endswith(".") for text in (*info.cannot.values(), *info.notes.values()))


def test_the_default_engine_needs_nothing() -> None:
    default = ENGINES[DEFAULTS.engine]
    assert (default.needs_key, default.needs_file) == (False, False)


def test_an_engine_that_says_nothing_more_does_everything() -> None:
    info = EngineInfo(name="plain", label="Plain", summary="Plain.")
    assert (dict(info.cannot), dict(info.notes), info.live) == ({}, {}, frozenset())

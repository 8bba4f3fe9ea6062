"""Which model reads what, with the real ones."""

import shutil
from pathlib import Path

import pytest

from captioner.app.resources import resource
from captioner.core.models import MODELS, VOICE
from captioner.engines.moonshine import open as opening
from captioner.engines.moonshine import speed
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.moonshine.weights import shared

MODEL = resource("model")
BASE, TINY = (shared(MODELS[name], MODEL / name) for name in ("base-en", "tiny-en"))


def readers(folder: Path) -> tuple[object, object]:
    """What reads while somebody speaks, and what reads the finished."""
    stream = open_recogniser(MODELS[folder.name], folder)
    return stream._weights, stream._better  # type: ignore[attr-defined]  # a `Stream`


def helped(folder: Path) -> object:
    """What reads with it where it is in doubt."""
    return open_recogniser(MODELS[folder.name], folder)._together  # type: ignore[attr-defined]


@pytest.mark.parametrize(("is_fast", "live"), [(True, BASE), (False, TINY)])
def test_the_better_model_follows_speech_where_the_computer_carries_it(
    monkeypatch: pytest.MonkeyPatch, *, is_fast: bool, live: object
) -> None:
    monkeypatch.setattr(opening, "follows_speech", lambda _: is_fast)
    assert readers(MODEL / "base-en") == (live, BASE)


def test_the_lighter_model_reads_alone() -> None:
    assert readers(MODEL / "tiny-en") == (TINY, TINY)


def test_without_the_lighter_model_the_better_one_reads_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("base-en", VOICE.name):
        shutil.copytree(MODEL / name, tmp_path / name)
    monkeypatch.setattr(opening, "follows_speech", lambda _: False)
    live, finals = readers(tmp_path / "base-en")
    assert live is finals


@pytest.mark.parametrize(("model", "is_fast"), [("base-en", False), ("tiny-en", True)])
def test_no_other_model_helps_where_that_takes_too_long_or_would_be_the_same(
    monkeypatch: pytest.MonkeyPatch, model: str, *, is_fast: bool
) -> None:
    monkeypatch.setattr(opening, "follows_speech", lambda _: is_fast)
    assert helped(MODEL / model) is None


def test_the_lighter_model_helps_and_is_not_missed_where_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "follows_speech", lambda _: True)
    assert helped(MODEL / "base-en") is not None
    for name in ("base-en", "tiny-en", VOICE.name):
        shutil.copytree(MODEL / name, tmp_path / name)
    (tmp_path / "tiny-en" / "encoder.onnx").write_bytes(b"half of it")
    assert helped(tmp_path / "base-en") is None


@pytest.mark.parametrize(("took_s", "times", "follows"), [(0.5, 6.0, True), (0.6, 5.0, False)])
def test_a_model_follows_speech_that_reads_three_seconds_in_half_a_second(
    monkeypatch: pytest.MonkeyPatch, took_s: float, times: float, *, follows: bool
) -> None:
    moments = iter((100.0, 100.0 + took_s))
    monkeypatch.setattr(speed.time, "thread_time", lambda: next(moments))
    speed.speed.cache_clear()
    assert speed.speed(TINY) == pytest.approx(times)
    assert speed.follows_speech(TINY) is follows
    speed.speed.cache_clear()

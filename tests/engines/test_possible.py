"""Whether the recogniser can run on this computer."""

import pytest

from captioner.core.errors import EngineUnavailable
from captioner.engines.moonshine import possible
from captioner.engines.moonshine.possible import must_be_possible


def test_it_can_run_here() -> None:
    must_be_possible()


def test_an_old_processor_leads_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible, "is_too_old", lambda: True)
    with pytest.raises(EngineUnavailable, match="AVX") as told:
        must_be_possible()
    assert "AssemblyAI" in str(told.value.advice)
    assert "captioner serve" in str(told.value.advice)


def test_a_system_without_the_library_leads_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible, "find_spec", lambda _: None)
    with pytest.raises(EngineUnavailable, match="not available on this computer") as told:
        must_be_possible()
    assert "captioner serve" in str(told.value.advice)

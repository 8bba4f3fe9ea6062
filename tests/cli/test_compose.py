"""What a command is given to work with."""

from argparse import Namespace
from pathlib import Path

import pytest

from captioner.cli.compose import composition
from captioner.engines.moonshine import possible


def asked(profile: Path, command: str | None, *assignments: str) -> Namespace:
    return Namespace(profile=profile, command=command, assignments=assignments)


@pytest.fixture
def impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recogniser cannot run on this computer."""
    monkeypatch.setattr(possible, "is_too_old", lambda: True)


def test_a_new_profile_has_nothing_to_tell(tmp_path: Path) -> None:
    assert composition(asked(tmp_path, None)).notices == ()


@pytest.mark.usefixtures("impossible")
@pytest.mark.parametrize("command", [None, "window"])
def test_a_window_says_at_once_that_the_recogniser_cannot_run(
    tmp_path: Path, command: str | None
) -> None:
    (notice,) = composition(asked(tmp_path, command)).notices
    assert "AVX" in notice
    assert "AssemblyAI" in notice


@pytest.mark.usefixtures("impossible")
def test_who_uses_another_recogniser_is_not_told(tmp_path: Path) -> None:
    assert composition(asked(tmp_path, None, "engine=assemblyai")).notices == ()


@pytest.mark.usefixtures("impossible")
def test_in_a_terminal_only_what_needs_it_says_so(tmp_path: Path) -> None:
    assert composition(asked(tmp_path, "sessions")).notices == ()

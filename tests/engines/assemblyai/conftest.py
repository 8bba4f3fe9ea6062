"""Time for a real connection on a busy machine."""

import pytest

from captioner.engines.assemblyai import session, socket, tokens
from tests.guards import HANG_S


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that is about one of these sets its own."""
    monkeypatch.setattr(socket, "OPEN_TIMEOUT_S", HANG_S)
    monkeypatch.setattr(session, "BEGIN_S", HANG_S)
    monkeypatch.setattr(tokens, "TIMEOUT_S", HANG_S)

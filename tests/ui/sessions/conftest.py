"""The window of three sessions; in `test_filters` it has others."""

import pytest

from captioner.core.transcript import Transcript
from captioner.ui.sessions.window import SessionsWindow
from tests.ui.stage import Stage, final, session


@pytest.fixture
def window(stage: Stage, qtbot) -> SessionsWindow:
    kept = (
        session(id="a"),
        session(id="b", title="Design review", started="2026-11-24T08:00:00+01:00", ended=False),
        session(id="c", title="Old talk", started="2026-11-20T08:00:00+01:00"),
    )
    for one in kept:
        text = Transcript(one, segments=(final(f"This was {one.id}.", 1),))
        stage.app.library.transcripts[one.id] = text
    window = stage.own(SessionsWindow(stage.commands))
    with qtbot.waitExposed(window):
        window.open_session("")
    return window

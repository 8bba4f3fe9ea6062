"""The transcript that its tests look at, small enough to be scrolled."""

import pytest

from captioner.ui.parts.theme import use_theme
from captioner.ui.transcript.view import TranscriptView
from tests.ui.stage import STARTED


@pytest.fixture
def view(qtbot, qapp) -> TranscriptView:
    if not qapp.styleSheet():
        use_theme(qapp, "light")
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(400, 200)
    with qtbot.waitExposed(view):
        view.show()
    view.begin(STARTED)
    return view

"""Qt without a screen, and the stage that windows are tested on."""

import os
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_API", "pyside6")

import pytest
from PySide6.QtWidgets import QApplication

from captioner.ui.parts.theme import use_theme
from tests.ui.stage import Stage


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    if not qapp.styleSheet():
        use_theme(qapp, "light")
    made = Stage()
    yield made
    made.close()

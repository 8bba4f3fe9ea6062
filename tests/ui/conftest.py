"""Qt without a screen, and the stage that windows are tested on."""

import os
from collections.abc import Iterator
from functools import partial

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_API", "pyside6")

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from captioner.ui.parts.theme import FUSION, use_theme
from tests.guards import HANG_S
from tests.ui.stage import Stage

FAR = QPoint(9_000, 9_000)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """It gives up after 5 s by itself, which a busy machine takes for a layout."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        patient = partial(getattr(qtbot, name), timeout=round(1000 * HANG_S))
        setattr(qtbot, name, patient)
    return qtbot


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["captioner", *FUSION]


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    if not qapp.styleSheet():
        use_theme(qapp, "light")
    QCursor.setPos(FAR)  # where the test before left it, a window of this one may come up
    made = Stage()
    yield made
    made.close()

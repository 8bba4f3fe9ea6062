"""Bars that move while sound arrives."""

from PySide6.QtCore import QEvent, QObject

from captioner.core.audio import Level
from captioner.ui.parts.level_bars import LevelBars
from tests.ui.stage import LOUD, SILENT, Stage

SOFT = Level(-40.0, -35.0, zeros=False)


class Repaints(QObject):
    """Counts them."""

    def __init__(self, bars: LevelBars) -> None:
        super().__init__(bars)
        self.count = 0
        bars.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_they_rise_at_once_and_last_over_a_pause_between_words(stage: Stage) -> None:
    bars = stage.own(LevelBars())
    assert not bars.moving
    bars.show_level(LOUD)
    assert bars.moving
    for _ in range(3):
        bars.show_level(SILENT)
    assert bars.moving
    bars.show_level(SILENT)
    assert not bars.moving


def test_speech_repaints_them_half_as_often_as_it_is_measured(qapp, stage: Stage) -> None:
    bars = stage.own(LevelBars())
    bars.show()
    qapp.processEvents()
    repaints = Repaints(bars)
    for level in (LOUD, SOFT) * 20:
        bars.show_level(level)
        qapp.processEvents()
    assert 0 < repaints.count <= 20

import asyncio

from PySide6.QtWidgets import QLabel, QWidget

from captioner.ui.loop import Loop
from captioner.ui.parts import painted as module
from captioner.ui.parts.painted import painted


class Sheet(QWidget):
    """Counts how often it was painted."""

    times = 0

    def paintEvent(self, _: object) -> None:
        self.times += 1


def run(qapp, work) -> None:
    with asyncio.Runner(loop_factory=lambda: Loop(qapp)) as runner:
        runner.run(work)


def test_whoever_waits_goes_on_once_all_of_the_window_is_painted(qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    sheet = Sheet(window)
    sheet.resize(20, 20)

    async def wait() -> None:
        window.show()
        assert sheet.times == 0
        await painted(window)
        assert sheet.times > 0

    run(qapp, wait())


def test_a_window_that_is_not_seen_is_not_waited_for_for_ever(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(module, "_LIMIT_S", 0.01)
    window = QLabel("Nobody shows this")
    qtbot.addWidget(window)
    run(qapp, painted(window))
    assert not window.isVisible()

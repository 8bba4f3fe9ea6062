"""Being called by name: the line, the tray, and a message of the system over a real bus."""

import asyncio
import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QColor, QImage

from captioner.core.settings import Settings
from captioner.ui.calls import Calls
from captioner.ui.desktop.notices import Notices
from captioner.ui.desktop.plain import Plain
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.tray import Tray
from tests.desktop import _bus
from tests.guards import HANG_S
from tests.systems import need_desktop
from tests.ui.stage import Stage, final, partial

STUB = Path(__file__).with_name("stub_notifications.py")


class Shown(list[tuple[str, str, bool]]):
    """The messages of the system."""

    async def show(self, title: str, text: str, *, sound: bool) -> None:
        self.append((title, text, sound))


class Told:
    """What is told outside the captions."""

    def __init__(self, stage: Stage, **settings: object) -> None:
        commands = stage.commands_with(Settings(first_word_seen=True, **settings))
        self.shown = Shown()
        self.tray = Tray(commands, stage.model)
        self.calls = Calls(commands, stage.model, self.tray, self.shown, stage.clock)  # type: ignore[arg-type]

    @property
    def badge(self) -> str:
        return self.tray._told


@pytest.fixture
def tell(stage: Stage) -> Iterator[Callable[..., Told]]:
    made: list[Told] = []

    def with_settings(**settings: object) -> Told:
        made.append(Told(stage, **settings))
        return made[-1]

    yield with_settings
    for told in made:
        shiboken6.delete(told.calls)
        shiboken6.delete(told.tray)


def test_a_name_puts_a_badge_on_the_tray_and_shows_a_message(stage, tell):
    told = tell(names=("Marta",))
    stage.model.final(final("Thank you, Marta."))
    assert told.badge == "Marta was called"
    assert told.shown == [("Marta was called", "Thank you, Marta.", False)]
    assert "Marta was called" in told.tray._icon.toolTip()
    told.calls._looked(object())
    assert told.badge == ""


def test_it_is_told_once_as_soon_as_the_name_is_sure(stage, tell):
    told = tell(names=("Marta",), called_sound=True)
    stage.model.partial(partial("thank you marta", agreed=2))
    assert told.shown == []
    stage.model.partial(partial("thank you marta", agreed=3))
    stage.model.final(final("Thank you, Marta."))
    assert told.shown == [("Marta was called", "thank you marta", True)]


def test_a_name_that_is_said_again_soon_is_no_news(stage, tell):
    told = tell(names=("Marta",))
    for turn in range(5):
        stage.model.final(final("Marta.", turn, 1000 * turn))
    assert len(told.shown) == 1
    stage.now_ms += 10_000
    stage.model.final(final("Marta.", 9, 12_000))
    assert len(told.shown) == 2


def test_what_is_filled_in_long_after_it_was_said_is_not_told(stage, tell):
    told = tell(names=("Marta",))
    stage.model.final(final("So it is.", 1, 60_000))
    stage.model.final(final("Marta?", 2, 5_000))
    assert told.shown == []


def test_without_messages_the_badge_is_still_there(stage, tell):
    told = tell(names=("Marta",), called_notice=False)
    stage.model.final(final("Marta?"))
    assert told.badge
    assert told.shown == []


def test_the_line_stands_out_on_another_ground(stage, qtbot):
    commands = stage.commands_with(Settings(first_word_seen=True, names=("Kowalski",)))
    overlay = stage.own(OverlayWindow(commands, stage.model, Plain(), stage.clock))
    overlay.view.smooth = False
    with qtbot.waitExposed(overlay):
        overlay.show()
    amber = overlay.view.look.call
    stage.model.final(final("Good morning.", 1))
    assert seen(overlay, amber) == 0
    stage.model.final(final("Is Mister Kovalsky here?", 2, 9_000))
    qtbot.waitUntil(lambda: seen(overlay, amber) > 1_000)


def test_names_given_while_captions_run_act_on_what_is_said_next(stage, qtbot):
    overlay = stage.own(OverlayWindow(stage.commands, stage.model, Plain(), stage.clock))
    overlay.view.smooth = False
    with qtbot.waitExposed(overlay):
        overlay.show()
    stage.commands.change("names", ("Marta",))
    stage.model.final(final("Marta?", 2, 9_000))
    qtbot.waitUntil(lambda: seen(overlay, overlay.view.look.call) > 500)


def seen(overlay: OverlayWindow, colour: QColor) -> int:
    """How many pixels of the captions have exactly this colour."""
    picture = overlay.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = colour.rgb()
    return sum(
        picture.pixel(x, y) == wanted
        for y in range(0, picture.height(), 2)
        for x in range(picture.width())
    )


# The message itself


@pytest.fixture
def desktop_notices(tmp_path, monkeypatch) -> Iterator["subprocess.Popen[bytes]"]:
    need_desktop("dbus-daemon")
    gc.collect()  # windows of other tests may not be collected in the thread that waits for the bus
    processes: list[subprocess.Popen[bytes]] = []
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", _bus(processes, tmp_path))
    stub = subprocess.Popen([sys.executable, STUB], stdout=subprocess.PIPE)
    processes.append(stub)
    assert stub.stdout.readline() == b"ready\n"
    yield stub
    for process in reversed(processes):
        process.kill()
        process.wait(HANG_S)
    stub.stdout.close()


def test_the_desktop_shows_it_as_plain_text_and_a_later_one_in_its_place(desktop_notices):
    fallen: list[str] = []
    notices = Notices(lambda title, _: fallen.append(title), lambda: fallen.append("beep"))
    asyncio.run(notices.show("Marta was called", "a < b & <b>c</b>", sound=True))
    first = json.loads(desktop_notices.stdout.readline())
    assert first["title"] == "Marta was called"
    assert first["text"] == "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"
    assert (first["replaces"], first["sound"]) == (0, True)
    asyncio.run(notices.show("Bo was called", "Bo!", sound=False))
    second = json.loads(desktop_notices.stdout.readline())
    assert (second["replaces"], second["sound"]) == (7, False)
    assert fallen == []


def test_where_no_desktop_takes_it_the_tray_shows_it(monkeypatch):
    gc.collect()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    fallen: list[str] = []
    notices = Notices(lambda title, _: fallen.append(title), lambda: fallen.append("beep"))
    asyncio.run(notices.show("Marta was called", "Marta!", sound=True))
    assert fallen == ["Marta was called", "beep"]

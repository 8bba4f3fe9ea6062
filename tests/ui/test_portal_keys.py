"""Keys through the portal, spoken over a real bus with a portal made to order."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktop import _bus
from tests.guards import HANG_S
from tests.systems import WINDOWS, need_desktop

if WINDOWS:
    pytest.skip("Windows has no desktop of X11, Wayland or D-Bus", allow_module_level=True)
else:
    from captioner.ui.desktop.portal_keys import PortalKeys

PORTAL = Path(__file__).with_name("stub_portal.py")
KEYS = {"hotkey_pause": "Ctrl+Shift+F10", "hotkey_mark": "Ctrl+Meta+M"}

Start = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path, monkeypatch, qapp) -> Iterator[Start]:
    need_desktop("dbus-daemon")
    processes: list[subprocess.Popen[bytes]] = []
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", _bus(processes, tmp_path))

    def started(answer: str) -> "subprocess.Popen[bytes]":
        portal = subprocess.Popen([sys.executable, PORTAL, answer], stdout=subprocess.PIPE)
        processes.append(portal)
        assert portal.stdout.readline() == b"ready\n"
        return portal

    yield started
    for process in reversed(processes):
        process.kill()
        process.wait(HANG_S)
        if process.stdout:
            process.stdout.close()


def test_an_allowed_key_is_asked_for_by_name_and_pressed(start, qtbot):
    portal = start("allow")
    pressed: list[str] = []
    keys = PortalKeys(pressed.append, print, print)
    assert keys.limits == ""
    keys.grab(KEYS)
    qtbot.waitUntil(lambda: pressed == ["hotkey_pause"])
    asked = portal.stdout.readline().decode()
    assert "Pause or resume" in asked
    assert "CTRL+SHIFT+F10" in asked
    assert "CTRL+LOGO+M" in asked
    keys.close()


def test_changed_keys_are_asked_for_again_in_the_same_session(start, qtbot):
    start("allow")
    pressed: list[str] = []
    keys = PortalKeys(pressed.append, print, print)
    keys.grab(KEYS)
    qtbot.waitUntil(lambda: bool(pressed))
    keys.grab({"hotkey_show": "Ctrl+F1"})
    qtbot.waitUntil(lambda: pressed == ["hotkey_pause", "hotkey_show"])
    keys.close()


def test_a_refusal_is_told_for_every_key(start, qtbot):
    start("refuse")
    refused: dict[str, str] = {}
    keys = PortalKeys(print, print, refused.update)
    keys.grab(KEYS)
    qtbot.waitUntil(lambda: set(refused) == set(KEYS))
    keys.close()


def test_without_a_portal_it_says_what_to_do_instead(start):
    keys = PortalKeys(print, print, print)
    assert "captioner remote" in keys.limits
    keys.grab(KEYS)
    keys.close()


def test_without_a_bus_it_says_the_same(monkeypatch, qapp):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert "captioner remote" in PortalKeys(print, print, print).limits

"""The real program on real window managers, driven and looked at from outside."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.program import program
from tests.desktop import Desktop, running_desktop, until
from tests.guards import HANG_S
from tests.systems import need_desktop

TITLE = "Captions"
MANAGERS = ("openbox", "xfwm4", "metacity")
SIZE = "1024x700"
PLACE = ("X", "Y", "WIDTH", "HEIGHT")
STATES = ("_NET_WM_STATE", "_NET_WM_WINDOW_TYPE", "_NET_WM_DESKTOP")


class Captioned(Desktop):
    """A desktop with Captioner and another program's window on it."""

    def overlay(self) -> str:
        """The window of the captions, "" while it is not shown."""
        return self.run("xdotool", "search", "--onlyvisible", "--name", TITLE).partition("\n")[0]

    def place(self) -> tuple[int, ...]:
        """x, y, width and height of the captions."""
        found: list[int] = []

        def told() -> bool:  # a window that is being restacked may not be found for a moment
            said = self.run("xdotool", "getwindowgeometry", "--shell", self.overlay())
            parts = dict(re.findall(r"(X|Y|WIDTH|HEIGHT)=(-?\d+)", said))
            found[:] = [int(parts[name]) for name in PLACE if name in parts]
            return len(found) == len(PLACE)

        until(told, "its place is known")
        return tuple(found)

    def state(self) -> str:
        return self.run("xprop", "-id", self.overlay(), *STATES)

    def active(self) -> str:
        return self.run("xdotool", "getactivewindow", "getwindowname")

    def middle(self) -> tuple[str, str]:
        x, y, width, height = self.place()
        return str(x + width // 2), str(y + height // 3)

    def click(self) -> None:
        """Click the middle of the captions."""
        self.run("xdotool", "mousemove", *self.middle(), "click", "1")

    def clicks_below(self) -> int:
        """How many clicks have reached the other program."""
        return (self.folder / "xev.log").read_text().count("ButtonPress event")

    def is_seen(self) -> bool:
        """Whether the captions' dark box is what is seen where they are."""
        x, y, _, _ = self.place()
        said = self.run(
            "import", "-window", "root", "-crop", f"1x1+{x + 20}+{y + 20}", "-depth", "8", "txt:-"
        )
        grey = int(re.search(r"#([0-9A-F]{2})", said)[1], 16)
        return grey < 100

    def press(self, keys: str) -> None:
        self.run("xdotool", "key", "--clearmodifiers", keys)


def show_by_key(desktop: Desktop) -> None:
    """Show the captions; the keys begin to work a moment after the main window is there."""

    def shown() -> bool:
        desktop.run("xdotool", "key", "--clearmodifiers", "ctrl+shift+F9")
        with suppress(AssertionError):
            search = ("xdotool", "search", "--onlyvisible", "--name", TITLE)
            until(lambda: desktop.run(*search), "the captions are shown", limit_s=3)
            return True
        return False

    until(shown, "the captions are shown by their key")


@contextmanager
def captioned(desktop: Desktop, profile: Path, *settings: str) -> Iterator[Captioned]:
    """Captioner, with its captions shown over another program that has the focus."""
    here = Captioned(desktop.environment, desktop.folder)
    assignments = [part for setting in settings for part in ("--set", setting)]
    window = here.start(program(), "--profile", str(profile), *assignments)
    try:
        until(lambda: here.run("xdotool", "search", "--name", "^Captioner$"), "it is open")
        until(lambda: here.active() == "Captioner", "it has the focus")
        here.run("xdotool", "search", "--name", "^other$", "windowactivate", "--sync")
        until(lambda: here.active() == "other", "the other program has the focus")
        show_by_key(here)
        yield here
    finally:
        window.send_signal(signal.SIGTERM)
        assert window.wait(HANG_S) == 0


@contextmanager
def other_program(desktop: Desktop) -> Iterator[None]:
    """A white window as large as the screen that writes down what reaches it."""
    xev = desktop.start("xev", "-name", "other", "-geometry", SIZE, "-bw", "0")
    until(
        lambda: desktop.run("xdotool", "search", "--name", "^other$"), "the other program is open"
    )
    try:
        yield
    finally:
        xev.kill()
        xev.wait(HANG_S)


@pytest.fixture(params=MANAGERS)
def managed(request) -> Iterator[tuple[Desktop, str]]:
    need_desktop("xev", "wmctrl")
    with running_desktop(request.param, SIZE) as desktop, other_program(desktop):
        yield desktop, request.param


def test_captions_float_take_no_focus_and_let_clicks_through(managed, tmp_path):
    desktop, manager = managed
    with captioned(desktop, tmp_path) as here:
        until(lambda: "SKIP_TASKBAR" in here.state(), "it is out of the taskbar")
        until(lambda: "ABOVE" in here.state(), "it is above")
        state = here.state()
        assert "_NET_WM_STATE_ABOVE" in state
        assert "_NET_WM_STATE_STICKY" in state or "4294967295" in state  # on all desktops
        assert "_NET_WM_WINDOW_TYPE_NOTIFICATION" in state
        assert here.active() == "other"
        before = here.clicks_below()
        here.click()
        assert here.active() == "other"
        assert here.clicks_below() == before
        here.press("ctrl+shift+F12")
        until(lambda: (here.click(), here.clicks_below() > before)[1], "clicks go through")
        here.press("ctrl+shift+F12")
        reached = here.clicks_below()
        here.click()
        assert here.clicks_below() == reached
        desktop.run("wmctrl", "-r", "other", "-b", "add,fullscreen")
        if manager != "openbox":  # it covers every managed window; see the setting below
            until(here.is_seen, "it is above a full-screen window")


def test_where_the_window_manager_covers_them_captions_go_around_it(tmp_path):
    need_desktop("xev", "wmctrl")
    with (
        running_desktop("openbox", SIZE) as desktop,
        other_program(desktop),
        captioned(desktop, tmp_path, "above_fullscreen=true") as here,
    ):
        desktop.run("wmctrl", "-r", "other", "-b", "add,fullscreen")
        until(here.is_seen, "it is above a full-screen window")
        assert here.active() == "other"


def test_docked_captions_have_room_that_other_windows_leave_free(managed, tmp_path):
    desktop, _ = managed
    with captioned(desktop, tmp_path, "dock=bottom") as here:
        until(lambda: "_DOCK" in here.state(), "it is docked")
        x, y, width, height = here.place()
        screen = tuple(map(int, SIZE.split("x")))
        assert (x, y + height, width) == (0, screen[1], screen[0])

        def highest() -> int:
            said = here.run("xprop", "-root", "_NET_WORKAREA")
            return int(re.findall(r"\d+", said)[3]) if re.findall(r"\d+", said) else screen[1]

        until(lambda: highest() <= screen[1] - height, "other windows leave its room free")
        here.press("ctrl+shift+F9")
        until(lambda: highest() == screen[1], "hidden, it takes no room")


def test_a_full_screen_window_that_covers_the_captions_is_noticed(tmp_path):
    need_desktop("xev", "wmctrl")
    with (
        running_desktop("openbox", SIZE) as desktop,
        other_program(desktop),
        captioned(desktop, tmp_path) as here,
    ):
        desktop.run("wmctrl", "-r", "other", "-b", "add,fullscreen")
        until(here.is_seen, "they come above it and ask")
        until(
            lambda: any("Stay above" in thing["name"] for thing in desktop.accessible()),
            "they offer to stay",
        )
        assert desktop.press("Stay above")
        desktop.run("xdotool", "search", "--name", "^other$", "windowactivate", "--sync")
        kept = tmp_path / "config" / "settings.json"
        until(lambda: kept.exists() and '"above_fullscreen": true' in kept.read_text(), "kept")
        assert here.is_seen()
        assert here.active() == "other"


def test_the_last_minute_is_there_while_key_or_button_is_held(tmp_path):
    need_desktop("xev")
    search = ("xdotool", "search", "--onlyvisible", "--name", "^Captioner: the last minute")
    with (
        running_desktop("openbox", SIZE) as desktop,
        other_program(desktop),
        captioned(desktop, tmp_path) as here,
    ):
        here.run("xdotool", "keydown", "ctrl", "keydown", "shift", "keydown", "F8")
        until(lambda: here.run(*search), "it is shown while the key is held")
        time.sleep(1)  # keyboards repeat: up and down again, and it must not flicker
        assert here.run(*search)
        assert here.active() == "other"
        here.run("xdotool", "keyup", "F8", "keyup", "shift", "keyup", "ctrl")
        until(lambda: not here.run(*search), "it goes with the key")
        here.run("xdotool", "mousemove", *here.middle(), "mousedown", "1")
        until(lambda: here.run(*search), "it is shown while the captions are held")
        here.run("xdotool", "mouseup", "1")
        until(lambda: not here.run(*search), "it goes with the button")
        assert here.active() == "other"


def test_captions_keep_their_place_over_a_restart(tmp_path):
    with running_desktop("openbox", SIZE) as desktop, other_program(desktop):
        with captioned(desktop, tmp_path) as here:
            first = here.place()
            x, y = here.middle()
            here.run("xdotool", "mousemove", x, y, "mousedown", "1")
            for step in range(1, 7):
                here.run("xdotool", "mousemove", str(int(x) - 6 * step), str(int(y) - 30 * step))
            here.run("xdotool", "mouseup", "1")
            put = here.place()
            assert put[1] < first[1] - 150
        with captioned(desktop, tmp_path) as here:
            until(lambda: here.place() == put, "it stands where it was put")


def test_a_key_that_another_program_has_is_told(tmp_path):
    taker = (
        "from Xlib.display import Display; from Xlib import X, XK; d = Display();"
        "d.screen().root.grab_key(d.keysym_to_keycode(XK.string_to_keysym('F10')),"
        "X.ControlMask | X.ShiftMask, False, X.GrabModeAsync, X.GrabModeAsync);"
        "d.sync(); print('taken', flush=True); d.next_event()"
    )
    with running_desktop("openbox", SIZE) as desktop:
        holder = subprocess.Popen(
            [sys.executable, "-c", taker], env=desktop._whole(), stdout=subprocess.PIPE
        )
        assert holder.stdout.readline() == b"taken\n"
        window = desktop.start(program(), "--profile", str(tmp_path))
        try:
            told = "Pause or resume: Another program has Ctrl+Shift+F10."
            until(
                lambda: any(told in thing["name"] for thing in desktop.accessible()),
                "the conflict is told",
            )
        finally:
            window.send_signal(signal.SIGTERM)
            window.wait(HANG_S)
            holder.kill()
            holder.wait(HANG_S)
            holder.stdout.close()


def test_with_a_tray_the_closed_window_goes_there_and_captions_can_still_be_shown(tmp_path):
    need_desktop("trayer", "wmctrl")
    with running_desktop("openbox", SIZE) as desktop:
        tray = desktop.start("trayer")
        until(lambda: desktop.run("xdotool", "search", "--class", "trayer"), "there is a tray")
        window = desktop.start(program(), "--profile", str(tmp_path))
        try:
            title = "^Captioner$"
            shown = ("xdotool", "search", "--onlyvisible", "--name", title)
            until(lambda: desktop.run(*shown), "it is open")
            desktop.run("wmctrl", "-c", "Captioner")
            until(lambda: not desktop.run(*shown), "it is closed")
            assert window.poll() is None
            show_by_key(desktop)
        finally:
            window.send_signal(signal.SIGTERM)
            assert window.wait(HANG_S) == 0
            tray.kill()
            tray.wait(HANG_S)

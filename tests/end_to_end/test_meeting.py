"""The whole way, as a user goes it: from a device to the screen, the library and a file."""

import signal
from pathlib import Path

import pytest

from captioner.engines.sample import sample_path
from tests.cli.program import lines, program, run, words
from tests.desktop import Desktop, until
from tests.guards import HANG_S
from tests.pulse import Pulse

pytest.importorskip("moonshine_voice", reason="no recogniser for this machine")

SAID = "it was the best of times it was the worst of times"


def shown(desktop: Desktop, role_or_name: str = "") -> str:
    """All words that a screen reader finds, of things whose name or role holds this."""
    things = desktop.accessible()
    texts = [
        f"{thing['name']} {thing['text']}"
        for thing in things
        if role_or_name in thing["role"] or role_or_name in thing["name"]
    ]
    return " ".join(words(" ".join(texts)))


@pytest.mark.parametrize("source", ["meeting", "microphone"])
def test_what_is_said_is_on_the_screen_in_the_library_and_in_the_file(
    source: str, desktop: Desktop, pulse: Pulse, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    window = desktop.start(program(), "--profile", str(profile), "--set", f"source={source}")
    try:
        until(lambda: desktop.press("Start captions"), "the first-run card can be used")
        until(lambda: "captions" in shown(desktop), "the overlay is there")
        if source == "meeting":
            pulse.play(sample_path())
        else:
            pulse.speak(sample_path())
        until(lambda: SAID in shown(desktop, "Captions"), "the words are in the overlay")
        desktop.picture(tmp_path / "captions.png")
        until(lambda: desktop.press("Stop"), "it can be stopped")
        until(lambda: lines(run(profile, "sessions", "--json").stdout), "the session is kept")
    finally:
        window.send_signal(signal.SIGTERM)
        window.wait(HANG_S)
    (session,) = lines(run(profile, "sessions", "--json").stdout)
    assert session["finals"]
    exported = tmp_path / "meeting.txt"
    assert run(profile, "export", str(session["id"]), "-o", exported).returncode == 0
    assert SAID in " ".join(words(exported.read_text()))

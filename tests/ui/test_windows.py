import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """What the main window needs before it is shown."""
    program = (
        "import sys\n"
        "from captioner.cli import window\n"
        "from captioner.ui import application\n"
        "print(*sys.modules)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    return set(said.split())


@pytest.mark.parametrize(
    "window",
    [
        "settings.window",
        "sessions.window",
        "about_window",
        "export.dialog",
        "transcript.time_dialog",
        "transcript.everywhere_dialog",
    ],
)
def test_a_window_that_is_opened_on_demand_is_imported_then(imported, window):
    assert f"captioner.ui.{window}" not in imported
    assert "captioner.ui.main.window" in imported


@pytest.mark.parametrize(
    "part",
    [
        "app.runner",
        "audio.files",
        "core.captions",
        "core.export.formats",
        "engines.catalog",
        "ui.overlay.window",
        "ui.desk",
        "ui.tray",
    ],
)
def test_what_the_main_window_does_without_is_imported_after_it(imported, part):
    assert f"captioner.{part}" not in imported


def test_the_formats_of_exports_are_imported_by_whoever_exports(imported):
    assert "captioner.storage.exporting" not in imported
    assert "captioner.cli.window" in imported

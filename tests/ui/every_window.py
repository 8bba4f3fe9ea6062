"""Every window and dialogue of the program, each as full as it becomes; opened by name."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QWidget

from captioner.core.lanes import Lane
from captioner.core.settings import ABOUT, Page, Settings
from captioner.core.sources import BOTH, with_both
from captioner.core.status import Condition, Status
from captioner.core.transcript import Gap, GapKind, Mark, Transcript
from captioner.ui.about_window import AboutWindow
from captioner.ui.crash import show_box
from captioner.ui.export.dialog import ExportDialog
from captioner.ui.files.queue import Progress
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.overlay.select_text import show_text
from captioner.ui.parts.name_dialog import NameDialog
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.settings.fold import Fold
from captioner.ui.settings.stock_row import StockRow
from captioner.ui.settings.token_row import TokenRow
from captioner.ui.settings.window import SettingsWindow
from captioner.ui.starting import StartBox
from captioner.ui.transcript.everywhere_dialog import EverywhereDialog
from captioner.ui.transcript.speakers_dialog import SpeakersDialog
from captioner.ui.transcript.time_dialog import TimeDialog
from tests.ui.overlay.test_window import VALUES
from tests.ui.stage import LOUD, SOURCES, Stage, final, partial, run_now, session

LONG = (
    "Thank you, Marta. I would like to add that the work in Lyon is done, and that the numbers of"
    " last quarter are better than anybody here had expected."
)
LONG_WORD = "Donaudampfschifffahrtselektrizitäten"
SAID = ("Good morning, everybody. Shall we begin?", LONG, "Yes.", LONG, "Next point.")

Opens = Callable[[Stage], QWidget]


def _main(stage: Stage, **facts: object) -> MainWindow:
    commands = stage.commands_with(Settings(**{"first_word_seen": True, **facts}))  # type: ignore[arg-type]
    window = MainWindow(commands, stage.model, Meters(stage.app, run_now, print), QMenu())
    window.show_sources(with_both(SOURCES))
    window.show()
    return stage.own(window)


def _first_run(stage: Stage) -> QWidget:
    return _main(stage, first_word_seen=False)


def _ready(stage: Stage) -> QWidget:
    return _main(stage)


def _listening(stage: Stage) -> MainWindow:
    """Two lanes, and a message with its button."""
    window = _main(stage, source=BOTH)
    stage.listen()
    for turn, text in enumerate(SAID):
        lane = Lane.YOU if turn % 2 else Lane.OTHERS
        stage.model.final(replace(final(text, turn, 20_000 * turn), lane=lane))
    stage.model.mark(Mark(at_ms=50_000, note="Budget"))
    stage.model.partial(replace(partial(LONG, 99, 140_000, agreed=6), lane=Lane.OTHERS))
    stage.model.level(LOUD)
    stage.model.status(Status(Condition.WRONG_SOURCE, VALUES))
    return window


def _captioning_a_file(stage: Stage) -> QWidget:
    window = _main(stage)
    stage.listen()
    stage.model.final(final(LONG, 1, 20_000))
    path = Path("A talk with quite a long name that somebody gave it.mp4")
    window.files.progressed.emit(Progress(path, 724.0, 3250.0, 190.0, 2))
    window.tell("Exported to a folder of the user.")
    return window


def _finding(stage: Stage) -> QWidget:
    window = _listening(stage)
    window.panel.find_bar.ask()
    window.panel.find_bar._field.setText("the")
    return window


def _settings(page: Page, **facts: object) -> Callable[[Stage], SettingsWindow]:
    """A page of the settings with all that can be unfolded, and a value that was refused."""

    def show(stage: Stage) -> SettingsWindow:
        _keep_sessions(stage)
        window = SettingsWindow(stage.commands_with(Settings(**facts)), stage.model)  # type: ignore[arg-type]
        window.show_sources(SOURCES)
        first = next(name for name in ABOUT if ABOUT[name].page is page)
        window.show_setting(first)
        for fold in window.findChildren(Fold):
            fold.open()
        for row in window.rows.values():
            row.refuse("This is more than the service takes. Choose a value within its range.")
        return stage.own(window)

    return show


def _token(stage: Stage) -> QWidget:
    window = _settings(Page.RECOGNISER, engine="assemblyai")(stage)
    for tokens in window.findChildren(TokenRow):
        tokens.make()
    return window


def _load_words(stage: Stage) -> QWidget:
    window = _settings(Page.RECOGNISER)(stage)
    window.rows["word_boost"].control.file_wanted.emit()
    return window.findChild(QFileDialog)


def _delete_all(stage: Stage) -> QWidget:
    window = _settings(Page.PRIVACY)(stage)
    window.findChild(StockRow).delete.click()
    return window.findChild(QMessageBox)


def _keep_sessions(stage: Stage) -> None:
    segments = tuple(
        replace(final(text, turn, 20_000 * turn), speaker="ABC"[turn % 3])
        for turn, text in enumerate(SAID)
    )
    lost = Gap(start_ms=80_000, end_ms=106_000, kind=GapKind.LOST, reason="It was unplugged")
    marks = (Mark(at_ms=30_000, note="Kowalski"), Mark(at_ms=90_000))
    for number in range(12):
        kept = session(id=f"s{number}", title=f"Tue 24 Nov 10:0{number % 10}, 54 min")
        stage.app.library.transcripts[kept.id] = Transcript(kept, segments, (lost,), marks)


def _no_sessions(stage: Stage) -> QWidget:
    window = stage.own(SessionsWindow(stage.commands))
    window.open_session("")
    return window


def _sessions(stage: Stage) -> SessionsWindow:
    _keep_sessions(stage)
    window = stage.own(SessionsWindow(stage.commands))
    window.open_session("s1")
    return window


def _filtering(stage: Stage) -> QWidget:
    window = _sessions(stage)
    window.listing.filter_button.click()
    window.listing.filters.marked.click()
    window.listing.filters.day.setCurrentIndex(window.listing.filters.day.count() - 1)
    return window


def _reading(stage: Stage) -> QWidget:
    """A session in which something is found, renamed and told."""
    window = _sessions(stage)
    window.reading.find_bar.ask()
    window.reading.rename()
    window.reading.tell("Exported 12 sessions into a folder of the user.")
    return window


def _dialogue(kind: type[QWidget], ask: Callable[[SessionsWindow], None]) -> Opens:
    """What comes up over the window of sessions."""

    def show(stage: Stage) -> QWidget:
        window = _sessions(stage)
        ask(window)
        return window.findChild(kind)

    return show


def _export(stage: Stage) -> QWidget:
    window = _sessions(stage)
    window.export()
    dialog = window.findChild(ExportDialog)
    box = dialog.wishes.format_box
    box.setCurrentIndex(box.findData("srt"))
    return dialog


def _export_where(stage: Stage) -> QWidget:
    dialog = _export(stage)
    assert isinstance(dialog, ExportDialog)
    dialog.export.click()
    return dialog.findChild(QFileDialog)


def _export_several(stage: Stage) -> QWidget:
    window = _sessions(stage)
    window.listing.list.selectAll()
    window.export()
    return window.findChild(ExportDialog)


def _open_file(stage: Stage) -> QWidget:
    window = _main(stage)
    window._open_file()
    return window.findChild(QFileDialog)


def _speakers(stage: Stage) -> QWidget:
    window = _sessions(stage)
    said = tuple(replace(final("Yes.", n, 1000 * n), speaker=f"{n}") for n in range(12))
    stage.app.library.transcripts["s2"] = Transcript(session(id="s2"), said)
    window.open_session("s2")
    window.reading.speakers.click()
    return window.findChild(SpeakersDialog)


def _about(stage: Stage) -> QWidget:
    window = AboutWindow()
    window.show()
    return stage.own(window)


def _fault(stage: Stage) -> QWidget:
    trace = (
        "Traceback (most recent call last):\n" + 30 * "  File somewhere, line 12, in something\n"
    )
    show_box(trace, "Finished sentences are already saved.")
    return _newest(stage, "Captioner has a fault")


def _select_text(stage: Stage) -> QWidget:
    return stage.own(show_text("\n".join(8 * SAID)))


def _start_box(stage: Stage) -> QWidget:
    text = "Captioner cannot write its settings. Make room on the disk, or choose another profile."
    return stage.own(StartBox(text, "warning", "Close"))


def _newest(stage: Stage, title: str) -> QWidget:
    found = [one for one in QApplication.topLevelWidgets() if one.windowTitle() == title]
    return stage.own(found[-1])


WINDOWS: Mapping[str, Opens] = MappingProxyType(
    {
        "first run": _first_run,
        "ready": _ready,
        "listening": _listening,
        "captioning a file": _captioning_a_file,
        "finding": _finding,
        **{f"settings, {page.value}": _settings(page) for page in Page},
        "settings, AssemblyAI": _settings(Page.RECOGNISER, engine="assemblyai"),
        "settings, token": _token,
        "delete all": _delete_all,
        "load words": _load_words,
        "no sessions": _no_sessions,
        "sessions": _sessions,
        "filtering": _filtering,
        "reading": _reading,
        "delete": _dialogue(QMessageBox, SessionsWindow.delete),
        "export": _export,
        "export, where": _export_where,
        "export of several": _export_several,
        "caption a file": _open_file,
        "speakers": _speakers,
        "name": _dialogue(NameDialog, lambda window: window.view.name_voice()),
        "everywhere": _dialogue(
            EverywhereDialog, lambda window: window.view.correct_everywhere(LONG_WORD)
        ),
        "time": _dialogue(TimeDialog, lambda window: window.view.ask_for_time()),
        "about": _about,
        "fault": _fault,
        "select text": _select_text,
        "start box": _start_box,
    }
)
"""What it is called here → what opens it. The overlay and its catch-up have tests of their own."""

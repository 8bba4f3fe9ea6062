"""Where docs/pictures are taken, at one scale; `make_pictures.py` runs it once for each."""

import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from captioner.core.lanes import Lane
from captioner.core.session import State
from captioner.core.settings import ABOUT, Page, Settings
from captioner.core.sources import BOTH, with_both
from captioner.core.status import Condition, Status
from captioner.core.transcript import Gap, GapKind, Mark, Transcript
from captioner.ui.desktop.plain import Plain
from captioner.ui.export.dialog import ExportDialog
from captioner.ui.files.queue import Progress
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.menus import main_menu
from captioner.ui.overlay.catch_up import CatchUp
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.parts.name_dialog import NameDialog
from captioner.ui.parts.theme import FUSION, use_theme
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.settings.fold import Fold
from captioner.ui.settings.presets import PRESETS, with_style
from captioner.ui.settings.style_preview import paint_photo
from captioner.ui.settings.token_row import TokenRow
from captioner.ui.settings.window import SettingsWindow
from captioner.ui.transcript.line_menu import line_menu
from tests.ui.stage import LOUD, SILENT, SOURCES, Stage, final, partial, run_now, session

PICTURES = Path(__file__).parent / "pictures"
SETTLED_MS = 300
"""Until the transcript has written the words that are still coming."""
EVERYTHING = "100"
"""The scale, in %, at which every state is pictured; at others only the windows."""

VALUES = {
    "d": "Jabra Evolve 65",
    "d2": "Built-in microphone",
    "n": "26",
    "time": "10:14",
    "start": "10:14:05",
    "end": "10:14:31",
    "reason": "Jabra Evolve 65 was disconnected",
    "service": "AssemblyAI",
    "why": "The service refused the setting Mode.",
    "length": "54 min",
    "title": "Tue 24 Nov 10:02, 54 min",
}
SAID = (
    (0, "Good morning, everybody. Shall we begin with last quarter?"),
    (9_000, "Yes. The numbers are in, and they are better than we had expected."),
    (64_000, "Thank you, Marta. I would like to add that the work in Lyon is done."),
    (121_000, "That is good news. Then let us look at the next point, the budget."),
)
LOST = Gap(start_ms=80_000, end_ms=106_000, kind=GapKind.LOST, reason=VALUES["reason"])
COMING = "We have put aside a little more for travel, because"


class Studio:
    """Dresses windows, puts words into them and takes their pictures."""

    def __init__(self, app: QApplication, scale: str) -> None:
        self.app = app
        self.scale = scale
        self.theme = ""

    def dress(self, theme: str) -> None:
        """Use a theme from now on."""
        self.theme = theme
        use_theme(self.app, theme)

    def stage(self, **settings: object) -> Stage:
        """An app with these settings, and a window's worth of sources."""
        made = Stage()
        facts: dict[str, object] = {"first_word_seen": True, "theme": self.theme, **settings}
        made.commands_with(Settings(**facts))  # type: ignore[arg-type]
        return made

    def keep(self, window: QWidget, name: str, *, themed: bool = True) -> None:
        """Save a picture of a window."""
        window.show()
        QTest.qWait(SETTLED_MS)
        parts = [name, self.theme if themed else "", "" if self.scale == "100" else self.scale]
        window.grab().save(str(PICTURES / f"{'-'.join(filter(None, parts))}.png"))
        window.hide()

    # The windows

    def windows(self) -> None:
        """The main window, settings and sessions."""
        self.keep(self.main_window(self.stage(first_word_seen=False)), "first-run")
        self.keep(self.main_window(self.stage()), "ready")
        stage = self.stage()
        window = self.main_window(stage)
        self.talk(stage)
        self.keep(window, "listening")
        far = Progress(Path("Talk of the week.mp4"), 724.0, 3250.0, 190.0, 0)
        window.files.progressed.emit(far)
        self.keep(window, "captioning-file")
        window.files.left.emit()
        window.show()
        window.panel.view.go_to(stage.model.items[1])
        window.panel.view.correct()
        self.keep(window, "correcting")
        self.settings()
        sessions = self.sessions_window()
        self.keep(sessions, "sessions")
        self.keep(line_menu(sessions.view, sessions.view.items[0], "quarter"), "line-menu")
        sessions.listing.filter_button.click()
        sessions.listing.filters.marked.click()
        self.keep(sessions, "sessions-filter")
        sessions.export()
        [export] = sessions.findChildren(ExportDialog)
        export.wishes.format_box.setCurrentIndex(export.wishes.format_box.findData("srt"))
        self.keep(export, "export")

    def settings(self) -> None:
        """Every page of the settings, and what unfolds on them."""
        stage = self.stage(word_boost=("Captioner", "Lyon", "Marta"))
        segments = tuple(final(text, turn, at) for turn, (at, text) in enumerate(SAID))
        stage.app.library.transcripts["s1"] = Transcript(session(), segments, (), ())
        settings = self.settings_window(stage)
        for page in Page:
            settings.show_setting(next(name for name in ABOUT if ABOUT[name].page is page))
            self.keep(settings, f"settings-{page.value.lower()}")
        settings = self.settings_window(self.stage(engine="assemblyai"))
        settings.show_setting("engine")
        settings.rows["text_size"].refuse("")
        settings.rows["end_utterance_silence_threshold"].control.edited.emit(99_999)
        self.keep(settings, "settings-assemblyai")
        settings = self.settings_window(
            self.stage(engine="assemblyai", language_codes=("en", "es"))
        )
        settings.show_setting("language_codes")
        self.keep(settings, "settings-languages")
        settings.show_setting("engine")
        for fold in settings.findChildren(Fold):
            fold.open()
        for tokens in settings.findChildren(TokenRow):
            tokens.make()
        self.keep(settings, "settings-token")

    def two_lanes(self) -> None:
        """Meeting and microphone at once: the main window, and the captions muted."""
        stage = self.stage(source=BOTH)
        window = self.main_window(stage)
        window.show_sources(with_both(SOURCES))
        self.talk_in_lanes(stage)
        self.keep(window, "both")

    def voices(self) -> None:
        """Voices told apart: the main window, and one of them being named."""
        stage = self.stage(speaker_labels="true")
        window = self.main_window(stage)
        self.talk_of_voices(stage)
        self.keep(window, "voices")
        naming = NameDialog(window, stage.model.cast, "C", (), str)
        naming.field.setText("Ines")
        self.keep(naming, "naming")

    def talk_of_voices(self, stage: Stage) -> None:
        """Three people, of whom two have a name."""
        stage.listen()
        for turn, ((at, text), voice) in enumerate(zip(SAID, "ABCA", strict=True)):
            stage.model.final(replace(final(text, turn, at), speaker=voice))
        stage.model.named("A", "Marta")
        stage.model.named("B", "Ben")
        stage.model.level(LOUD)
        stage.model.status(Status(Condition.LISTENING, {"d": "Meeting audio"}))

    def talk_in_lanes(self, stage: Stage) -> None:
        """The user and the others; the last words of both are still coming."""
        stage.listen()
        lanes = cycle((Lane.OTHERS, Lane.YOU))
        for turn, ((at, text), lane) in enumerate(zip(SAID, lanes, strict=False)):
            stage.model.final(replace(final(text, turn, at), lane=lane))
        coming = partial(COMING, 99, 140_000, agreed=6)
        stage.model.partial(replace(coming, lane=Lane.OTHERS))
        stage.model.partial(replace(partial("For travel?", 98, 141_000), lane=Lane.YOU))
        stage.model.level(LOUD)
        stage.model.status(Status(Condition.LISTENING, {"d": "Speakers + Jabra Evolve 65"}))

    def main_window(self, stage: Stage) -> MainWindow:
        """The main window with sources that have sound."""
        meters = Meters(stage.app, run_now, lambda _, __: None)  # type: ignore[arg-type]
        stage.menu = main_menu(stage.commands, print, print, print)  # type: ignore[attr-defined] # held
        window = MainWindow(stage.commands, stage.model, meters, stage.menu)  # type: ignore[attr-defined]
        window.show_sources(SOURCES)
        window.show_level("meeting", LOUD)
        window.show_level("microphone", SILENT)
        return window

    def settings_window(self, stage: Stage) -> SettingsWindow:
        """The settings with the sources there are."""
        window = SettingsWindow(stage.commands, stage.model)
        window.show_sources(SOURCES)
        return window

    def sessions_window(self) -> SessionsWindow:
        """Three sessions, of which one is read."""
        stage = self.stage()
        segments = tuple(final(text, turn, at) for turn, (at, text) in enumerate(SAID))
        marks = (Mark(at_ms=120_000, note="Budget"),)
        said = {"finals": len(segments)}
        for kept in (
            session(**said),
            session(
                id="b",
                title="Tue 24 Nov 08:30, 12 min",
                started="2026-11-24T08:30:00+01:00",
                seconds=720.0,
                **said,
            ),
            session(id="c", title="Design review", started="2026-11-23T15:00:00+01:00", **said),
        ):
            stage.app.library.transcripts[kept.id] = Transcript(kept, segments, (LOST,), marks)
        window = SessionsWindow(stage.commands)
        window.open_session("s1")
        return window

    # The states

    def every_state(self) -> None:
        """Each row of the table of states, in the main window and in the overlay."""
        for condition in Condition:
            name = condition.name.lower().replace("_", "-")
            stage = self.stage()
            window = self.main_window(stage)
            self.talk(stage)
            self.into_state_of(stage, condition)
            stage.model.status(Status(condition, VALUES))
            self.keep(window, f"state-{name}", themed=False)
            self.overlay(f"overlay-{name}", condition=condition)

    def into_state_of(self, stage: Stage, condition: Condition) -> None:
        """Where a session stands when a condition is told."""
        states = {
            Condition.PAUSED: State.PAUSED,
            Condition.STARTING: State.STARTING,
            Condition.ENDED: State.IDLE,
        }
        if condition in states:
            stage.model.state_changed(states[condition])
        if condition is Condition.SOUND_LOST:
            stage.model.gap(LOST)

    def overlays(self) -> None:
        """What the overlay can look like."""
        self.overlay("overlay-controls", hovered=True)
        self.overlay("overlay-both", settings={"source": BOTH, "lines": 5}, hovered=True)
        voices: dict[str, object] = {"speaker_labels": "true", "lines": 5}
        self.overlay("overlay-voices", settings=voices)
        self.overlay("overlay-scrolled-back", back=2)
        called = ((0, SAID[0][1]), (9_000, "Kowalski, what do you think of it?"))
        self.overlay("overlay-called", said=called, settings={"names": ("Kowalski",)})
        self.overlay("overlay-right-to-left", said=((0, "בוקר טוב לכולם."), (9_000, "נתחיל?")))
        self.overlay("overlay-six-lines", settings={"lines": 6})
        self.overlay("overlay-200-percent", settings={"text_size": 200})
        for name in PRESETS:
            styled = with_style(Settings(), PRESETS[name])
            style = {setting: getattr(styled, setting) for setting in PRESETS[name]}
            self.overlay(f"overlay-{name.lower().replace(' ', '-')}", settings=style)

    def overlay(
        self,
        name: str,
        *,
        condition: Condition | None = None,
        settings: dict[str, object] | None = None,
        said: tuple[tuple[int, str], ...] = SAID,
        hovered: bool = False,
        back: int = 0,
    ) -> None:
        """The captions over a desktop."""
        stage = self.stage(**(settings or {}))
        window = self.overlay_window(stage)
        if stage.commands.settings.source == BOTH:
            self.talk_in_lanes(stage)
        elif stage.commands.settings.speaker_labels == "true":
            self.talk_of_voices(stage)
        else:
            self.talk(stage, said)
        if condition is not None:
            self.into_state_of(stage, condition)
            stage.model.status(Status(condition, VALUES))
        if hovered:
            window.controls.appear()
            window.status.leave_room(window.controls.width())
        if back:
            window.view.look_back(back)
        QTest.qWait(60)
        area = QRect(QPoint(0, 0), window.size()).adjusted(-24, -24, 24, 24)
        ratio = window.devicePixelRatioF()
        picture = QPixmap(area.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        paint_ground(picture)
        draw(window, picture, QPoint(24, 24))
        suffix = "" if self.scale == "100" else f"-{self.scale}"
        picture.save(str(PICTURES / f"{name}{suffix}.png"))
        window.hide()

    def overlay_window(self, stage: Stage) -> OverlayWindow:
        """The overlay, shown, without animation."""
        window = OverlayWindow(stage.commands, stage.model, Plain(), stage.clock)
        window.view.smooth = False
        window.show()
        return window

    def talk(self, stage: Stage, said: tuple[tuple[int, str], ...] = SAID) -> None:
        """A session in which people talk; the last words are still coming."""
        stage.listen()
        for turn, (at, text) in enumerate(said):
            stage.model.final(final(text, turn, at))
        stage.model.mark(Mark(at_ms=122_000, note=""))
        if said is SAID:
            stage.model.partial(partial(COMING, 99, 140_000, agreed=6))
        stage.model.level(LOUD)
        stage.model.status(Status(Condition.LISTENING, {"d": "Meeting audio"}))

    def catch_up(self) -> None:
        """The last minute over a desktop."""
        stage = self.stage()
        overlay = self.overlay_window(stage)
        self.talk(stage)
        large = CatchUp(stage.model, Plain(), stage.commands.settings)
        large.hold(overlay)
        large.resize(QSize(960, 520))
        QTest.qWait(SETTLED_MS)
        picture = QPixmap(QSize(1024, 600))
        paint_ground(picture)
        draw(large, picture, QPoint(32, 40))
        picture.save(str(PICTURES / "catch-up.png"))
        large.hide()
        overlay.hide()

    def scene(self) -> None:
        """The captions and the main window together, as on a desktop."""
        stage = self.stage()
        window, overlay = self.main_window(stage), self.overlay_window(stage)
        self.talk(stage)
        window.show()
        QTest.qWait(SETTLED_MS)
        picture = QPixmap(QSize(1420, 700))
        paint_ground(picture)
        window.render(picture, QPoint(890, 50))
        draw(overlay, picture, QPoint(60, 440))
        picture.save(str(PICTURES / "captions.png"))


def draw(window: QWidget, picture: QPixmap, at: QPoint) -> None:
    """Draw a translucent window onto a picture, without a ground of its own."""
    window.render(picture, at, QRegion(), QWidget.RenderFlag.DrawChildren)


def paint_ground(picture: QPixmap) -> None:
    """A desktop: a page of text on the left, something like a photo on the right."""
    size = picture.deviceIndependentSize()
    painter = QPainter(picture)
    paint_photo(painter, QRectF(0, 0, size.width(), size.height()))
    painter.fillRect(QRectF(0, 0, size.width() * 0.45, size.height()), QColor("#f7f7f4"))
    for row in range(int(size.height() // 18)):
        width = size.width() * (0.36 if row % 5 else 0.24)
        painter.fillRect(QRectF(18, 14 + 18 * row, width, 5), QColor("#d5d6d2"))
    painter.end()


def main(scale: str) -> None:
    """Take the pictures of one scale, in %."""
    studio = Studio(QApplication(["captioner", *FUSION]), scale)
    for theme in ("light", "dark"):
        studio.dress(theme)
        studio.windows()
        studio.two_lanes()
        studio.voices()
    studio.dress("light")
    studio.overlay("overlay")
    if scale == EVERYTHING:
        studio.every_state()
        studio.overlays()
        studio.scene()
        studio.catch_up()


if __name__ == "__main__":
    main(sys.argv[1])

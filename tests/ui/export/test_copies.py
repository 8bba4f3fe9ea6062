"""A file of every session, in the real windows over the real app."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from captioner.ui.parts.message_strip import MessageStrip
from tests.ui.real_app import RealApp, lines, real_app


async def keep_files_in(app: RealApp, folder: Path) -> None:
    app.commands.change("export_folder", str(folder))
    app.commands.change("export_format", "txt")
    await app.commands.save()


async def test_every_session_becomes_a_file_when_it_ends(qapp, tmp_path: Path) -> None:
    folder = tmp_path / "meetings"
    folder.mkdir()
    async with real_app(tmp_path / "profile") as app:
        await keep_files_in(app, folder)
        for text in ("Meet Mister Sedlak at ten.", "He did not come."):
            await app.begin()
            app.said(text, 1, 5)
            await app.until(lambda text=text: text in lines(app.window.panel.view))
            await app.stop()
        await app.until(lambda: len(list(folder.iterdir())) == 2)
        written = [file.read_text() for file in folder.iterdir()]
    for text in ("Meet Mister Sedlak at ten.", "He did not come."):
        assert len([one for one in written if text in one]) == 1


async def test_a_folder_that_cannot_be_written_is_said_before_anything_is_heard(
    qapp, tmp_path: Path
) -> None:
    async with real_app(tmp_path / "profile") as app:
        await keep_files_in(app, tmp_path / "gone" / "meetings")
        asked: list[str] = []
        app.commands.show_settings.connect(asked.append)
        await app.show(app.window)
        QTest.keyClick(app.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        strip = app.window.findChild(MessageStrip)
        (button,) = strip.findChildren(QPushButton)
        await app.until(button.isVisible)  # before it, a slow computer says that it starts
        assert app.model.session is None
        assert button.text() == "Change folder"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked == ["export_folder"]

from PySide6.QtWidgets import QLabel, QPlainTextEdit

from captioner import __version__
from captioner.app import about
from captioner.ui.about_window import AboutWindow


def test_it_tells_versions_and_the_licence_of_everything_that_is_shipped(qtbot):
    window = AboutWindow()
    qtbot.addWidget(window)
    told = " ".join(label.text() for label in window.findChildren(QLabel))
    assert f"Captioner {__version__}" in told
    assert "Qt (PySide6) 6." in told
    licences = window.findChild(QPlainTextEdit).toPlainText()
    assert "PySide6" in licences
    assert "numpy" in licences


def test_a_package_tells_the_notices_it_was_built_with(tmp_path, monkeypatch):
    notices = tmp_path / about.NOTICES
    notices.write_text("All of it.", encoding="utf-8")
    monkeypatch.setattr(about, "resource", lambda name: tmp_path / name)
    assert about.notices() == "All of it."

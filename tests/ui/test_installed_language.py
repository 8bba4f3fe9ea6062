"""The language of a start: Captioner's texts and Qt's, both or neither."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from captioner.ui import language
from captioner.ui.language import install_translations, tr

OURS = """<!DOCTYPE TS><TS version="2.1" language="he"><context><name>Captioner</name>
<message><source>Sessions</source><translation>שיחות</translation></message></context></TS>"""


@pytest.fixture
def hebrew(qapp: QApplication, monkeypatch, tmp_path: Path) -> Iterator[Path]:
    """Where translations are looked for, on the computer of somebody who reads Hebrew."""
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("he_IL"))
    monkeypatch.setattr(language, "resource", lambda _: tmp_path)
    qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a test before may have set it
    yield tmp_path
    for one in qapp.findChildren(QTranslator):
        qapp.removeTranslator(one)
        one.deleteLater()


def test_without_its_own_texts_in_a_language_all_of_it_is_english(hebrew, qapp):
    install_translations(qapp)
    assert tr("Sessions") == "Sessions"
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_with_its_own_texts_the_buttons_and_the_direction_are_of_that_language(hebrew, qapp):
    source = hebrew / "captioner_he.ts"
    source.write_text(OURS, encoding="utf-8")
    release = shutil.which("lrelease", path=Path(PySide6.__file__).parent)
    assert release is not None
    subprocess.run([release, source, "-qm", source.with_suffix(".qm")], check=True)
    install_translations(qapp)
    assert tr("Sessions") == "שיחות"
    assert qapp.translate("QPlatformTheme", "Cancel") != "Cancel"
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft

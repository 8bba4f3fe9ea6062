import ast
from pathlib import Path

import captioner.ui
from captioner.ui.parts.labels import in_tooltip, label, on_button

UI = Path(captioner.ui.__file__).parent


def test_a_label_shows_markup_as_it_is(qtbot):
    made = label("<b>no</b> &amp;")
    qtbot.addWidget(made)
    rendered = made.sizeHint().width()
    made.setText("no &")
    assert made.sizeHint().width() < rendered


def test_no_other_file_makes_a_label():
    made_in = {
        path.name
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QLabel"
    }
    assert made_in == {"labels.py"}


def test_nothing_in_the_window_sets_markup():
    rich = ("setHtml", "appendHtml", "RichText", "AutoText", "setMarkdown")
    for path in set(UI.rglob("*.py")) - {UI / "parts" / "labels.py"}:
        text = path.read_text(encoding="utf-8")
        assert not [word for word in rich if word in text], path.name


def test_a_tooltip_shows_markup_as_it_is():
    assert in_tooltip("<b>Mic</b> & more") == "<p>&lt;b&gt;Mic&lt;/b&gt; &amp; more</p>"
    assert in_tooltip("Mic & more") == "Mic & more"


def test_an_ampersand_on_a_button_is_no_key():
    assert on_button("Use Bang & Olufsen") == "Use Bang && Olufsen"

"""Writes captioner.ts, the list of every text a user sees, for Qt Linguist.

Literal texts are found in the calls of `tr`, the others in the tables of the core.
Run it after changing a text: python resources/translations/collect.py
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from captioner.core.engines import ENGINES
from captioner.core.errors import Action
from captioner.core.models import MODELS
from captioner.core.settings import ABOUT, Page
from captioner.core.status import WORDS
from captioner.storage.exporting import FORMATS
from captioner.ui.language import CONTEXT
from captioner.ui.presets import PRESETS
from captioner.ui.state_line import STATE_WORDS

HERE = Path(__file__).parent
UI = HERE.parents[1] / "captioner" / "ui"


def literal_texts() -> Iterator[str]:
    """What stands in the calls of `tr`."""
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr" and node.args:
                yield from (
                    part.value
                    for part in ast.walk(node.args[0])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )


def table_texts() -> Iterator[str]:
    """What stands in the tables."""
    yield from (page.value for page in Page)
    yield from (action.value for action in Action)
    for about in ABOUT.values():
        if not about.hidden:
            yield from (about.label, about.help, about.unit, *about.choices.values())
    for engine in ENGINES.values():
        yield from (engine.label, engine.summary)
        yield from (*engine.cannot.values(), *engine.notes.values())
    for words in WORDS.values():
        yield from (words.overlay, words.window)
    for model in MODELS.values():
        yield from (model.label, model.summary)
    yield from (made.label for made in FORMATS.values())
    yield from (*PRESETS, *STATE_WORDS.values(), "Meeting audio", "Microphone")


def texts() -> list[str]:
    """Every text, each once, in the order of the alphabet."""
    return sorted({text for text in (*literal_texts(), *table_texts()) if text.strip()})


def template() -> str:
    """The list as Qt Linguist reads it."""
    messages = "".join(
        f"    <message>\n        <source>{escape(text)}</source>\n"
        '        <translation type="unfinished"></translation>\n    </message>\n'
        for text in texts()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        '<TS version="2.1" sourcelanguage="en_GB">\n'
        f"<context>\n    <name>{CONTEXT}</name>\n{messages}</context>\n</TS>\n"
    )


if __name__ == "__main__":
    (HERE / "captioner.ts").write_text(template(), encoding="utf-8")
    sys.stdout.write(f"{len(texts())} texts\n")

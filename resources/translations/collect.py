"""Writes captioner.ts, the list of every text a user sees, for Qt Linguist.

Literal texts are found in the calls of `tr`, in errors and in every `Sentence`, the others
in the tables of the core.
Run it after changing a text: python resources/translations/collect.py
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from captioner.core import errors
from captioner.core.engines import ENGINES
from captioner.core.errors import Action, CaptionerError
from captioner.core.models import MODELS
from captioner.core.settings import ABOUT, Page
from captioner.core.status import WORDS
from captioner.storage.exporting import FORMATS
from captioner.ui.language import CONTEXT
from captioner.ui.main.state_line import STATE_WORDS
from captioner.ui.settings.presets import PRESETS
from captioner.ui.settings.style_preview import SAID

HERE = Path(__file__).parent
CODE = HERE.parents[1] / "captioner"
ERRORS = {
    name
    for name, made in vars(errors).items()
    if isinstance(made, type) and issubclass(made, CaptionerError)
}


def modules() -> Iterator[ast.Module]:
    """All of the program."""
    for path in sorted(CODE.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"), str(path))


def told(module: ast.Module) -> Iterator[ast.expr]:
    """Where a text for the user stands: in `tr`, in a `Sentence`, as an error's words.

    An error's title and advice come first, or right after its class where somebody else
    makes it of them.
    """
    for call in ast.walk(module):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", "")
        if name in ("tr", "Sentence"):
            yield from call.args[:1]
        elif name in ERRORS:
            yield from call.args[:2]
        elif call.args and getattr(call.args[0], "id", "") in ERRORS:
            yield from call.args[1:3]


def literal_texts() -> Iterator[str]:
    """What stands there, be it by the name of a constant of the same file."""
    for module in modules():
        constants = {
            target.id: line.value
            for line in module.body
            if isinstance(line, ast.Assign)
            for target in line.targets
            if isinstance(target, ast.Name)
        }
        for text in told(module):
            yield from _literals(text, constants)


def _literals(text: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    match text:
        case ast.Constant(value=str(value)):
            yield value
        case ast.IfExp():
            yield from _literals(text.body, constants)
            yield from _literals(text.orelse, constants)
        case ast.Name() if text.id in constants:
            yield from _literals(constants[text.id], constants)
        case _:
            pass  # made elsewhere, of a literal or a table


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
    yield from (*PRESETS, *SAID, *STATE_WORDS.values(), "Meeting audio", "Microphone")


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

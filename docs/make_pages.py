"""Writes what the documentation takes from the code, or tells which pages are stale.

A page is written by hand but for its blocks, each between two comments that name it:

    <!-- from the code: states -->
    …
    <!-- end -->
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import grimp

from captioner.cli.advice import advice
from captioner.cli.main import COMMANDS
from captioner.core import errors
from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError
from captioner.core.plan import TABLE, Fact
from captioner.core.session import TRANSITIONS
from captioner.core.setting_values import Value, get
from captioner.core.settings import ABOUT, DEFAULTS, About, Page
from captioner.core.status import WORDS, Condition, Status

DOCS = Path(__file__).resolve().parent
CODE = DOCS.parent / "captioner"
EXAMPLE = {
    "d": "Headset",
    "d2": "Built-in",
    "n": "12",
    "time": "10:14",
    "start": "10:14:05",
    "end": "10:14:31",
    "reason": "the device was disconnected",
    "why": "The service refused the setting Mode.",
    "advice": "Change Mode and start again.",
    "service": "AssemblyAI",
    "length": "54 min",
    "title": "Tue 24 Nov 10:02, 54 min",
}
"""What fills the words on the page."""
REASONS = {
    Condition.NOT_SAVED: ("The disk is full.", ""),
    Condition.DEVICE_LOST: ("Headset is not there any more.", ""),
    Condition.REFUSED_TOKEN: ("The service refused the token.", "Get a new token."),
    Condition.UNUSABLE_KEY: ("The keyring is locked.", "Unlock it, then start again."),
    Condition.NO_CREDIT: ("The account has no credit left.", ""),
    Condition.ENDED_PARTLY_KEPT: ("The disk is full.", ""),
    Condition.PASSING: ("The service has a fault of its own.", ""),
}
"""Why and what to do, where another example would not fit the words or the button."""
PASSING = CaptionerError("")
"""One that is made without advice."""

BLOCK = re.compile(r"(<!-- from the code: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main(verb: str) -> int:
    """`write` the blocks or `check` them; returns the exit status."""
    stale = []
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        fresh = BLOCK.sub(lambda found: f"{found[1]}\n{MAKERS[found[2]]()}\n{found[3]}", text)
        if fresh != text:
            stale.append(f"docs/{page.name}")
            if verb == "write":
                page.write_text(fresh, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{name} {'written' if verb == 'write' else 'is stale: python3 dev.py docs'}")
    return 1 if stale and verb == "check" else 0


def packages() -> str:
    """Which package imports which."""
    return _rooms_of("captioner")


def rooms_of_app() -> str:
    """Which room of `app` imports which."""
    return _rooms_of("captioner.app")


def rooms_of_ui() -> str:
    """Which room of `ui` imports which."""
    return _rooms_of("captioner.ui")


def _rooms_of(parent: str) -> str:
    """The imports between a package's rooms as Mermaid, without the arrows that others imply."""
    graph = grimp.build_graph("captioner", exclude_type_checking_imports=True)
    rooms = sorted(graph.find_children(parent))
    for room in rooms:
        graph.squash_module(room)
    imports = {
        _last(room): {
            _last(name)
            for name in graph.find_modules_directly_imported_by(room)
            if name in rooms and name != room
        }
        for room in rooms
    }
    lines = ["```mermaid", "graph TD"]
    for name, wanted in imports.items():
        further = {far for near in wanted for far in _reached(near, imports)}
        lines += [f"    {name} --> {other}" for other in sorted(wanted - further)]
    return "\n".join([*lines, "```"])


def states() -> str:
    """The table of the session as a Mermaid diagram."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> idle"]
    for state, ways in TRANSITIONS.items():
        lines += [
            f"    {state.value} --> {to.value}: {sig.name.lower()}" for sig, to in ways.items()
        ]
    return "\n".join([*lines, "```"])


def decisions() -> str:
    """The table of who recognises which stretch."""
    rows = [
        f"| {'; '.join(fact.value for fact in Fact if fact in row.where)}"
        f" | {', then '.join(step.value for step in row.then)} | {row.why} |"
        for row in TABLE
    ]
    return "\n".join(
        ["| where all of this holds | this is done | because |", "|---|---|---|", *rows]
    )


def commands() -> str:
    """Every command of the command line."""
    rows = [f"| `captioner {name}` | {summary} |" for name, summary in COMMANDS.items()]
    return "\n".join(["| command | what it does |", "|---|---|", *rows])


def settings() -> str:
    """Every setting with its name, values and default, page by page."""
    parts: list[str] = []
    for page in Page:
        rows = [
            f"| {about.label} | `{name}` | {_values(about)} | {_default(get(DEFAULTS, name))} |"
            f" {about.help}{' At the next start.' if about.next_start else ''} |"
            for name, about in ABOUT.items()
            if about.page is page and not about.hidden
        ]
        head = ["| setting | name | values | default | what it does |", "|---|---|---|---|---|"]
        parts += ["\n".join([f"## {page.value}\n", *head, *rows, ""])]
    return "\n".join(parts).rstrip()


def engines() -> str:
    """Every engine, and what it cannot do in its own words."""
    parts = []
    for info in ENGINES.values():
        rows = [f"- *{ABOUT[name].label}*: {why}" for name, why in info.notes.items()]
        for why in dict.fromkeys(info.cannot.values()):
            names = [ABOUT[name].label for name, reason in info.cannot.items() if reason == why]
            rows.append(f"- No effect: *{', '.join(names)}*. {why}")
        parts.append(
            "\n".join([f"### {info.label} (`{info.name}`)\n", info.summary, "", *rows, ""])
        )
    return "\n".join(parts).rstrip()


def conditions() -> str:
    """What the overlay and the main window say, with the button beside it."""
    rows = []
    for condition in WORDS:
        why, what = REASONS.get(condition, (EXAMPLE["why"], EXAMPLE["advice"]))
        status = Status(condition, EXAMPLE | {"why": why, "advice": what})
        button = status.action.value.format_map(EXAMPLE) if status.action else ""
        rows.append(f"| {status.overlay() or '(words)'} | {status.window()} | {button} |")
    return "\n".join(["| captions show | the main window says | button |", "|---|---|---|", *rows])


def problems() -> str:
    """Every message of every error, as it stands where it is raised, by kind."""
    said: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(CODE.rglob("*.py")):
        for name, title, what in _messages(ast.parse(path.read_text(encoding="utf-8"))):
            said.setdefault(name, []).append((title, what))
    parts = []
    for kind in _kinds(CaptionerError):
        rows = [
            f"| {title} | {what or '…'} |"
            for title, what in sorted(set(said.get(kind.__name__, [])))
        ]
        if rows:
            about = (kind.__doc__ or "").strip().partition("\n")[0].rstrip(".")
            head = [
                f"### {about}\n",
                f"Exit status {kind.status}.\n",
                "| it says | what to do |",
                "|---|---|",
            ]
            parts.append("\n".join([*head, *rows, "", *_in_a_terminal(kind)]))
    return "\n".join(parts).rstrip()


def _in_a_terminal(kind: type[CaptionerError]) -> list[str]:
    """What is advised there instead, as lines."""
    own = advice(kind("", "as in the window"))
    return [] if own == "as in the window" else [f"In a terminal: *{own}*", ""]


def _last(module: str) -> str:
    return module.rpartition(".")[2]


def _reached(name: str, imports: dict[str, set[str]]) -> set[str]:
    """All that a package imports, directly or through others."""
    found = set(imports[name])
    for other in imports[name]:
        found |= _reached(other, imports)
    return found


def _values(about: About) -> str:
    if about.choices:
        listed = ", ".join(f"`{choice}`" for choice in about.choices)
        return f"{listed} or another" if about.suggests else listed
    if about.low is not None and about.high is not None:
        return f"{about.low:,}–{about.high:,} {about.unit}".strip()
    return ""


def _default(value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"`{value}`" if value not in ("", ()) else ""


def _kinds(kind: type[CaptionerError]) -> Iterator[type[CaptionerError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)


def _messages(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    """The errors made in a module: class, title and advice.

    They come first in a call, or right after the class where somebody else makes the error.
    """
    constants = {
        target.id: line.value
        for line in tree.body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        for name, arguments in ((node.func, node.args), (node.args[:1], node.args[1:])):
            kind = _error(name[0] if isinstance(name, list) and name else name)
            title, *advice = [_text(each, constants) for each in arguments[:2]] or [""]
            if kind and title:
                yield kind, title, advice[0] if advice else str(PASSING.advice)


def _error(node: object) -> str:
    """The error's name, "" for what is none."""
    name = node.id if isinstance(node, ast.Name) else ""
    kind = getattr(errors, name, None)
    return name if isinstance(kind, type) and issubclass(kind, CaptionerError) else ""


def _text(node: ast.expr, constants: dict[str, ast.expr]) -> str:
    """A literal text with … where something is filled in; "" for what is no literal."""
    match node:
        case ast.Constant(value=str(text)):
            return re.sub(r"\{\w+\}", "…", text).replace("|", "\\|")
        case ast.Name() if node.id in constants:
            return _text(constants[node.id], {})
        case ast.Call(func=ast.Name(id="Sentence"), args=[template, *_]):
            return _text(template, constants)
        case _:
            return ""


MAKERS: dict[str, Callable[[], str]] = {
    maker.__name__.replace("_", " "): maker
    for maker in (
        packages,
        rooms_of_app,
        rooms_of_ui,
        states,
        decisions,
        commands,
        settings,
        engines,
        conditions,
        problems,
    )
}

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))

"""The words of a status or an error in the user's language."""

from collections.abc import Mapping
from dataclasses import replace

from captioner.core.errors import CaptionerError
from captioner.core.sentence import Sentence
from captioner.core.status import WORDS, Status
from captioner.ui.language import tr


def overlay_text(status: Status | None) -> str:
    """What the overlay says, at most 40 characters."""
    if status is None:
        return ""
    return _translated(status).overlay(tr(WORDS[status.condition].overlay) or None)


def window_text(status: Status | None) -> str:
    """What the main window says."""
    if status is None:
        return ""
    return _translated(status).window(tr(WORDS[status.condition].window))


def action_text(status: Status) -> str:
    """The label of the button beside it, "" for none."""
    if status.action is None:
        return ""
    return tr(status.action.value).format_map(
        dict(status.values) | {"d2": status.values.get("d2", "")}
    )


def error_text(error: CaptionerError) -> str:
    """What happened and what to do."""
    return f"{tr(error.title)} {tr(error.advice)}"


def _translated(status: Status) -> Status:
    values: Mapping[str, str] = {
        name: tr(value) if isinstance(value, Sentence) else value
        for name, value in status.values.items()
    }
    return replace(status, values=values)

"""The words of a status in the user's language."""

from captioner.core.status import WORDS, Status
from captioner.ui.language import tr


def overlay_text(status: Status | None) -> str:
    """What the overlay says, at most 40 characters."""
    if status is None:
        return ""
    return status.overlay(tr(WORDS[status.condition].overlay) or None)


def window_text(status: Status | None) -> str:
    """What the main window says."""
    if status is None:
        return ""
    return status.window(tr(WORDS[status.condition].window))


def action_text(status: Status) -> str:
    """The label of the button beside it, "" for none."""
    if status.action is None:
        return ""
    return tr(status.action.value).format_map(
        dict(status.values) | {"d2": status.values.get("d2", "")}
    )

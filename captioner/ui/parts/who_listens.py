"""Which recogniser runs, and whether sound leaves the computer."""

from captioner.core.engines import ENGINES
from captioner.core.lines import clean
from captioner.ui.language import tr


def in_short(engine: str, service: str) -> str:
    """For the captions: at most 40 characters.

    Args:
        engine: The name of the recogniser.
        service: What the user calls the service it speaks to, "" for none.
    """
    if ENGINES[engine].needs_file:
        return tr("A recorded session")
    if not ENGINES[engine].needs_key:
        return tr("On this computer")
    return tr("{service} hears this").format(service=_short(service or tr(ENGINES[engine].label)))


def in_full(engine: str, service: str) -> str:
    """For the main window; the arguments are those of `in_short`."""
    if ENGINES[engine].needs_file:
        return tr("A recorded session plays; nothing is heard.")
    if not ENGINES[engine].needs_key:
        return tr("Recognised on this computer; no sound leaves it.")
    name = clean(service or tr(ENGINES[engine].label))
    return tr("Recognised by {service}; sound is sent there.").format(service=name)


_LONGEST = 24


def _short(service: str) -> str:
    service = clean(service)
    return service if len(service) <= _LONGEST else service[: _LONGEST - 1] + "…"

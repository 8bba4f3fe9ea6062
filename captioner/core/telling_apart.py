"""Whether voices are told apart, and by whom: what the setting *Tell voices apart* means."""

from captioner.core.engines import ENGINES
from captioner.core.settings import Settings

NEVER, ALSO_BY_A_SERVICE = "false", "true"
"""Otherwise only this computer does: a service ends sentences earlier for it, and tells words
in larger steps."""


def by_this_computer(settings: Settings) -> bool:
    """Whether the embedded recogniser's sentences get letters."""
    return settings.speaker_labels != NEVER


def by_a_service(settings: Settings) -> bool:
    """Whether a service is asked for letters."""
    return settings.speaker_labels == ALSO_BY_A_SERVICE


def is_expected(settings: Settings) -> bool:
    """Whether sentences of the recogniser that is chosen get letters."""
    chosen = ENGINES[settings.engine]
    return by_a_service(settings) if chosen.needs_key else by_this_computer(settings)

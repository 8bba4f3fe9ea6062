"""What of the settings holds for one lane of a session."""

from dataclasses import replace

from captioner.core.engines import ENGINES, HERE
from captioner.core.lanes import Lane
from captioner.core.settings import Settings
from captioner.core.telling_apart import NEVER


def settings_of(lane: Lane, settings: Settings) -> Settings:
    """The microphone has one voice, and may have no service."""
    if lane is not Lane.YOU:
        return settings
    own = replace(settings, speaker_labels=NEVER)
    if ENGINES[settings.engine].needs_key and settings.only_others_to_service:
        own = replace(own, engine=HERE)
    return own

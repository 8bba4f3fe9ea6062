"""The sources of this computer."""

from captioner.audio.host import this_host
from captioner.core.sources import SourceInfo


def list_sources() -> tuple[SourceInfo, ...]:
    """Every source, the roles `meeting` and `microphone` first. Blocks; never fails."""
    return this_host().sources()

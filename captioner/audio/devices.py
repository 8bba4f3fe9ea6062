"""Which host this computer has, and its sources."""

import sys

from captioner.audio.host import Host
from captioner.core.sources import SourceInfo


def list_sources() -> tuple[SourceInfo, ...]:
    """Every source, the roles `meeting` and `microphone` first. Blocks; never fails."""
    return this_host().sources()


def this_host() -> Host:
    """Sound on the operating system that we run on."""
    system: str = sys.platform
    if system == "linux":
        from captioner.audio.linux import Linux

        return Linux()
    from captioner.audio.microphones import Microphones

    if system == "darwin":
        return Microphones("coreaudio", "Core Audio")
    return Microphones("wasapi", "Windows WASAPI")

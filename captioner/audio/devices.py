"""Which host this computer has, and its sources."""

import sys

from captioner.audio.host import Host
from captioner.core.sources import SourceInfo, with_both


def list_sources() -> tuple[SourceInfo, ...]:
    """Every source, the roles first. Blocks; never fails."""
    return with_both(this_host().sources())


def this_host() -> Host:
    """Sound on the operating system that we run on."""
    if sys.platform == "win32":
        from captioner.audio.windows import Windows
        from captioner.audio.windows_endpoints import WindowsEndpoints

        return Windows(WindowsEndpoints())
    system: str = sys.platform
    if system == "linux":
        from captioner.audio.linux import Linux

        return Linux()
    from captioner.audio.macos import MacOS
    from captioner.audio.macos_permission import microphones_allowed

    return MacOS(microphones_allowed)

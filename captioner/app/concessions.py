"""What a session asks less of a service than the settings say, so that it captions at all."""

from captioner.core import setting_values
from captioner.core.settings import DEFAULTS, Settings


class Concessions:
    """Made one after the other, and kept until the session ends.

    A service that refuses a setting is asked again without it, once: it names optional
    parameters that this account or model does not have. A network that is too slow for
    PCM may carry mu-law, which is half as much.
    """

    def __init__(self) -> None:
        self._instead: dict[str, object] = {}

    def applied(self, settings: Settings) -> Settings:
        """What to ask a service for."""
        for name, value in self._instead.items():
            settings = setting_values.change(settings, name, value)
        return settings

    def drop(self, setting: str) -> bool:
        """Do without a setting; False for no setting, or if that is so already."""
        return setting != "" and self._concede(setting, setting_values.get(DEFAULTS, setting))

    def lighten(self) -> bool:
        """Send half as much for the same sound; False if that is so already."""
        return self._concede("encoding", "pcm_mulaw")

    def _concede(self, setting: str, value: object) -> bool:
        if self._instead.get(setting) == value:
            return False
        self._instead[setting] = value
        return True

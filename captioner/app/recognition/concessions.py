"""What a session asks less of a service than the settings say, so that it captions at all."""

from collections.abc import Callable

from captioner.core import setting_values
from captioner.core.settings import DEFAULTS, Settings


class Concessions:
    """Made one after the other, each once, and kept until the session ends or it is refused.

    A service that refuses a setting is asked again without it: it names optional
    parameters that this account or model does not have. A network that is too slow for
    PCM may carry mu-law, which is half as much.

    Args:
        wished: The user's settings as they are now.
    """

    def __init__(self, wished: Callable[[], Settings]) -> None:
        self._wished = wished
        self._instead: dict[str, object] = {}
        self._withdrawn: set[str] = set()

    @property
    def settings(self) -> Settings:
        """What to ask a service for."""
        return self.applied(self._wished())

    def applied(self, settings: Settings) -> Settings:
        """`settings` with what was conceded."""
        for name, value in self._instead.items():
            settings = setting_values.change(settings, name, value)
        return settings

    def drop(self, setting: str) -> bool:
        """Do without a setting; False if there is none, or nothing to drop."""
        return setting != "" and self._concede(setting, setting_values.get(DEFAULTS, setting))

    def lighten(self) -> bool:
        """Send half as much for the same sound; False if that is not possible."""
        return self._concede("encoding", "pcm_mulaw")

    def withdraw(self, setting: str) -> bool:
        """The service refuses this one: False if it was not conceded, or only left out."""
        value = self._instead.get(setting)
        if value is None or value == setting_values.get(DEFAULTS, setting):
            return False
        del self._instead[setting]
        self._withdrawn.add(setting)
        return True

    def _concede(self, setting: str, value: object) -> bool:
        if setting in self._instead or setting in self._withdrawn:
            return False
        if setting_values.get(self.settings, setting) == value:
            return False
        self._instead[setting] = value
        return True

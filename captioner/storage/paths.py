"""Where Captioner keeps its files."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from captioner.core.errors import StorageError
from captioner.core.sentence import Sentence
from captioner.storage import atomic
from captioner.storage.far import openable

_DIRS = PlatformDirs("captioner", appauthor=False)


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders and files of one profile.

    Attributes:
        profile: A folder that holds everything; None means the system's usual places.
    """

    profile: Path | None = None

    @property
    def config(self) -> Path:
        """The folder of what the user chose."""
        return self._folder("config", _DIRS.user_config_path)

    @property
    def data(self) -> Path:
        """The folder of what the user would miss."""
        return self._folder("data", _DIRS.user_data_path)

    @property
    def state(self) -> Path:
        """The folder of logs and other traces of running."""
        return self._folder("state", _DIRS.user_state_path)

    @property
    def cache(self) -> Path:
        """The folder of what can be fetched again."""
        return self._folder("cache", _DIRS.user_cache_path)

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    @property
    def library(self) -> Path:
        """The transcript library."""
        return self.data / "transcripts.db"

    @property
    def models(self) -> Path:
        """The folder of models that were downloaded."""
        return self.data / "models"

    @property
    def log(self) -> Path:
        """The log file."""
        return self.state / "captioner.log"

    def create(self) -> None:
        """Make as many of the folders as can be, for their owner only; links are left as they are.

        Raises:
            StorageError: One of them cannot be made or written to.
        """
        folders = (self.config, self.data, self.state, self.cache)
        for folder in [folder for folder in folders if not _made(folder)]:
            raise _unwritable(folder)

    def _folder(self, name: str, usual: Path) -> Path:
        return openable(self.profile / name) if self.profile else usual


def _made(folder: Path) -> bool:
    """Whether the folder is there now and can be written to."""
    try:
        atomic.make_private_folder(folder)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _unwritable(folder: Path) -> StorageError:
    return StorageError(
        Sentence("Captioner cannot write to {folder}.", folder=folder),
        "Make that folder writable, or start with --profile and a folder of your own.",
    )

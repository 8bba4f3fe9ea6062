"""What the app needs of the outside world, built by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from captioner.app.account import Account
from captioner.app.hearing.sources import Sources
from captioner.app.keeping.hearing_again import Play
from captioner.app.keeping.library import Sessions
from captioner.app.keeping.sound_keeper import Store
from captioner.app.keeping.stock import Stock
from captioner.app.models import Models
from captioner.app.outside import Outside
from captioner.core.settings import Settings
from captioner.core.transcript import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Services(Outside):
    """The outside world.

    Attributes:
        notices: What the user should be told once.
        recovered: Sessions of a program that died, as they are kept now.
        check_folder: Finds out whether files can be written into a folder.
        sounds: Where the sound of sessions is kept.
        play: Plays sound.
        service_name: What the user calls the service that settings mean, "" for none.
        now: Local wall-clock time with offset.
    """

    sources: Sources
    library: Sessions
    stock: Stock
    sounds: Store
    play: Play
    account: Account
    models: Models
    notices: tuple[str, ...] = ()
    recovered: tuple[Session, ...] = ()
    service_name: Callable[[Settings], str]
    check_folder: Callable[[Path], None]
    save_settings: Callable[[Settings], None]
    now: Callable[[], datetime]

"""Builds everything: the only place where the outside world is chosen."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from captioner.app.captioner import Captioner
from captioner.app.hearing.source import OpenSource
from captioner.app.hearing.sources import Sources
from captioner.app.keeping.disk import Disk
from captioner.app.keeping.library import Sessions
from captioner.app.keeping.stock import Stock
from captioner.app.models import Models
from captioner.app.observer import Observer
from captioner.app.resources import resource
from captioner.app.services import Services
from captioner.app.sound import KEPT_S
from captioner.audio.flac import from_flac, to_flac
from captioner.cli import clock
from captioner.cli.assignments import overridden
from captioner.cli.devices import ThisComputer
from captioner.cli.keys import Keys, account_of, given_keys, service_name
from captioner.cli.saving import Saving
from captioner.core.audio import RATE
from captioner.core.engines import ENGINES, EngineInfo
from captioner.core.errors import EngineUnavailable, StorageError
from captioner.core.export.wish import Wish
from captioner.core.file_kinds import KINDS
from captioner.core.models import Model
from captioner.core.retry import OpenLimiter
from captioner.core.secret import Secret
from captioner.core.sentence import Sentence
from captioner.core.setting_values import change
from captioner.core.settings import Settings
from captioner.core.transcript import Transcript
from captioner.core.word_boost import left_out
from captioner.engines.models import ModelStore
from captioner.engines.moonshine.possible import must_be_possible
from captioner.engines.sample import sample_path
from captioner.engines.sounds import sound_model
from captioner.engines.voices.hearing import change_model, voice_model
from captioner.storage import settings_file
from captioner.storage.paths import Paths
from captioner.storage.secrets import Secrets
from captioner.storage.sound_store import SoundStore
from captioner.storage.spool import Spool

if TYPE_CHECKING:
    from captioner.app.keeping.hearing_again import Playback
    from captioner.audio.echo import Cancel
    from captioner.engines.base import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What a command was asked to work with.

    Attributes:
        paths: Where files are.
        kept: From the settings file.
        settings: The same with what `--set` changes for this run.
        notices: What the user should be told once.
        recording: The recorded session to play, for the replay engine.
        given: Keys for this run that are not kept, by service.
    """

    paths: Paths
    kept: Settings
    settings: Settings
    notices: tuple[str, ...] = ()
    recording: Path | None = None
    given: Mapping[str, Secret] = field(default_factory=dict)

    @property
    def engine(self) -> EngineInfo:
        """The chosen engine."""
        return ENGINES[self.settings.engine]

    @property
    def models(self) -> ModelStore:
        """Where models are."""
        return ModelStore(resource("model"), self.paths.models, _prove)

    def with_setting(self, name: str, value: object) -> "Composition":
        """The same with one setting changed for this run.

        Raises:
            UsageError: The value does not fit.
        """
        return replace(self, settings=change(self.settings, name, value))


def composition(args: argparse.Namespace) -> Composition:
    """What the command line and the settings file ask for.

    A profile that cannot be written or made is told; what is there is read.

    Raises:
        UsageError: A `--set` makes no sense.
    """
    paths = Paths(args.profile)
    kept, notices = settings_file.load(paths.settings)
    try:
        paths.create()
    except StorageError as error:
        notices = (Sentence("{why} {advice}", why=error.title, advice=error.advice), *notices)
    settings = overridden(args, kept)
    in_window = args.command in (None, "window")
    if in_window and (why := _cannot_run(settings)):
        notices = (why, *notices)
    given = {} if in_window else given_keys(settings)
    return Composition(paths=paths, kept=kept, settings=settings, notices=notices, given=given)


async def captioner(composed: Composition, observer: Observer) -> Captioner:
    """Everything, ready to start a session.

    Where the library cannot be opened, captions go on unsaved and `notices` say so.
    """
    disk = Disk(composed.paths.library, observer.error)
    await disk.open()
    opens = OpenLimiter()
    keys = Keys(Secrets(composed.given), opens)

    async def build_engine(settings: Settings) -> "Engine":
        from captioner.engines import catalog

        resources = catalog.Resources(
            models=composed.models,
            credentials=await keys.credentials(settings),
            opens=opens,
            recording=composed.recording,
        )
        return catalog.build(settings, resources)

    async def understood(open_source: OpenSource, seconds: float) -> str:
        from captioner.app.understanding import understand

        return await understand(await build_engine(made.settings), open_source, seconds)

    words_left_out = left_out(composed.settings.engine, composed.settings.word_boost)
    services = Services(
        sources=Sources(ThisComputer(), sample_path, understood),
        library=Sessions(disk, KINDS, _export),
        stock=Stock(disk),
        sounds=SoundStore(composed.paths.library, to_flac, from_flac),
        play=_play,
        account=account_of(keys, lambda: made.settings),
        models=Models(composed.models.ready, composed.models.download),
        notices=(*composed.notices, *filter(None, [words_left_out]), *disk.notices),
        recovered=disk.recovered,
        build_engine=build_engine,
        listen=sound_model(),
        cancel_echo=_echo_canceller,
        tell_apart=voice_model(resource("model")),
        hear_changes=change_model(resource("model")),
        service_name=service_name,
        check_folder=_check_folder,
        save_settings=Saving(composed.paths, composed.kept, composed.settings).save,
        clock=clock.seconds,
        slept=clock.slept,
        now=lambda: datetime.now().astimezone(),
        open_spool=lambda: Spool(composed.paths.cache, KEPT_S * RATE),
    )
    made = Captioner(services, composed.settings, observer)
    return made


def _cannot_run(settings: Settings) -> str:
    """Why the chosen recogniser cannot run on this computer; before somebody counts on it."""
    if settings.engine == "ondevice":
        try:
            must_be_possible()
        except EngineUnavailable as error:
            return Sentence("{why} {advice}", why=error.title, advice=error.advice)
    return ""


# What a start does not need is imported when it is asked for.


def _prove(model: Model, folder: Path) -> None:
    from captioner.engines.proof import prove

    prove(model, folder)


def _export(transcript: Transcript, format_name: str, path: Path, wish: Wish) -> None:
    from captioner.storage import exporting

    exporting.write(transcript, format_name, path, wish, overwrite=True)


def _check_folder(folder: Path) -> None:
    from captioner.storage import exporting

    exporting.check_folder(folder)


def _play(pcm: bytes, on_end: Callable[[], None]) -> "Playback":
    from captioner.audio.playing import Playing

    return Playing(pcm, on_end)


def _echo_canceller() -> "Cancel | None":
    from captioner.audio.echo import echo_canceller

    return echo_canceller()

"""`captioner doctor`: what Captioner finds on this computer, and what it lacks."""

import argparse
import asyncio
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from captioner import __version__
from captioner.cli import compose
from captioner.cli.devices import ThisComputer
from captioner.core.errors import CaptionerError, StorageError
from captioner.core.models import MODELS, SHIPPED
from captioner.core.secret import ASSEMBLYAI_KEY, SERVER_KEY
from captioner.storage.library import Library
from captioner.storage.secrets import Secrets

PACKAGES = (
    "PySide6-Essentials",
    "sounddevice",
    *(("PyAudioWPatch",) if sys.platform == "win32" else ()),
    "onnxruntime",
    "moonshine-voice",
    "websockets",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report.

    Attributes:
        what: What was looked at.
        found: What was found, or what is wrong with it.
        fine: Whether it is as it should be.
    """

    what: str
    found: str
    fine: bool = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has no options of its own."""


def run(args: argparse.Namespace) -> int:
    """Print the report; status 0 whatever it says."""
    composed = compose.composition(args)
    checks: tuple[Callable[[compose.Composition], list[Finding]], ...] = (
        _system,
        _packages,
        _sound,
        _recogniser,
        _keeping,
        _keyring,
        _network,
    )
    for check in checks:
        for finding in check(composed):
            mark = "ok" if finding.fine else "!!"
            print(f"{mark}  {finding.what:<22} {finding.found}")
    return 0


def _system(_: compose.Composition) -> list[Finding]:
    shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    needs_display = sys.platform == "linux"
    display = shown or ("none: use captioner caption in a terminal" if needs_display else "yes")
    return [
        Finding("Captioner", __version__),
        Finding("System", platform.platform()),
        Finding("Python", f"{platform.python_version()} in {sys.prefix}"),
        Finding("Display", display, fine=bool(shown) or not needs_display),
    ]


def _packages(_: compose.Composition) -> list[Finding]:
    found = []
    for name in PACKAGES:
        try:
            found.append(Finding(name, version(name)))
        except PackageNotFoundError:
            found.append(Finding(name, "not installed", fine=False))
    return found


def _sound(_: compose.Composition) -> list[Finding]:
    return [
        Finding(f"Source {info.id}", info.unavailable or info.label, fine=not info.unavailable)
        for info in ThisComputer().list()
    ]


def _recogniser(composed: compose.Composition) -> list[Finding]:
    model = composed.settings.model
    try:
        folder = composed.models.locate(model)
    except CaptionerError as error:
        return [Finding(f"Model {model}", f"{error.title} {error.advice}", fine=False)]
    return [Finding(f"Model {model}", str(folder)), *_speed(model, folder)]


def _speed(model: str, folder: Path) -> list[Finding]:
    """How fast the model that comes with Captioner reads here, and what follows from it."""
    from captioner.engines.moonshine import speed, weights

    if model != SHIPPED[0]:
        return []
    try:
        loaded = weights.shared(MODELS[model], folder)
    except CaptionerError as error:
        return [Finding("Speed", f"{error.title} {error.advice}", fine=False)]
    live = SHIPPED[0 if speed.follows_speech(loaded) else -1]
    times = f"{speed.speed(loaded):.0f} times as fast as speech"
    return [Finding("Speed", f"{times}: words while somebody speaks come from {live}")]


def _keeping(composed: compose.Composition) -> list[Finding]:
    findings = [Finding("Settings file", str(composed.paths.settings))]
    findings += [Finding("Settings", notice, fine=False) for notice in composed.notices]

    async def look() -> list[Finding]:
        library = await Library.open(composed.paths.library)
        try:
            kept = await library.count()
            noticed = [Finding("Library", notice, fine=False) for notice in library.notices]
            return [Finding("Library", f"{composed.paths.library}, {kept} sessions"), *noticed]
        finally:
            await library.close()

    try:
        return findings + asyncio.run(look())
    except CaptionerError as error:
        return [*findings, Finding("Library", f"{error.title} {error.advice}", fine=False)]


def _keyring(_: compose.Composition) -> list[Finding]:
    try:
        return [Finding("Keyring", asyncio.run(Secrets().keyring()))]
    except StorageError as error:
        advice = f"Or give a key in {ASSEMBLYAI_KEY} or {SERVER_KEY}."
        return [Finding("Keyring", f"{error.title} {error.advice} {advice}", fine=False)]


def _network(composed: compose.Composition) -> list[Finding]:
    from captioner.engines.assemblyai.endpoint import endpoint
    from captioner.engines.proxy import proxy_for

    try:
        server = endpoint("assemblyai", composed.settings)
        proxy = proxy_for(server.host, server.port) if server.secure else None
    except CaptionerError as error:
        return [Finding("Proxy", f"{error.title} {error.advice}", fine=False)]
    return [Finding("Proxy", "none" if proxy is None else f"{proxy.kind} {proxy.name}")]

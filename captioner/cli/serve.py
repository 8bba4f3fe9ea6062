"""`captioner serve`: the embedded recogniser behind AssemblyAI's streaming protocols."""

import argparse
import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from captioner.cli.asked_to_end import when_asked_to_end
from captioner.core.errors import UsageError
from captioner.core.settings import Settings

if TYPE_CHECKING:
    from captioner.engines.base import Engine
    from captioner.server.recogniser import EngineFactory

PORT = 8765


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("--port", type=int, default=PORT, help=f"0 for any; default {PORT}")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen; default 127.0.0.1")
    parser.add_argument("--tls-cert", metavar="FILE", type=Path, help="PEM certificate chain")
    parser.add_argument("--tls-key", metavar="FILE", type=Path, help="its PEM private key")
    parser.add_argument(
        "--require-key", action="store_true", help="demand the key on this machine too"
    )
    parser.add_argument(
        "--key-file", metavar="FILE", type=Path, help="the key, instead of CAPTIONER_SERVER_KEY"
    )
    parser.add_argument(
        "--sessions", metavar="N", type=int, help="at most so many at once; default 64"
    )
    parser.add_argument(
        "--allow-origin",
        metavar="ORIGIN",
        action="append",
        default=[],
        help="let web pages of this origin in, as https://captions.example; may be repeated",
    )
    parser.add_argument(
        "--script", metavar="FILE", type=Path, help="say these words instead of recognising"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until it is asked to end."""
    try:
        from captioner.server.options import admitting, check_options
        from captioner.server.run import serving
    except ModuleNotFoundError:
        raise UsageError("This installation has no server.", "Install captioner[server].") from None
    options = check_options(
        host=args.host,
        port=args.port,
        certificate=(args.tls_cert, args.tls_key),
        require_key=args.require_key,
        key_file=args.key_file,
    )
    sessions = options.sessions if args.sessions is None else args.sessions
    options = admitting(options, sessions=sessions, origins=args.allow_origin)
    engines = _embedded(args) if args.script is None else _scripted(args.script)

    async def serve() -> None:
        asked = asyncio.Event()
        when_asked_to_end(asked.set)
        async with serving(options, engines) as url:
            print(f"Listening on {url}", flush=True)
            await asked.wait()

    asyncio.run(serve())
    return 0


def _scripted(file: Path) -> "EngineFactory":
    from captioner.server.script import ScriptEngine, read_script

    return partial(ScriptEngine, read_script(file))


def _embedded(args: argparse.Namespace) -> "EngineFactory":
    from captioner.cli import compose
    from captioner.engines.ondevice import OnDevice

    composed = compose.composition(args)
    model = composed.settings.model
    folder = composed.models.locate(model)  # better now than at the first client

    def engine(asked: Settings) -> "Engine":
        return OnDevice(replace(asked, engine="ondevice", model=model), folder)

    return engine

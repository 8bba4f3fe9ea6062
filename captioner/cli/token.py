"""`captioner token`: a temporary token, created from the key."""

import argparse
import asyncio

from captioner.cli import compose
from captioner.cli.keys import Keys
from captioner.core.engines import ENGINES
from captioner.core.errors import KeyMissing
from captioner.core.retry import OpenLimiter
from captioner.storage.secrets import Secrets


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument(
        "--expires-in",
        metavar="S",
        type=int,
        required=True,
        help="seconds: 1 to 600 for assemblyai, 60 to 360000 for assemblyai-v2",
    )
    signing_in = [name for name, info in ENGINES.items() if info.needs_key]
    parser.add_argument("--engine", choices=signing_in, help="the recogniser it is for")


def run(args: argparse.Namespace) -> int:
    """Print the token alone."""
    return asyncio.run(_token(args))


async def _token(args: argparse.Namespace) -> int:
    from captioner.engines.assemblyai import tokens

    composed = compose.composition(args)
    if args.engine or not composed.engine.needs_key:
        composed = composed.with_setting("engine", args.engine or "assemblyai")
    keys = Keys(Secrets(composed.given), OpenLimiter())
    credentials = await keys.credentials(composed.settings)
    if credentials is None:
        raise KeyMissing("There is no key yet.", "Enter your key in the settings.")
    settings = composed.settings
    token = await tokens.create(settings.engine, settings, credentials, args.expires_in)
    print(token.reveal())
    return 0

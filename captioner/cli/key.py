"""`captioner key`: keep, test or remove the key of a service."""

import argparse
import asyncio
import sys
from dataclasses import replace
from getpass import getpass

from captioner.app.account import Account
from captioner.cli import compose
from captioner.cli.keys import Keys, service
from captioner.core.engines import ENGINES
from captioner.core.errors import UsageError
from captioner.core.retry import OpenLimiter
from captioner.core.settings import Settings
from captioner.storage.secrets import Secrets


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("action", choices=("set", "test", "clear"))
    where = parser.add_mutually_exclusive_group()
    signing_in = [name for name, info in ENGINES.items() if info.needs_key]
    where.add_argument("--engine", choices=signing_in, help="the recogniser it is for")
    where.add_argument("--server", metavar="URL", help="the compatible server it is for")


def run(args: argparse.Namespace) -> int:
    """Do it; the key is read from the terminal or stdin, never from the command line."""
    return asyncio.run(_key(args))


async def _key(args: argparse.Namespace) -> int:
    composed = compose.composition(args)
    settings = _settings(args, composed.settings)
    keys = Keys(Secrets(composed.given), OpenLimiter())
    account = Account(keys.secrets, lambda: settings, service, keys.probe, keys.use_once)
    if args.action == "set":
        notice = await account.set_key(_read())
        print(notice or f"The key for {account.service} is in the keyring.")
    elif args.action == "test":
        print(await account.test_key())
    else:
        await account.clear_key()
        print(f"There is no key for {account.service} any more.")
    return 0


def _settings(args: argparse.Namespace, settings: Settings) -> Settings:
    if args.server:
        return replace(settings, server_url=args.server)
    return replace(settings, engine=args.engine) if args.engine else settings


def _read() -> str:
    if sys.stdin.isatty():
        return getpass("Key (it is not shown): ")
    key = sys.stdin.readline()
    if not key.strip():
        raise UsageError("No key came on standard input.", "For example: captioner key set < file")
    return key

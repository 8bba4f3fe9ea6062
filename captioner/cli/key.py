"""`captioner key`: keep, test or remove the key of a service."""

import argparse
import asyncio
import sys
from contextlib import suppress
from dataclasses import replace
from getpass import getpass

from captioner.app.account import Account
from captioner.cli import compose
from captioner.cli.keys import Keys, account_of, given_keys, variable
from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError, StorageError, UsageError
from captioner.core.retry import OpenLimiter
from captioner.core.sentence import Sentence
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
    key = _read() if args.action == "set" else ""  # before the loop, which would hold up Ctrl-C
    return asyncio.run(_key(args, key))


async def _key(args: argparse.Namespace, key: str) -> int:
    from captioner.engines.assemblyai.endpoint import service_name

    composed = compose.composition(args)
    settings = _settings(args, composed.settings)
    keys = Keys(Secrets(given_keys(settings)), OpenLimiter())
    account = account_of(keys, lambda: settings)
    name = service_name("assemblyai", settings)
    try:
        await _act(args.action, account, name, key)
    except CaptionerError as error:
        error.server = error.server or name
        raise
    return 0


async def _act(action: str, account: Account, name: str, key: str) -> None:
    if action == "set":
        await _set(account, name, key)
    elif action == "test":
        print(await account.test_key())
    else:
        await account.clear_key()
        print(f"There is no key for {name} any more.")


async def _set(account: Account, name: str, key: str) -> None:
    try:
        await account.store_key(key)
    except StorageError as error:
        raise StorageError(
            error.title,
            Sentence(
                "Nothing was kept. A script can give the key in {variable}.",
                variable=variable(account.service),
            ),
        ) from None
    print(f"The key for {name} is in the keyring.")


def _settings(args: argparse.Namespace, settings: Settings) -> Settings:
    if args.server:
        return replace(settings, server_url=args.server)
    return replace(settings, engine=args.engine) if args.engine else settings


def _read() -> str:
    key = ""
    with suppress(EOFError, UnicodeDecodeError):
        key = getpass("Key (it is not shown): ") if sys.stdin.isatty() else sys.stdin.readline()
    if not key.strip():
        raise UsageError("No key came on standard input.", "For example: captioner key set < file")
    return key

"""What a person does with a key, against whatever keyring there is; prints what came of it."""

import asyncio
import json
import sys

from captioner.core.errors import StorageError
from captioner.storage.secrets import Secret, Secrets

KEPT = {
    "missing": None,
    "stored": "",
    "read": "first",
    "other service": None,
    "this run": "first",
    "replaced": "second",
    "deleted": None,
}
"""What comes of it where a keyring keeps keys."""


async def seen(secrets: Secrets, service: str) -> str | None:
    """The key as a new start of the program finds it, or the sentence it is refused with."""
    try:
        secret = await secrets.get(service)
    except StorageError as error:
        return error.title
    return None if secret is None else secret.reveal()


async def main() -> None:
    secrets, service = Secrets(), "assemblyai"
    story = {
        "missing": await seen(Secrets(), service),
        "stored": await secrets.put(service, Secret("first")),
        "read": await seen(Secrets(), service),
        "other service": await seen(Secrets(), "wss://example.org"),
        "this run": await seen(secrets, service),
    }
    if not story["stored"]:
        await secrets.put(service, Secret("second"))
        story["replaced"] = await seen(Secrets(), service)
        await secrets.delete(service)
        await secrets.delete(service)
        story["deleted"] = await seen(Secrets(), service)
    sys.stdout.write(json.dumps(story))


if __name__ == "__main__":
    asyncio.run(main())

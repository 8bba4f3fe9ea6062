"""A program that keeps what it says: prints the number of each segment once it is saved."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from captioner.storage.library import Library
from tests.transcripts import segment


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main() -> None:
    library = await Library.open(Path(sys.argv[1]))
    session = await library.begin(datetime.now(UTC), "ondevice")
    say(session.id)
    turn = 0
    while True:
        await library.add(session.id, segment(turn, f"This is sentence {turn}.", turn * 2_000))
        say(str(turn))
        turn += 1


if __name__ == "__main__":
    asyncio.run(main())

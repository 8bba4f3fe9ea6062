"""How much later live captions come than without a fault, once the link or this computer stands.

The real program captions recorded speech in real time, through `captioner serve` and a link
that goes bad. Word by word it is compared with the same speech over a link that stays good:
when captions had come as far as its end in the sound, whether it was misheard or not.
Words that were on their way when the fault came are late by the fault itself; they are
counted in the section `faults`.
"""

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import windows
from bench.service import Service
from bench.speech import Clip, clips, write
from captioner.core.audio import RATE
from tests.faults import FaultProxy

Row = dict[str, object]

SECONDS = 100.0
QUICK_SECONDS = 25.0
FIRST_FAULT_S = 8.0
GONE_S = 6.0
"""Long enough for this computer to take over."""

ON_ITS_WAY_S = 0.75
"""A word that a good link shows only this long before a fault may be met by the fault: by so
much two runs over good links differ, because each reads its sound at other moments."""

SPREAD_S = 0.5
"""By so much the end of a word as captions tell it may differ from where it is: 0.45 s were
seen, and a word whose end lies a little too early counts as shown with the next one only."""

Fault = Callable[[FaultProxy, "Watched"], Awaitable[None]]


@dataclass(slots=True)
class Watched:
    """What a run of the program told.

    Attributes:
        came: When captions came, and how far they had come, in seconds of the sound.
        faults_s: When a fault came, by the loop's clock.
        opened_s: When somebody began to caption, by the loop's clock.
        origin: The loop's clock when the first sample was due.
    """

    came: list[tuple[float, float]] = field(default_factory=list)
    faults_s: list[float] = field(default_factory=list)
    opened_s: list[float] = field(default_factory=list)
    origin: float = float("inf")

    def told(self, line: str) -> None:
        """The program wrote a line."""
        now = asyncio.get_running_loop().time()
        event = json.loads(line)
        if event["type"] == "opened":
            self.opened_s.append(now)
        elif event["type"] in ("partial", "final"):
            self.origin = min(self.origin, now - event["at"])
            self.came.append((event["at"], event["end_ms"] / 1000))

    def fault(self) -> None:
        """A fault comes now."""
        self.faults_s.append(asyncio.get_running_loop().time())

    def reached(self, ends_s: Sequence[float]) -> dict[int, float]:
        """When captions had come as far as each word, by its place; without those never seen."""
        moments = {
            word: next((at for at, far in self.came if far >= end - SPREAD_S), None)
            for word, end in enumerate(ends_s)
        }
        return {word: at for word, at in moments.items() if at is not None}

    def disturbed(self, end_s: float, good_s: float) -> bool:
        """Whether a fault met a word that ends then, and that a good link shows at `good_s`."""
        for fault in (when - self.origin for when in self.faults_s):
            stands = (when - self.origin for when in self.opened_s)
            back = next((when for when in stands if when > fault), float("inf"))
            if fault - ON_ITS_WAY_S <= good_s and end_s <= back:
                return True
        return False


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """One row a fault."""
    clip = _talk(QUICK_SECONDS if quick else SECONDS)
    return asyncio.run(_measure(clip))


def _talk(seconds: float) -> Clip:
    """Recordings, one after the other, until there is enough."""
    pcm = b""
    words: tuple[str, ...] = ()
    ends: tuple[float, ...] = ()
    for clip in clips():
        at_s = len(pcm) / 2 / RATE
        pcm, words = pcm + clip.pcm, (*words, *clip.words)
        ends = (*ends, *(at_s + end for end in clip.ends_s))
        if len(pcm) / 2 / RATE >= seconds:
            break
    return Clip("talk", pcm, words, ends)


async def _measure(clip: Clip) -> list[Row]:
    async def never(_link: FaultProxy, _watched: Watched) -> None:
        return

    async def resets(link: FaultProxy, watched: Watched) -> None:
        while True:
            await asyncio.sleep(FIRST_FAULT_S)
            watched.fault()
            link.reset()

    async def away(link: FaultProxy, watched: Watched) -> None:
        while True:
            await asyncio.sleep(FIRST_FAULT_S)
            watched.fault()
            await link.refuse()
            link.reset()
            await asyncio.sleep(GONE_S)
            await link.accept()

    async def half_open(link: FaultProxy, watched: Watched) -> None:
        await asyncio.sleep(FIRST_FAULT_S)
        watched.fault()
        link.black_hole = True

    good = (await _held(clip, never)).reached(clip.ends_s)
    worst = max(at - clip.ends_s[word] for word, at in good.items())
    faults: dict[str, Fault] = {
        f"a reset every {FIRST_FAULT_S:.0f} s": resets,
        f"the service gone for {GONE_S:.0f} s, and back, again and again": away,
        "a half-open link, then this computer": half_open,
    }
    found = []
    for name, fault in faults.items():
        watched = await _held(clip, fault)
        later = [
            at - good[word]
            for word, at in watched.reached(clip.ends_s).items()
            if word in good and not watched.disturbed(clip.ends_s[word], good[word])
        ]
        found.append(
            {
                "section": "lateness",
                "name": f"live words later, at most, s: {name}",
                "value": max(later),
                "goal": "≤ 1.5",
                "peer": f"{len(later)} words; without the fault at most {worst:.2f} s after it",
            }
        )
    return found


async def _held(clip: Clip, fault: Fault) -> Watched:
    """What the program told of the clip over a link as bad as this."""
    with tempfile.TemporaryDirectory() as folder, Service(folder) as service:
        sound = Path(folder) / "talk.wav"
        write(sound, [clip.pcm])
        async with FaultProxy(int(service.url.rpartition(":")[2])) as link:
            return await _watch(folder, sound, link, fault)


async def _watch(folder: str, sound: Path, link: FaultProxy, fault: Fault) -> Watched:
    """Let the program caption `sound` over `link` while it goes bad."""
    watched = Watched()
    program = await asyncio.create_subprocess_exec(
        *windows.OURS,
        *("--profile", folder, "caption", str(sound), "--json"),
        *("--engine", "assemblyai", "--set", f"server_url=ws://127.0.0.1:{link.port}"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert program.stdout is not None
    weather: asyncio.Future[None] | None = None
    async for line in program.stdout:
        watched.told(line.decode())
        if weather is None:
            weather = asyncio.ensure_future(fault(link, watched))
    if weather is not None:
        weather.cancel()
    await program.wait()
    return watched

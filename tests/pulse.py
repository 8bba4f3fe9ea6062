"""A private PulseAudio with a virtual microphone and a virtual speaker, for real recording.

The microphone `mic` ("TestMic") records what a thread writes into a pipe in real time:
a faint noise floor, and what `speak` is given. The speaker `speaker` ("TestSpeaker")
plays what `play` is given; its monitor is what you hear.
"""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.guards import HANG_S
from tests.systems import WINDOWS

RATE = 16_000
BLOCK = RATE // 50 * 2
NOISE_FLOOR = b"\x01\x00\xff\xff" * (BLOCK // 4)
"""What the microphone sends while nobody speaks: one bit of noise, as a real one would."""

START_S = 10.0


class Pulse:
    """A running server.

    Attributes:
        folder: Its own, with socket and pipe.
        environment: What a program needs to find it.
        microphone: What its microphone hears.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {"PULSE_SERVER": f"unix:{folder}/native"}
        self._players: list[subprocess.Popen[bytes]] = []
        self.start()

    def start(self) -> None:
        """Starts the server, and waits until it is ready; also again after `kill`."""
        own = ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "HOME")
        for left_over in ("native", "mic.fifo"):
            (self.folder / left_over).unlink(missing_ok=True)
        with (self.folder / "errors").open("wb") as errors:
            self._process = subprocess.Popen(
                _command(self.folder),
                env={**os.environ, **dict.fromkeys(own, str(self.folder))},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        try:
            _wait_until_ready(self.folder, self._process)
        except BaseException:
            self._process.kill()
            self._process.wait(HANG_S)
            raise
        self.microphone = Microphone(self.folder / "mic.fifo")

    def pactl(self, *arguments: str) -> str:
        """Runs pactl and returns what it prints."""
        done = subprocess.run(
            ["pactl", *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=True,
            timeout=HANG_S,
        )
        return done.stdout.strip()

    def speak(self, path: Path) -> threading.Event:
        """Says a sound file into the microphone; the event is set once all is said."""
        return self.microphone.say(_pcm(path))

    def play(self, path: Path, device: str = "speaker") -> "subprocess.Popen[bytes]":
        """Plays a sound file on an output; the process ends once all is played."""
        player = subprocess.Popen(
            ["paplay", f"--device={device}", str(path)],
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._players.append(player)
        return player

    def signal(self, number: int) -> None:
        """Sends the server a signal, such as the one that stops it for a while."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """Ends the server without a word."""
        self.microphone.close()
        self._process.kill()
        self._process.wait(HANG_S)

    def close(self) -> None:
        """Ends everything."""
        self.microphone.close()
        for process in (*self._players, self._process):
            process.terminate()
        for process in (*self._players, self._process):
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)


class Microphone:
    """Writes into the pipe that the virtual microphone records, at real pace."""

    def __init__(self, pipe: Path) -> None:
        self._pipe = pipe
        self._queue: deque[tuple[memoryview, threading.Event]] = deque()
        self._awake = threading.Event()
        self._awake.set()
        self._closing = False
        self._thread = threading.Thread(target=self._write, name="microphone", daemon=True)
        self._thread.start()

    def say(self, pcm: bytes) -> threading.Event:
        """Says PCM16, mono, 16 kHz; the event is set once all is said."""
        said = threading.Event()
        self._queue.append((memoryview(pcm), said))  # minutes of it are not copied at each block
        return said

    def starve(self) -> None:
        """Sends nothing any more, not even silence."""
        self._awake.clear()

    def feed(self) -> None:
        """Sends again."""
        self._awake.set()

    def close(self) -> None:
        self._closing = True
        self._awake.set()
        self._thread.join(5)

    def _write(self) -> None:
        pipe = os.open(self._pipe, os.O_RDWR | os.O_NONBLOCK)
        due = time.monotonic()
        try:
            while not self._closing:
                if not self._awake.is_set():
                    self._awake.wait()
                    due = time.monotonic()
                with suppress(BlockingIOError):  # nobody records: the sound is gone
                    os.write(pipe, self._next_block())
                due += BLOCK / 2 / RATE
                time.sleep(max(0.0, due - time.monotonic()))
        finally:
            os.close(pipe)

    def _next_block(self) -> bytes:
        if not self._queue:
            return NOISE_FLOOR
        pcm, said = self._queue[0]
        block, rest = bytes(pcm[:BLOCK]), pcm[BLOCK:]
        if rest:
            self._queue[0] = (rest, said)
        else:
            self._queue.popleft()
            said.set()
        return block + NOISE_FLOOR[len(block) :]


@contextmanager
def running_pulse() -> Iterator[Pulse]:
    """A server of its own, gone at the end whatever happens."""
    with tempfile.TemporaryDirectory(prefix="pulse-") as folder:
        server = Pulse(Path(folder))
        try:
            yield server
        finally:
            server.close()


@pytest.fixture
def pulse(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pulse]:
    """A private sound server that this process and its children use."""
    if WINDOWS:
        pytest.skip("Windows has no PulseAudio")
    missing = [tool for tool in ("pulseaudio", "pactl", "paplay") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} of PulseAudio is not installed")
    with running_pulse() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


def _command(folder: Path) -> list[str]:
    # Should this process be killed, the server goes with it.
    with_parent = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    modules = (
        f"module-native-protocol-unix auth-anonymous=1 socket={folder}/native",
        # Without norewinds a null sink's monitor delivers in lumps of up to two seconds.
        "module-null-sink sink_name=speaker rate=48000 channels=2 norewinds=1"
        " sink_properties=device.description=TestSpeaker",
        f"module-pipe-source source_name=mic file={folder}/mic.fifo format=s16le rate=16000"
        " channels=1 source_properties=device.description=TestMic",
    )
    return [
        *with_parent,
        *["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"],
        *["--disable-shm=yes", "--realtime=no", "--high-priority=no", "--log-level=error"],
        *(part for module in modules for part in ("-L", module)),
    ]


def _wait_until_ready(folder: Path, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_S
    while not ((folder / "native").exists() and (folder / "mic.fifo").exists()):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PulseAudio: {(folder / 'errors').read_text()}")
        time.sleep(0.01)


def _pcm(path: Path) -> bytes:
    import soundfile

    from captioner.core.audio import Resampler

    frames, rate = soundfile.read(path, dtype="float32", always_2d=True)
    resampler = Resampler(rate)
    return resampler.feed_frames(frames) + resampler.finish()

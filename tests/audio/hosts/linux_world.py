"""A computer with PulseAudio: a real one."""

from pathlib import Path

from captioner.audio.linux import Linux
from tests.pulse import Pulse


class LinuxWorld:
    """See `World`."""

    def __init__(self, pulse: Pulse) -> None:
        self.host = Linux()
        self._pulse = pulse
        self._modules = {"speaker": "module-null-sink", "mic": "module-pipe-source"}
        self._inputs = {"mic"}

    def plug_in_output(
        self, name: str, label: str, *, rate: int = 48_000, channels: int = 2
    ) -> None:
        self._modules[name] = self._pulse.pactl(
            *("load-module", "module-null-sink", f"sink_name={name}", "norewinds=1"),
            *(f"rate={rate}", f"channels={channels}"),
            f'sink_properties="device.description={label}"',
        )

    def plug_in_microphone(self, name: str, label: str) -> None:
        self._inputs.add(name)
        self._modules[name] = self._pulse.pactl(
            *("load-module", "module-pipe-source", f"source_name={name}"),
            *(f"file={self._pulse.folder}/{name}.fifo", "format=s16le", "rate=16000"),
            *("channels=1", f'source_properties="device.description={label}"'),
        )

    def unplug(self, name: str) -> None:
        self._pulse.pactl("unload-module", self._modules[name])

    def make_default(self, name: str) -> None:
        self._pulse.pactl(f"set-default-{'source' if name in self._inputs else 'sink'}", name)

    def id_of(self, name: str) -> str:
        return f"pulse:{name}" if name in self._inputs else f"pulse:{name}.monitor"

    def play(self, name: str, sound: Path) -> None:
        self._pulse.play(sound, device=name)

    def recordings(self) -> int:
        return len(self._pulse.pactl("list", "short", "source-outputs").splitlines())

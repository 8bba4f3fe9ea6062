"""The real MMDevice API and the real wheel. Only on Windows; sound, where it has a device."""

import sys
import threading

import pytest

if sys.platform != "win32":
    pytest.skip("asks Windows itself", allow_module_level=True)

from captioner.audio import loopback, portaudio_process
from captioner.audio.devices import this_host
from captioner.audio.host import Block
from captioner.audio.loopback import Loopback
from captioner.audio.playing import Playing
from captioner.audio.windows import Windows
from captioner.audio.windows_endpoints import WindowsEndpoints
from captioner.core.audio import RATE
from tests.audio.recording import capture, some_chunks, until
from tests.guards import HANG_S

found = WindowsEndpoints().endpoints()
with_microphone = pytest.mark.skipif(not found.inputs, reason="this computer has no microphone")


def test_this_is_the_host_of_windows() -> None:
    assert isinstance(this_host(), Windows)


def test_the_defaults_are_among_the_endpoints_and_no_identity_comes_twice() -> None:
    outputs, inputs = ([e.id for e in part] for part in (found.outputs, found.inputs))
    assert len({*outputs, *inputs}) == len(outputs) + len(inputs)
    assert found.default_output in outputs or (found.default_output, outputs) == ("", [])
    assert found.default_input in inputs or (found.default_input, inputs) == ("", [])


def test_portaudio_calls_the_endpoints_as_windows_does() -> None:
    portaudio_process.refresh()
    named = [d.name for d in portaudio_process.inputs() if d.host_api == "Windows WASAPI"]
    assert sorted(named) == sorted(endpoint.name for endpoint in found.inputs)


def test_they_can_be_asked_in_any_thread() -> None:
    answers: list[object] = []
    threads = [
        threading.Thread(target=lambda: answers.append(WindowsEndpoints().endpoints()))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(HANG_S)
    assert answers == [found] * 4


def test_an_endpoint_that_is_not_there_cannot_be_tried_out() -> None:
    with pytest.raises(OSError, match="WinError"):
        WindowsEndpoints().try_out("{0.0.1.00000000}.{none}", loopback=False)


@with_microphone
def test_a_microphone_can_be_tried_out() -> None:
    if WindowsEndpoints().microphones_allowed():
        WindowsEndpoints().try_out(found.default_input, loopback=False)


@pytest.mark.skipif(not found.outputs, reason="this computer has no output")
def test_a_piece_of_sound_is_played_to_its_end() -> None:
    """The default output is one of MME's, which converts rates and takes no settings of WASAPI."""
    ended = threading.Event()
    playing = Playing(bytes(2 * RATE // 10), ended.set)
    assert ended.wait(HANG_S)
    playing.close()


@with_microphone
async def test_the_microphone_is_recorded() -> None:
    async with capture("microphone") as opened:
        await some_chunks(opened, 20)


@with_microphone
async def test_the_wheel_records_an_endpoint_in_blocks_of_whole_frames(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With a microphone for a loopback device, which a system may have none of."""
    wasapi = 13  # paWASAPI, of `portaudio.h`
    blocks: list[Block] = []
    name = next(e.name for e in found.inputs if e.id == found.default_input)

    def find(library: loopback._Library, _: Loopback) -> int | None:
        pa = library._pa
        api = pa.host_api_type_id_to_host_api_index(wasapi)  # type: ignore[attr-defined]
        for index in range(pa.get_device_count()):
            info = pa.get_device_info(index)
            # An output may have the same name; and which of them comes first is chance.
            records = info.maxInputChannels > 0 and not info.isLoopbackDevice
            if records and (info.name, info.hostApi) == (name, api):  # type: ignore[attr-defined]
                return index
        return None

    monkeypatch.setattr(loopback._Library, "_find", find)
    monkeypatch.setattr(loopback, "_ANSWER_S", HANG_S)
    opened = Loopback(name, 0, on_block=blocks.append, on_end=lambda: None)
    await until(lambda: len(blocks) > 10)
    opened.close()
    heard = len(blocks)
    assert all(len(block.pcm) % (2 * block.channels) == 0 for block in blocks)
    await until(lambda: not [t for t in threading.enumerate() if t.name == "captioner-loopback"])
    assert len(blocks) == heard

"""What only a Mac does to a recording, made."""

import sys
from pathlib import Path

import pytest

from captioner.audio.capture import open_capture
from captioner.core.errors import Action, SourceBusy, SourceGone
from tests.audio.hosts.mac_world import MacWorld
from tests.audio.recording import capture, hear, ignore, is_loud, some_chunks, why_lost


@pytest.mark.parametrize("bits", [0, 16, 32])
async def test_every_format_of_a_tap_is_heard(mac: MacWorld, tone: Path, bits: int) -> None:
    mac.catap.bits = bits
    async with capture("meeting") as opened:
        mac.play("speaker", tone)
        assert is_loud(await hear(opened, is_loud))


async def test_a_tap_that_fails_is_lost_though_its_device_is_there(
    mac: MacWorld, tone: Path
) -> None:
    async with capture("meeting") as opened:
        mac.play("speaker", tone)
        await some_chunks(opened)
        [session] = mac.catap.sessions
        session.capture_failed = True
        assert await why_lost(opened) == "TestSpeaker stopped sending sound."


async def test_a_tap_that_cannot_be_had_is_said_with_the_reason(mac: MacWorld) -> None:
    mac.catap.refusal = OSError("Core Audio: 'nope'")
    with pytest.raises(SourceBusy, match=r"TestSpeaker cannot be opened \(Core Audio: 'nope'\)"):
        await open_capture("meeting", on_level=ignore)
    assert mac.recordings() == 0


async def test_a_core_audio_that_does_not_answer_is_told(mac: MacWorld) -> None:
    async with capture("meeting") as opened:
        await some_chunks(opened)
        mac.catap.answers = False
        assert await why_lost(opened) == "Core Audio, the sound of macOS, does not answer."
    assert {source.unavailable for source in mac.host.sources()} == {
        "Core Audio, the sound of macOS, does not answer."
    }


async def test_a_device_that_is_made_to_record_with_is_not_listed(mac: MacWorld) -> None:
    before = mac.host.sources()
    async with capture("meeting") as opened:
        await some_chunks(opened)
        assert mac.host.sources() == before


async def test_below_macos_14_2_there_are_microphones_and_a_sentence(
    mac: MacWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "catap", None)
    meeting, microphone, *_ = mac.host.sources()
    assert meeting.unavailable == "Meeting audio needs macOS 14.2 or newer; a microphone works."
    with pytest.raises(SourceGone, match="BlackHole"):
        await open_capture("meeting", on_level=ignore)
    assert microphone.label == "TestMic"
    async with capture("microphone") as opened:
        await some_chunks(opened)


async def test_a_microphone_that_is_refused_to_us_is_told_with_the_way(mac: MacWorld) -> None:
    mac.allowed = False
    meeting, microphone, named, *_ = mac.host.sources()
    assert microphone.unavailable == "macOS does not let Captioner use the microphone."
    assert not meeting.unavailable
    for source in (microphone, named):
        with pytest.raises(SourceGone, match="does not let Captioner") as refused:
            await open_capture(source.id, on_level=ignore)
        assert "Privacy & Security, Microphone" in refused.value.advice
        assert refused.value.action is Action.MICROPHONE_SETTINGS
    assert mac.recordings() == 0


async def test_a_microphone_that_is_refused_while_it_is_recorded_is_told(mac: MacWorld) -> None:
    async with capture("microphone") as opened:
        await some_chunks(opened)
        mac.allowed = False
        mac.device("mic").stalled.set()
        assert await why_lost(opened) == "macOS does not let Captioner use the microphone."

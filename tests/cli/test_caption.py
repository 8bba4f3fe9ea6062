import os
import signal
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import soundfile
import soxr
from numpy.typing import NDArray

from captioner.core.audio import RATE, to_floats
from captioner.engines.sample import sample_path
from tests.audio.making import media
from tests.cli.program import lines, run, start, words
from tests.engines.music import music
from tests.guards import HANG_S
from tests.pulse import Pulse
from tests.systems import not_on_windows

pytest.importorskip("moonshine_voice", reason="no recogniser for this machine")

SAID = "it was the best of times it was the worst of times"


def speech(seconds: float = 6.0) -> tuple[NDArray[np.float32], int]:
    with soundfile.SoundFile(sample_path()) as file:
        rate = file.samplerate
        return file.read(int(seconds * rate), dtype="float32"), rate


def spoken(folder: Path, seconds: float = 6.0) -> Path:
    """A sound file with the beginning of the sample."""
    path = folder / "speech.wav"
    soundfile.write(path, *speech(seconds))
    return path


def heard(text: str) -> bool:
    return SAID in " ".join(words(text))


@pytest.mark.parametrize(
    ("name", "subtype", "rate", "channels"),
    [
        ("8 bit.wav", "PCM_U8", None, 1),
        ("24 bit.wav", "PCM_24", None, 1),
        ("float.wav", "FLOAT", None, 1),
        ("96 kHz.wav", "PCM_16", 96_000, 1),
        ("eight channels.wav", "PCM_16", None, 8),
        ("speech.flac", None, None, 2),
        ("speech.ogg", None, None, 1),
        ("speech.mp3", None, None, 1),
    ],
)
def test_every_common_sound_file_is_captioned(
    name: str, subtype: str | None, rate: int | None, channels: int, tmp_path: Path
) -> None:
    sound, own_rate = speech()
    if rate is not None:
        sound = np.repeat(sound, rate // own_rate)
        own_rate = own_rate * (rate // own_rate)
    path = tmp_path / name
    soundfile.write(path, np.stack([sound] * channels, axis=1), own_rate, subtype=subtype)
    done = run(tmp_path / "profile", "caption", path, "--pace", "fast")
    assert (done.returncode, done.stderr) == (0, "")
    assert heard(done.stdout)


@pytest.mark.parametrize("pace", ["fast", "realtime"])
def test_music_before_speech_is_told_in_words_and_kept(pace: str, tmp_path: Path) -> None:
    sound, rate = speech(6.0)
    before = soxr.resample(to_floats(music(8)), RATE, rate)
    path, export = tmp_path / "radio.wav", tmp_path / "radio.srt"
    soundfile.write(path, np.concatenate([before, sound]), rate)
    profile = tmp_path / "profile"
    done = run(profile, "caption", path, "--pace", pace, "--json", "--export", export)
    told = lines(done.stdout)
    [heard_music] = [line for line in told if line["type"] == "sound"]
    assert heard_music["text"] == "[music]"
    assert heard_music["end_ms"] <= 4_000
    assert heard(" ".join(line["text"] for line in told if line["type"] == "final"))
    assert "[music]" in export.read_text()


def test_where_sounds_are_switched_off_music_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "radio.wav"
    soundfile.write(path, to_floats(music(8)), RATE)
    quiet = run(tmp_path, "--set", "sounds=false", "caption", path, "--pace", "fast", "--json")
    assert (quiet.returncode, quiet.stderr) == (0, "")
    assert "[music]" not in quiet.stdout


@pytest.mark.parametrize(
    ("form", "codec"), [("mp4", "aac"), ("matroska", "aac"), ("webm", "libopus"), ("ipod", "aac")]
)
def test_a_video_is_captioned_at_the_times_of_its_pictures(
    form: str, codec: str, tmp_path: Path
) -> None:
    sound, rate = speech()
    spoken = soxr.resample(sound, rate, 48_000)
    late_s = 0.0 if form == "ipod" else 3.0
    path = media(
        tmp_path / "talk.mp4",
        form,
        codec,
        seconds=9,
        pictures=late_s > 0,
        late_s=late_s,
        sound=spoken,
    )
    done = run(tmp_path / "profile", "caption", path, "--pace", "fast", "--json")
    finals = [line for line in lines(done.stdout) if line["type"] == "final"]
    assert (done.returncode, done.stderr) == (0, "")
    assert heard(" ".join(line["text"] for line in finals))
    assert late_s - 0.1 < finals[0]["start_ms"] / 1000 < late_s + 2


def test_a_truncated_file_is_captioned_as_far_as_it_goes_and_the_end_is_told(
    tmp_path: Path,
) -> None:
    sound, rate = speech(12.0)
    whole, cut = tmp_path / "whole.wav", tmp_path / "cut.wav"
    soundfile.write(whole, sound, rate)
    content = whole.read_bytes()
    cut.write_bytes(content[: len(content) // 2])
    done = run(tmp_path / "profile", "caption", cut, "--pace", "fast")
    assert done.returncode == 0
    assert heard(done.stdout)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("kind", ["empty", "header cut short", "noise", "text", "folder", "absent"])
def test_what_is_no_sound_is_one_sentence_and_status_3(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "what.wav"
    sound, rate = speech(1.0)
    if kind == "folder":
        path.mkdir()
    elif kind != "absent":
        soundfile.write(tmp_path / "good.wav", sound, rate)
        content = {
            "empty": b"",
            "header cut short": (tmp_path / "good.wav").read_bytes()[:20],
            "noise": np.random.default_rng(1).bytes(5000),
            "text": b"This is a letter.\n" * 50,
        }[kind]
        path.write_bytes(content)
    done = run(tmp_path / "profile", "caption", path)
    assert (done.returncode, done.stdout) == (3, "")
    assert 1 <= len(done.stderr.splitlines()) <= 2
    assert "Traceback" not in done.stderr


def test_a_source_that_is_not_there_is_status_3(pulse: Pulse, tmp_path: Path) -> None:
    done = run(tmp_path, "caption", "--source", "pulse:nowhere")
    assert (done.returncode, done.stdout) == (3, "")
    assert "nowhere" in done.stderr
    assert run(tmp_path, "sessions").stdout == ""


@not_on_windows("no server of sound stands there that could be away")
def test_without_a_sound_server_it_is_said(tmp_path: Path) -> None:
    nowhere = {"PULSE_SERVER": f"unix:{tmp_path}/nothing"}
    done = run(tmp_path, "caption", "--source", "microphone", environment=nowhere)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) <= 2


def test_a_model_that_is_not_there_is_status_4(tmp_path: Path) -> None:
    done = run(tmp_path, "caption", "--demo", "--set", "model=small-streaming-en")
    assert done.returncode == 4
    assert "model" in done.stderr


def test_a_settings_file_of_garbage_is_told_once_and_changes_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_bytes(os.urandom(300))
    done = run(tmp_path, "caption", spoken(tmp_path), "--pace", "fast")
    assert done.returncode == 0
    assert heard(done.stdout)
    assert len(done.stderr.splitlines()) == 1
    assert run(tmp_path, "sessions").stderr == ""


def test_wrong_words_on_the_command_line_are_status_2(tmp_path: Path) -> None:
    for wrong in ("lines=many", "nonsense=1", "lines"):
        done = run(tmp_path, "caption", "--demo", "--set", wrong)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 2


def test_json_lines_are_whole_and_lead_to_the_session_and_its_export(tmp_path: Path) -> None:
    exported = tmp_path / "out.txt"
    fast = ("--pace", "fast", "--json", "--export", exported)
    done = run(tmp_path / "profile", "caption", spoken(tmp_path, 12), *fast)
    assert (done.returncode, done.stderr) == (0, "")
    events = lines(done.stdout)
    assert events[0]["type"] == "opened"
    assert events[-1]["type"] == "closed"
    finals = [event for event in events if event["type"] == "final"]
    assert finals
    assert all(final["saved"] is True for final in finals)
    assert len({final["turn"] for final in finals}) == len(finals)
    for event in events:
        if event["type"] in ("partial", "final"):
            assert set(event) >= {"at", "text", "start_ms", "end_ms", "words", "turn", "agreed"}
    (session,) = lines(run(tmp_path / "profile", "sessions", "--json").stdout)
    assert set(session) == {"id", "title", "started", "seconds", "engine", "finals"}
    assert session["id"] == events[0]["session"]
    assert session["finals"] == len(finals)
    text = run(tmp_path / "profile", "export", str(session["id"]), "--format", "txt").stdout
    assert all(str(final["text"]) in text for final in finals)
    assert exported.read_text() == text


def test_a_session_is_found_by_what_was_said(tmp_path: Path) -> None:
    run(tmp_path, "caption", spoken(tmp_path), "--pace", "fast")
    assert run(tmp_path, "sessions", "--search", "worst").stdout
    assert run(tmp_path, "sessions", "--search", "zeppelin").stdout == ""


def test_keep_nothing_leaves_no_word_on_disk(tmp_path: Path) -> None:
    nothing = ("--set", "keep_nothing=true")
    done = run(tmp_path, "caption", spoken(tmp_path), "--pace", "fast", *nothing)
    assert heard(done.stdout)
    assert run(tmp_path, "sessions").stdout == ""
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"best of times" not in path.read_bytes()


def test_a_recorded_session_plays_again(tmp_path: Path) -> None:
    recorded = run(tmp_path, "caption", spoken(tmp_path), "--pace", "fast", "--json").stdout
    recording = tmp_path / "recording.jsonl"
    recording.write_text(recorded)
    done = run(tmp_path, "caption", recording, "--engine", "replay", "--pace", "fast", "--json")
    assert done.returncode == 0
    texts = [event["text"] for event in lines(recorded) if event["type"] == "final"]
    assert [event["text"] for event in lines(done.stdout) if event["type"] == "final"] == texts


@not_on_windows("its screen is always there")
def test_without_a_display_the_window_names_the_terminal(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert "captioner caption" in done.stderr


def test_without_a_key_this_computer_captions_and_the_status_tells(tmp_path: Path) -> None:
    path = spoken(tmp_path, 4.0)
    nobody = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "ASSEMBLYAI_API_KEY": ""}
    done = run(tmp_path / "p", "caption", path, "--engine", "assemblyai", environment=nobody)
    assert done.returncode == 5
    assert "best of times" in " ".join(words(done.stdout))
    assert done.stderr.splitlines()[-1] == (
        "captioner: There is no key for AssemblyAI yet."
        " Give the key in ASSEMBLYAI_API_KEY, or install a keyring such as GNOME Keyring."
    )


def test_a_key_with_impossible_letters_is_as_none(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "speech.wav", *speech(4.0))
    wanted = ("caption", tmp_path / "speech.wav", "--engine", "assemblyai")
    done = run(tmp_path / "p", *wanted, environment={"ASSEMBLYAI_API_KEY": "two words"})
    assert heard(done.stdout)
    assert done.returncode == 5
    assert "captioner: This key or token has characters that none has. Copy it" in done.stderr
    alone = run(
        tmp_path / "p", *wanted, "--set", "fall_back=no",
        environment={"ASSEMBLYAI_API_KEY": "two words"},
    )  # fmt: skip
    assert (alone.returncode, alone.stdout) == (5, "")


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system stops no program")
def test_a_program_that_was_stopped_for_a_while_goes_on_with_its_file(tmp_path: Path) -> None:
    with start(tmp_path, "caption", spoken(tmp_path), "--json") as process:
        assert process.stdout is not None
        opened = process.stdout.readline()
        process.send_signal(signal.SIGSTOP)
        Event().wait(4.5)  # longer than any sleep was ever guessed from
        process.send_signal(signal.SIGCONT)
        said, errors = process.communicate(timeout=HANG_S)
    assert (process.returncode, errors) == (0, ""), errors
    finals = [line for line in lines(opened + said) if line["type"] == "final"]
    assert heard(" ".join(str(final["text"]) for final in finals))
    assert not [line for line in lines(said) if line["type"] == "gap"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("assemblyai-v2", ""), "AssemblyAI has retired its v2 service. Enter your own server."),
        (("assemblyai", "ftp://captions"), "The server's address must start with wss:// or ws://."),
        (("assemblyai", "ws://127.0.0.1:9"), "127.0.0.1:9 is out of reach since "),
    ],
    ids=("no server", "no address", "nobody there"),
)
def test_why_this_computer_captions_instead_is_told_in_the_terminal(
    asked: tuple[str, str], told: str, tmp_path: Path
) -> None:
    engine, server = asked
    done = run(
        tmp_path,
        "caption",
        spoken(tmp_path, 5.0),
        "--engine",
        engine,
        "--set",
        f"server_url={server}",
        environment={"ASSEMBLYAI_API_KEY": "0123456789abcdef"},
    )
    assert heard(done.stdout)
    assert told in done.stderr
    assert (done.returncode, done.stderr.count("captioner:")) == (0, 1)


def test_nothing_is_left_outside_the_profile(tmp_path: Path) -> None:
    """What reads speech would keep a number of the user's there, and tell its maker."""
    home = tmp_path / "home"
    home.mkdir()
    places = ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA")
    environment = dict.fromkeys(places, str(home))
    done = run(tmp_path / "profile", "caption", "--demo", "--pace", "fast", environment=environment)
    assert done.returncode == 0
    assert [path for path in home.rglob("*") if path.is_file()] == []

"""A key from the terminal to the service and nowhere else, with a real keyring."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile

from captioner.engines.sample import sample_path
from tests.cli.program import program
from tests.guards import HANG_S
from tests.systems import need_desktop

pytest.importorskip("moonshine_voice", reason="no recogniser for this machine")

KEY = "canary-7f3a91c2d4e5b608"
ROOT = Path(__file__).parents[2]

STORY = """
set -eu
printf test | gnome-keyring-daemon --unlock --components=secrets --daemonize >&2
CAPTIONER_SERVER_KEY={key} {captioner} --profile server serve --port 0 --require-key > url &
server=$!
until grep -q ws: url; do sleep 0.1; done
url=$(sed 's/.* //' url)
printf '%s\\n' {key} > /dev/shm/$$.key
{captioner} --profile mine key set --server "$url" < /dev/shm/$$.key
rm /dev/shm/$$.key
{captioner} --profile mine key test --server "$url"
{captioner} --profile mine caption speech.wav --engine assemblyai --set server_url="$url"
{loud} --profile mine caption speech.wav --engine assemblyai --set server_url="$url" --json
{captioner} --profile mine token --expires-in 60 --set server_url="$url"
{captioner} --profile mine key clear --server "$url"
{captioner} --profile mine key test --server "$url" || echo "status $?"
kill "$server"
wait "$server"
"""

LOUD = """
import logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
logging.getLogger().setLevel(logging.DEBUG)
for name in ("websockets", "websockets.client", "httpx", "httpcore", "asyncio", "keyring"):
    logging.getLogger(name).setLevel(logging.DEBUG)
from captioner.cli.main import main
sys.exit(main())
"""


def test_a_key_is_kept_tested_used_and_forgotten_and_written_nowhere(tmp_path: Path) -> None:
    need_desktop("dbus-run-session", "gnome-keyring-daemon")
    home = tmp_path / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    (home / "loud.py").write_text(LOUD)
    with soundfile.SoundFile(sample_path()) as file:
        soundfile.write(home / "speech.wav", file.read(5 * file.samplerate), file.samplerate)
    script = STORY.format(key=KEY, captioner=program(), loud=f"{sys.executable} loud.py")
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script],
        cwd=home,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said, *rest = done.stdout.splitlines()
    assert "is in the keyring" in said
    assert "The key works." in rest
    events = [json.loads(line) for line in rest if line.startswith("{")]
    assert events[0]["engine"] == "assemblyai"
    assert any(event["type"] == "final" for event in events)
    assert rest[-1] == "status 5"
    _is_nowhere(KEY, home, done.stdout + done.stderr)


def _is_nowhere(key: str, folder: Path, printed: str) -> None:
    """Neither printed nor in a file, but for the keyring's own, which it encrypts."""
    assert key not in printed
    for path in folder.rglob("*"):
        if path.is_file():
            assert key.encode() not in path.read_bytes(), path

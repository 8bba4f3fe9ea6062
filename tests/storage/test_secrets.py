import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordSetError

from captioner.core.errors import StorageError
from captioner.storage.secrets import Secret, Secrets
from tests.guards import HANG_S
from tests.storage.real_keyring import KEPT
from tests.systems import need_desktop

NOT_STORED = "The key is used until Captioner closes, and is not stored."


class FakeKeyring(KeyringBackend):
    """A keyring that can refuse and can be slow.

    Attributes:
        refusal: What every call raises.
        answers: Cleared, no call returns.
    """

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[tuple[str, str], str] = {}
        self.refusal: Exception | None = None
        self.answers = threading.Event()
        self.answers.set()

    def _meet(self) -> None:
        self.answers.wait()
        if self.refusal is not None:
            raise self.refusal

    def get_password(self, service: str, username: str) -> str | None:
        self._meet()
        return self.keys.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._meet()
        self.keys[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._meet()
        del self.keys[service, username]


@pytest.fixture
def keyring() -> Iterator[FakeKeyring]:
    keyring = FakeKeyring()
    yield keyring
    keyring.answers.set()


def secrets_in(keyring: KeyringBackend, limit_s: float = 5.0) -> Secrets:
    return Secrets(backend=lambda: keyring, limit_s=limit_s)


async def revealed(secrets: Secrets, service: str = "assemblyai") -> str | None:
    secret = await secrets.get(service)
    return None if secret is None else secret.reveal()


async def test_a_key_is_kept_replaced_and_deleted(keyring: FakeKeyring) -> None:
    assert await revealed(secrets_in(keyring)) is None
    for key in ("first", "second"):
        assert await secrets_in(keyring).put("assemblyai", Secret(key)) == ""
        assert await revealed(secrets_in(keyring)) == key
    await secrets_in(keyring).delete("assemblyai")
    assert await revealed(secrets_in(keyring)) is None
    await secrets_in(keyring).delete("assemblyai")


async def test_the_systems_own_keyring_is_used_unless_told_otherwise(
    keyring: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyring.get_keyring", lambda: keyring)
    assert await Secrets().put("assemblyai", Secret("canary")) == ""
    assert keyring.keys == {("captioner", "assemblyai"): "canary"}


async def test_a_key_never_serves_another_service(keyring: FakeKeyring) -> None:
    secrets = secrets_in(keyring)
    await secrets.put("assemblyai", Secret("cloud"))
    await secrets.put("wss://example.org", Secret("private"))
    assert await revealed(secrets) == "cloud"
    assert await revealed(secrets, "wss://example.org") == "private"
    assert await revealed(secrets, "wss://example.org:8443") is None


async def test_a_key_that_was_given_for_this_run_is_used_and_not_stored(
    keyring: FakeKeyring,
) -> None:
    keyring.keys["captioner", "assemblyai"] = "stored"
    given = Secrets({"assemblyai": Secret("given")}, backend=lambda: keyring)
    assert await revealed(given) == "given"
    assert keyring.keys == {("captioner", "assemblyai"): "stored"}


async def test_the_environment_is_not_read(
    keyring: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSEMBLYAI_API_KEY", "from the environment")
    assert await revealed(secrets_in(keyring)) is None


@pytest.mark.parametrize(
    ("refusal", "title"),
    [
        (KeyringLocked("locked"), "The keyring is locked."),
        (InitError("prompt dismissed"), "The keyring is locked."),
        (PasswordSetError("denied"), "The keyring refused."),
        (KeyringError("broken"), "The keyring refused."),
        (RuntimeError("the bus is gone"), "The keyring refused."),
    ],
)
async def test_a_keyring_that_refuses_leaves_the_key_for_this_run(
    keyring: FakeKeyring, refusal: Exception, title: str
) -> None:
    keyring.refusal = refusal
    secrets = secrets_in(keyring)
    with pytest.raises(StorageError) as caught:
        await secrets.get("assemblyai")
    assert caught.value.title == title
    assert await secrets.put("assemblyai", Secret("canary")) == f"{title} {NOT_STORED}"
    assert await revealed(secrets) == "canary"
    with pytest.raises(StorageError):
        await secrets.delete("assemblyai")
    with pytest.raises(StorageError):
        await secrets.get("assemblyai")


async def test_a_keyring_that_never_answers_is_given_up(keyring: FakeKeyring) -> None:
    keyring.answers.clear()
    secrets = secrets_in(keyring, limit_s=0.05)
    with pytest.raises(StorageError, match="The keyring does not answer"):
        await secrets.get("assemblyai")
    notice = await secrets.put("assemblyai", Secret("canary"))
    assert notice == f"The keyring does not answer. {NOT_STORED}"
    assert await revealed(secrets) == "canary"


async def test_a_keyring_that_works_again_takes_the_key_over(keyring: FakeKeyring) -> None:
    secrets = secrets_in(keyring)
    keyring.refusal = KeyringLocked("locked")
    await secrets.put("assemblyai", Secret("canary"))
    keyring.refusal = None
    assert await secrets.put("assemblyai", Secret("canary")) == ""
    assert await revealed(secrets_in(keyring)) == "canary"


async def test_a_failure_does_not_hold_the_key(keyring: FakeKeyring) -> None:
    keyring.refusal = PasswordSetError("canary")
    with pytest.raises(StorageError) as caught:
        await secrets_in(keyring).get("assemblyai")
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None


def plain_file() -> KeyringBackend:
    kind = type("PlaintextKeyring", (FakeKeyring,), {"__module__": "keyrings.alt.file"})
    made: KeyringBackend = kind()
    return made


@pytest.mark.parametrize(
    "backend",
    [null.Keyring(), fail.Keyring(), plain_file(), SimpleNamespace(backends=[plain_file()])],
    ids=["forgets", "fails", "plain file", "chain of plain files"],
)
async def test_a_keyring_that_forgets_or_tells_is_not_used(backend: KeyringBackend) -> None:
    secrets = secrets_in(backend)
    notice = await secrets.put("assemblyai", Secret("canary"))
    assert notice == f"This system has no keyring. {NOT_STORED}"
    assert await revealed(secrets) == "canary"


async def test_the_first_true_keyring_of_a_chain_is_used(keyring: FakeKeyring) -> None:
    chain = SimpleNamespace(backends=[plain_file(), keyring])
    assert await Secrets(backend=lambda: chain).put("assemblyai", Secret("canary")) == ""
    assert keyring.keys == {("captioner", "assemblyai"): "canary"}


UNLOCKED = "printf test | gnome-keyring-daemon --unlock --components=secrets --daemonize >&2;"


def story(home: Path, before: str) -> dict[str, str | None]:
    """What comes of a key in a desktop session of its own."""
    need_desktop("dbus-run-session", "gnome-keyring-daemon")
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    kept = ("PATH", "PYTHONPATH", "VIRTUAL_ENV")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)}
    script = f"{before} exec {sys.executable} -m tests.storage.real_keyring"
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        check=True,
        timeout=HANG_S,
    )
    told: dict[str, str | None] = json.loads(done.stdout)
    return told


def test_a_real_unlocked_keyring_keeps_replaces_and_deletes_a_key(tmp_path: Path) -> None:
    assert story(tmp_path, UNLOCKED) == KEPT


def test_a_real_locked_keyring_whose_prompt_is_dismissed_leaves_the_key_for_this_run(
    tmp_path: Path,
) -> None:
    told = story(tmp_path, before="")
    assert told["stored"] == f"The keyring is locked. {NOT_STORED}"
    assert told["this run"] == "first"
    assert told["read"] == "The keyring is locked."


def test_a_session_without_a_bus_leaves_the_key_for_this_run(tmp_path: Path) -> None:
    told = story(tmp_path, "unset DBUS_SESSION_BUS_ADDRESS;")
    assert told["stored"] == f"This system has no keyring. {NOT_STORED}"
    assert told["this run"] == "first"

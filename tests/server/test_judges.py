"""AssemblyAI's own SDKs run whole sessions against the server; they must find it genuine."""

import ssl
from pathlib import Path

import pytest
import trustme

from tests.scripted_server import ScriptedServer, scripted_server
from tests.server.sdk import V2, V3_ASYNC, V3_STREAMING, V3_SYNC, Judge, SignIn, of_kind, texts
from tests.sessions import SESSIONS, SharedSession

BY_NAME = {session.name: session for session in SESSIONS}
WORDS = BY_NAME["words"]

judges = pytest.mark.parametrize(
    "judge", [V3_SYNC, V3_ASYNC, V2], ids=["1.8.2 sync", "1.8.2 async", "0.43.1"]
)


@judges
@pytest.mark.parametrize("session", SESSIONS, ids=[session.name for session in SESSIONS])
async def test_an_sdk_reports_the_whole_session(judge: Judge, session: SharedSession) -> None:
    async with scripted_server(session.script) as server:
        said = await judge.run(server.url, session)
    assert texts(said, "final") == session.finals
    assert not of_kind(said, "error")
    assert said[0]["kind"] == "begin"
    _check_partials(said, session)
    _check_words(said, session)
    _check_settings(server, session)


def _check_partials(said: list, session: SharedSession) -> None:
    kinds = [item["kind"] for item in said if item["kind"] in ("partial", "final")]
    if session.settings.disable_partial_transcripts:
        assert kinds == ["final"] * len(session.finals)
    else:
        assert kinds.count("partial") == len(session.script)
        assert kinds[0] == "partial"


def _check_words(said: list, session: SharedSession) -> None:
    """Each word of the script is in one final, at its time."""
    heard = [word for final in of_kind(said, "final") for word in final["words"]]
    assert heard == [[line.word, line.start_ms, line.end_ms] for line in session.script]


def _check_settings(server: ScriptedServer, session: SharedSession) -> None:
    """The recogniser was asked for what the user wants, to the letter."""
    (asked,) = server.asked
    assert asked.word_boost == session.settings.word_boost


@pytest.mark.parametrize("judge", [V3_SYNC, V3_ASYNC], ids=["sync", "async"])
async def test_v3_tells_how_much_sound_it_got_when_a_session_ends(judge: Judge) -> None:
    session = BY_NAME["session information"]
    async with scripted_server(session.script) as server:
        said = await judge.run(server.url, session)
    (termination,) = of_kind(said, "termination")
    assert termination["audio_s"] == session.sound_ms / 1000
    assert said[-1] == termination


async def test_v2_tells_how_much_sound_it_got_only_if_asked() -> None:
    session = BY_NAME["session information"]
    async with scripted_server(session.script) as server:
        asked = await V2.run(server.url, session)
        unasked = await V2.run(server.url, WORDS)
    assert [item["audio_s"] for item in of_kind(asked, "information")] == [4.0]
    assert not of_kind(unasked, "information")


async def test_universal_streaming_gives_plain_words_then_the_formatted_twin() -> None:
    async with scripted_server(WORDS.script) as server:
        said = await V3_STREAMING.run(server.url, WORDS)
    finals = [(item["turn"], item["formatted"], item["text"]) for item in of_kind(said, "final")]
    assert finals == [
        (0, False, "can you hear me"),
        (0, True, "Can you hear me?"),
        (1, False, "yes very well"),
        (1, True, "Yes, very well."),
    ]


@judges
async def test_an_sdk_with_a_wrong_key_is_told_so(judge: Judge) -> None:
    async with scripted_server(WORDS.script, key="THE-KEY") as server:
        said = await judge.run(server.url, WORDS, SignIn(key="WRONG"))
    errors = [(item["code"], item["message"]) for item in of_kind(said, "error")]
    if judge is V2:
        assert (4001, "Not Authorized") in errors
    else:
        assert errors == [(1008, "Invalid API key")]
    assert not of_kind(said, "begin")


async def test_v2_gives_a_token_that_opens_one_session() -> None:
    async with scripted_server(WORDS.script, key="THE-KEY") as server:
        sign_in = SignIn(key="THE-KEY", token_seconds=60, token_url=server.http_url)
        said = await V2.run(server.url, WORDS, sign_in)
        again = await V2.run(server.url, WORDS, SignIn(token=said[0]["text"]))
    assert texts(said, "final") == WORDS.finals
    assert 4001 in {item["code"] for item in of_kind(again, "error")}
    assert not of_kind(again, "begin")


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[ssl.SSLContext, dict[str, str]]:
    """A server's certificate for localhost, and the environment that trusts it."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    root = tmp_path / "root.pem"
    authority.cert_pem.write_to_path(str(root))
    return context, {"SSL_CERT_FILE": str(root)}


async def test_v3_over_tls_gives_a_token_that_opens_one_session(
    certificate: tuple[ssl.SSLContext, dict[str, str]],
) -> None:
    tls, trusting = certificate
    async with scripted_server(WORDS.script, key="THE-KEY", tls=tls) as server:
        host = f"localhost:{server.port}"
        sign_in = SignIn(key="THE-KEY", token_seconds=60)
        said = await V3_SYNC.run(host, WORDS, sign_in, trusting)
        again = await V3_SYNC.run(host, WORDS, SignIn(token=said[0]["text"]), trusting)
    assert texts(said, "final") == WORDS.finals
    assert [item["message"] for item in of_kind(again, "error")] == ["Signature has expired"]
    assert not of_kind(again, "begin")

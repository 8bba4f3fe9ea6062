"""AssemblyAI's own SDKs and Captioner run the same sessions, and must report the same."""

from dataclasses import replace

import pytest

from captioner.core.events import Final
from captioner.core.settings import Settings
from tests.engines.assemblyai.driving import V2 as OUR_V2
from tests.engines.assemblyai.driving import V3 as OUR_V3
from tests.engines.assemblyai.driving import Said, drive
from tests.scripted_server import ScriptedServer, scripted_server
from tests.server import sdk
from tests.sessions import SESSIONS, SharedSession

STREAMING = "universal-streaming-english"
JUDGES = [
    pytest.param(OUR_V3, sdk.V3_SYNC, "universal-3-6-pro", id="SDK 1.8.2"),
    pytest.param(OUR_V2, sdk.V2, "", id="SDK 0.43.1"),
]


async def ours(server: ScriptedServer, name: str, session: SharedSession, model: str = "") -> Said:
    settings = replace(session.settings, speech_model=model) if model else session.settings
    return await drive(name, server.url, session.steps, settings).run()


def our_words(said: Said) -> list[list[object]]:
    finals = [event for event in said.events if isinstance(event, Final)]
    return [[word.text, word.start_ms, word.end_ms] for final in finals for word in final.words]


def their_words(said: sdk.Said) -> list[list[object]]:
    return [word for final in sdk.of_kind(said, "final") for word in final["words"]]


def asked(settings: Settings) -> tuple[object, ...]:
    """What the server was asked for that is the user's, not the client's."""
    return settings.word_boost, settings.disable_partial_transcripts


@pytest.mark.parametrize(("name", "judge", "model"), JUDGES)
@pytest.mark.parametrize("session", SESSIONS, ids=[session.name for session in SESSIONS])
async def test_both_report_the_same_session(
    name: str, judge: sdk.Judge, model: str, session: SharedSession
) -> None:
    async with scripted_server(session.script) as server:
        theirs = await judge.run(server.url, session)
        mine = await ours(server, name, session, model)
    assert mine.finals == sdk.texts(theirs, "final") == session.finals
    assert our_words(mine) == their_words(theirs)
    assert mine.partials == sdk.texts(theirs, "partial")
    assert asked(server.asked[0]) == asked(server.asked[1])


async def test_both_report_the_same_of_a_model_that_formats_afterwards() -> None:
    """The SDK reports the raw final and its twin; Captioner the twin alone."""
    session = SESSIONS[0]
    async with scripted_server(session.script) as server:
        theirs = await sdk.V3_STREAMING.run(server.url, session)
        mine = await ours(server, OUR_V3, session, STREAMING)
    assert set(mine.finals) <= set(sdk.texts(theirs, "final"))
    assert mine.finals == session.finals


@pytest.mark.parametrize(("name", "judge", "model"), JUDGES)
async def test_both_are_told_how_much_sound_was_received(
    name: str, judge: sdk.Judge, model: str
) -> None:
    session = next(one for one in SESSIONS if one.name == "session information")
    async with scripted_server(session.script) as server:
        theirs = await judge.run(server.url, session)
        mine = await ours(server, name, session, model)
    kind = "termination" if name == OUR_V3 else "information"
    (information,) = sdk.of_kind(theirs, kind)
    assert mine.information[0].audio_s == pytest.approx(information["audio_s"], abs=1)

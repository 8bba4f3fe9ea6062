"""Whole sessions of Captioner's own client with the product's own server, good and bad."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest
from websockets.asyncio.server import ServerConnection, serve

from captioner.core.audio import RATE
from captioner.core.errors import (
    AudioError,
    CaptionerError,
    EngineUnavailable,
    KeyMissing,
    KeyRefused,
    NetworkError,
    NoCredit,
    RequestRefused,
    ServiceError,
    SourceGone,
    UsageError,
)
from captioner.core.events import Final, Opened, Partial, SessionInformation
from captioner.core.retry import OpenLimiter
from captioner.core.settings import Settings
from captioner.engines.assemblyai import last_words, legibility
from captioner.engines.assemblyai import session as session_module
from captioner.engines.assemblyai.endpoint import Endpoint
from captioner.engines.assemblyai.uplink import Uplink
from captioner.engines.base import Configure, EndUtterance
from captioner.server.session import Send
from tests.engines.assemblyai.driving import BOTH, V2, V3, Drive, Fail, Stall, drive
from tests.engines.assemblyai.fuzz import LENIENT
from tests.faults import FaultProxy
from tests.faulty_server import (
    GARBLED,
    MUTE,
    V2_RETIRED,
    FaultyServer,
    Plan,
    answer,
    closed,
    faulty_server,
    v2_closed,
    weird,
)
from tests.guards import HANG_S
from tests.scripted_server import scripted_server
from tests.sessions import Sound, WaitFor, words
from tests.tasks import own_tasks

SCRIPT = (*words("Can you hear me?", 210), *words("Yes, very well.", 2210, ends_turn=True))
TEXTS = ("Can you hear me?", "Yes, very well.")
SECONDS = (Sound(3500),)

both = pytest.mark.parametrize("name", BOTH)


async def error_of(one: Drive) -> CaptionerError:
    with pytest.raises(CaptionerError) as failed:
        await one.run()
    return failed.value


async def error_after(server: FaultyServer, name: str, plan: Plan) -> CaptionerError:
    server.plans.append(plan)
    return await error_of(drive(name, server.url, (Sound(1000), Stall()), key="K"))


@contextlib.asynccontextmanager
async def slow_to_end(
    name: str, *after_s: float, goodbye: bool, partials: bool = True
) -> AsyncIterator[tuple[str, list[int]]]:
    """A server whose last finals come so long after one another; its URL and sessions."""
    word = {"text": "hello", "start": 100, "end": 300}
    if name == V3:
        begin, end = {"type": "Begin", "id": "x"}, {"type": "Termination"}
        turn: dict[str, object] = {"type": "Turn", "turn_order": 0, "words": [word]}
        partial, final = turn, {**turn, "end_of_turn": True, "turn_is_formatted": True}
    else:
        begin, end = {"message_type": "SessionBegins"}, {"message_type": "SessionTerminated"}
        partial = {"message_type": "PartialTranscript", "words": [word]}
        final = {"message_type": "FinalTranscript", "words": [word]}
    opened: list[int] = []

    async def talk(peer: ServerConnection) -> None:
        opened.append(len(opened))
        await peer.send(json.dumps(begin))
        while isinstance(message := await peer.recv(), bytes) or "erminate" not in message:
            if isinstance(message, bytes) and partials:
                await peer.send(json.dumps(partial))
        for number, wait_s in enumerate(after_s):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(peer.wait_closed(), wait_s)
                return
            await peer.send(json.dumps({**final, "turn_order": number}))
        if goodbye:
            await peer.send(json.dumps(end))
        await peer.wait_closed()

    async with serve(talk, "127.0.0.1", 0) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", opened
        server.close(close_connections=True)


class TestASession:
    @both
    async def test_opens_first_and_says_every_word(self, name: str) -> None:
        async with scripted_server(SCRIPT) as server:
            said = await drive(name, server.url, SECONDS).run()
        assert isinstance(said.events[0], Opened)
        assert said.opened.engine == name
        assert len(said.opened.id) == 36
        assert said.finals == TEXTS
        assert said.partials[:4] == ("Can", "Can you", "Can you hear", "Can you hear me?")

    @both
    async def test_lies_on_the_sessions_time_line(self, name: str) -> None:
        async with scripted_server(SCRIPT) as server:
            one = drive(name, server.url, SECONDS)
            one.audio.start = 90 * RATE
            said = await one.run()
        assert said.opened.start_ms == 90_000
        finals = [event for event in said.events if isinstance(event, Final)]
        assert [final.start_ms for final in finals] == [90_210, 92_210]
        assert said.heard_ms == sorted(said.heard_ms)
        assert said.heard_ms[-1] == finals[-1].end_ms

    async def test_of_v3_always_ends_with_what_is_billed(self) -> None:
        async with scripted_server(SCRIPT) as server:
            said = await drive(V3, server.url, SECONDS).run()
        assert isinstance(said.events[-1], SessionInformation)
        assert said.information[0].session_s is not None

    async def test_of_v2_ends_with_that_only_if_it_is_asked_for(self) -> None:
        async with scripted_server(SCRIPT) as server:
            said = await drive(V2, server.url, SECONDS).run()
            asked = Settings(enable_extra_session_information=True)
            told = await drive(V2, server.url, SECONDS, asked).run()
        assert said.information == []
        assert told.information == [SessionInformation(audio_s=3.5)]

    @both
    async def test_without_sound_opens_and_ends(self, name: str) -> None:
        async with scripted_server() as server:
            said = await drive(name, server.url, ()).run()
        assert said.opened.start_ms == 0
        assert said.finals == ()

    @both
    async def test_opens_though_no_sound_comes_yet(self, name: str) -> None:
        async with scripted_server() as server:
            one = drive(name, server.url, (Stall(),))
            run = asyncio.create_task(one.run())
            await one.said.wait_for_opened()
            run.cancel()

    async def test_tells_when_the_service_will_end_it_by_the_services_own_clock(self) -> None:
        async with scripted_server() as server:
            said = await drive(V3, server.url).run()
        assert said.opened.expires_in_s == pytest.approx(3 * 3600, abs=2)

    @pytest.mark.parametrize("expires", [0, -1, 1e300, "soon", None])
    async def test_an_end_that_makes_no_sense_is_not_told(self, expires: object) -> None:
        begin = json.dumps({"type": "Begin", "id": "x", "expires_at": expires})
        async with faulty_server() as server:
            server.plans.append(Plan(deeds=(Send(begin),)))
            said = await drive(V3, server.url).run()
        assert said.opened.expires_in_s is None

    async def test_a_heartbeat_lets_kept_sound_go(self) -> None:
        beat = Send('{"type":"Heartbeat","total_audio_received_ms":4000}')
        async with faulty_server() as server:
            server.plans.append(Plan(after_frames=45, deeds=(beat,)))
            said = await drive(V3, server.url, (Sound(5000),)).run()
        assert said.heard_ms == [1000]

    async def test_v2_lets_kept_sound_go_though_its_protocol_has_no_sign_for_it(self) -> None:
        async with scripted_server() as server:
            one = drive(V2, server.url, (Sound(12_000),))
            said = await one.run()
        assert 500 <= said.heard_ms[-1] <= 2_000

    @both
    async def test_a_sentence_can_be_ended_now(self, name: str) -> None:
        async with scripted_server(tuple(words("so the budget", 210))) as server:
            quiet = Settings(end_utterance_silence_threshold=20_000)
            steps = (Sound(1000), WaitFor("so the budget"), Stall())
            one = drive(name, server.url, steps, quiet)
            run = asyncio.create_task(one.run())
            await one.said.wait_for_text("so the budget")
            one.audio.wishes.put(EndUtterance())
            await until(lambda: one.said.finals == ("so the budget",))
            run.cancel()

    async def test_wishes_do_not_wait_behind_sound(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async with scripted_server(tuple(words("so the budget", 210))) as server:
            quiet = Settings(end_utterance_silence_threshold=20_000)
            one = drive(V3, server.url, (Sound(1000), WaitFor("so the budget"), Sound(500)), quiet)
            run = asyncio.create_task(one.run())
            await one.said.wait_for_text("so the")
            monkeypatch.setattr(Uplink, "full", True)  # no sound can go out any more
            one.audio.wishes.put(EndUtterance())
            await until(lambda: bool(one.said.finals))
            assert not run.done()
            run.cancel()

    async def test_partials_can_be_switched_off_while_it_is_open(self) -> None:
        async with scripted_server(SCRIPT) as server:
            one = drive(V3, server.url, (Sound(2000), WaitFor(TEXTS[0]), Sound(1500)))
            one.audio.wishes.put(
                Configure(Settings(disable_partial_transcripts=True, server_url=server.url))
            )
            said = await one.run()
        assert said.finals == TEXTS
        assert said.partials == ()


class TestTheEnd:
    @both
    async def test_a_service_that_does_not_finish_is_left(self, name: str) -> None:
        async with faulty_server() as server:
            server.plans.append(Plan(after_frames=2, mute=True))
            one = drive(name, server.url)
            async with asyncio.timeout(HANG_S):
                error = await error_of(one)
        assert isinstance(error, ServiceError)
        assert error.title == "The service did not finish the last sentence."

    @both
    @pytest.mark.parametrize("goodbye", [True, False])
    async def test_last_words_may_be_late_and_a_goodbye_may_never_come(
        self, name: str, *, goodbye: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(last_words, "FINISH_S", 0.1)
        async with slow_to_end(name, 0.5, goodbye=goodbye) as (url, opened):
            said = await drive(name, url, (Sound(1000), WaitFor("hello"))).run()
        assert said.finals == ("hello",)
        assert opened == [0]

    @both
    async def test_a_slow_service_has_time_for_all_its_last_sentences(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(last_words, "FINISH_S", 0.5)
        async with slow_to_end(name, 0.0, 1.5, goodbye=True, partials=False) as (url, opened):
            said = await drive(name, url, (Sound(4000),)).run()
        assert said.finals == ("hello", "hello")
        assert opened == [0]

    @both
    async def test_words_that_never_become_final_are_an_error_in_the_end(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(last_words, "FINISH_S", 0.05)
        monkeypatch.setattr(last_words, "FINISH_WORDS_S", 0.2)
        async with slow_to_end(name, 60.0, goodbye=False) as (url, _):
            error = await error_of(drive(name, url, (Sound(1000), WaitFor("hello"))))
        assert error.title == "The service did not finish the last sentence."

    async def test_a_service_that_talks_on_and_on_is_left(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(last_words, "LONGEST_FINISH_S", 0.3)
        async with slow_to_end(V3, 60.0, goodbye=False) as (url, _):
            error = await error_of(drive(V3, url, (Sound(1000), WaitFor("hello"))))
        assert isinstance(error, ServiceError)

    @both
    async def test_cancelled_it_says_goodbye_and_leaves_nothing(self, name: str) -> None:
        async with scripted_server(SCRIPT) as server:
            before = own_tasks()
            one = drive(name, server.url, (Sound(1000), Stall()))
            run = asyncio.create_task(one.run())
            await one.said.wait_for_text("Can you")
            run.cancel()
            async with asyncio.timeout(HANG_S):
                with pytest.raises(asyncio.CancelledError):
                    await run
            said = len(one.said.events)
            await until(lambda: own_tasks() <= before)
        assert len(one.said.events) == said

    async def test_cancelled_before_it_is_open_it_leaves_nothing_either(self) -> None:
        async with faulty_server() as server:
            before = own_tasks()
            server.plans.append(MUTE)
            run = asyncio.create_task(drive(V3, server.url).run())
            await until(lambda: bool(server.requests))
            run.cancel()
            async with asyncio.timeout(HANG_S):
                with pytest.raises(asyncio.CancelledError):
                    await run
            await until(lambda: own_tasks() <= before)

    @both
    async def test_when_the_sound_breaks_its_error_is_the_one_and_the_session_is_ended(
        self, name: str
    ) -> None:
        async with scripted_server(SCRIPT) as server:
            before = own_tasks()
            broken = SourceGone("Jabra is gone.", "Plug it in.")
            with pytest.raises(AudioError) as failed:
                await drive(name, server.url, (Sound(500), Fail(broken))).run()
            await until(lambda: own_tasks() <= before)
        assert failed.value is broken

    async def test_a_close_without_a_goodbye_is_an_end_too_once_it_was_asked_for(self) -> None:
        async with faulty_server() as server:
            server.plans.append(Plan(after_frames=10, deeds=(closed(1000).deeds[-1],), mute=True))
            one = drive(V3, server.url, (Sound(1000),))
            said = await one.run()
        assert said.information == []


class TestRefusals:
    @pytest.mark.parametrize(
        ("code", "text", "kind"),
        [
            (1008, "Invalid API key", KeyRefused),
            (1008, "Missing Authorization header", KeyMissing),
            (1008, "Insufficient balance", NoCredit),
            (1011, "", ServiceError),
            (3005, "Session Cancelled: An error occurred", ServiceError),
            (3006, "Invalid 'sample_rate': 7", RequestRefused),
            (3008, "Session Expired: Maximum session duration exceeded", ServiceError),
            (3009, "Too many", ServiceError),
            (4999, "", ServiceError),
        ],
    )
    @pytest.mark.parametrize("after_frames", [0, 3])
    async def test_of_v3_are_understood_before_and_after_it_is_open(
        self, code: int, text: str, kind: type[CaptionerError], after_frames: int
    ) -> None:
        async with faulty_server(SCRIPT) as server:
            plan = closed(code, text, after_frames=after_frames)
            error = await error_after(server, V3, plan)
        assert type(error) is kind

    @pytest.mark.parametrize(
        ("code", "text", "kind"),
        [
            (4001, "Not Authorized", KeyRefused),
            (4002, "Insufficient Funds", NoCredit),
            (4008, "Session Expired", ServiceError),
            (4032, "Audio duration is too short", ServiceError),
            (4104, "", RequestRefused),
        ],
    )
    @pytest.mark.parametrize("after_frames", [0, 3])
    async def test_of_v2_are_understood_likewise(
        self, code: int, text: str, kind: type[CaptionerError], after_frames: int
    ) -> None:
        async with faulty_server(SCRIPT) as server:
            plan = v2_closed(code, text, after_frames=after_frames)
            error = await error_after(server, V2, plan)
        assert type(error) is kind

    async def test_carry_the_name_of_the_service_that_said_it(self, unused_tcp_port: int) -> None:
        async with faulty_server() as server:
            error = await error_after(server, V3, closed(1008, "Invalid API key"))
            assert error.server == f"127.0.0.1:{server.port}"
        gone = await error_of(drive(V3, f"ws://127.0.0.1:{unused_tcp_port}"))
        assert gone.server == f"127.0.0.1:{unused_tcp_port}"
        assert (await error_of(drive(V3, ""))).server == "AssemblyAI"

    async def test_of_sound_carry_no_service(self) -> None:
        async with scripted_server() as server:
            broken = SourceGone("Jabra is gone.", "Plug it in.")
            with pytest.raises(SourceGone) as failed:
                await drive(V3, server.url, (Fail(broken),)).run()
        assert failed.value.server == ""

    async def test_a_retired_service_says_so(self) -> None:
        async with faulty_server() as server:
            assert type(await error_after(server, V2, V2_RETIRED)) is EngineUnavailable
            server.answers.append(answer(410))
            assert type(await error_of(drive(V2, server.url))) is EngineUnavailable

    @pytest.mark.parametrize(
        ("status", "kind"),
        [(401, KeyRefused), (402, NoCredit), (404, RequestRefused), (503, ServiceError)],
    )
    async def test_at_the_door_are_understood(
        self, status: int, kind: type[CaptionerError]
    ) -> None:
        async with faulty_server() as server:
            server.answers.append(answer(status))
            assert type(await error_of(drive(V3, server.url, key="K"))) is kind

    async def test_the_service_may_say_when_to_come_back(self) -> None:
        async with faulty_server() as server:
            server.answers += [answer(429, retry_after_s=7), answer(429, retry_after_s=10**9)]
            assert (await error_of(drive(V3, server.url))).retry_after_s == 7
            assert (await error_of(drive(V3, server.url))).retry_after_s == 300

    async def test_a_close_nobody_asked_for_is_no_end(self) -> None:
        async with faulty_server(SCRIPT) as server:
            error = await error_after(server, V3, closed(1000, after_frames=3))
        assert isinstance(error, ServiceError)
        assert error.retry

    async def test_a_service_that_never_opens_a_session_is_given_up(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(session_module, "BEGIN_S", 0.2)
        async with faulty_server() as server:
            error = await error_after(server, V3, MUTE)
        assert error.title == "The service did not open a session."

    async def test_a_bad_setting_is_told_before_anything_is_sent(self) -> None:
        settings = Settings(ca_file="/nowhere.pem")
        async with faulty_server() as server:
            one = drive(V3, server.url.replace("ws:", "wss:"), settings=settings)
            assert type(await error_of(one)) is UsageError
            assert server.requests == []

    @pytest.mark.parametrize(
        ("name", "words", "kept"),
        [
            (V3, ("Krabby Patty", "x" * 51, "mu-law"), ["Krabby Patty", "mu-law"]),
            (V3, tuple(f"term {number}" for number in range(101)), 100),
            (V3, ("Krabby\x07Patty", "mu-law"), ["mu-law"]),
            (V2, ("x" * 2_000, "y" * 501, "mu-law"), ["x" * 2_000, "mu-law"]),
        ],
    )
    async def test_words_that_do_not_fit_are_left_out_and_refuse_no_session(
        self, name: str, words: tuple[str, ...], kept: int | list[str]
    ) -> None:
        async with faulty_server(SCRIPT) as server:
            settings = Settings(word_boost=words)
            said = await drive(name, server.url, SECONDS, settings).run()
            (request,) = server.requests
        sent = json.loads(request.query["keyterms_prompt" if name == V3 else "word_boost"])
        assert said.finals == TEXTS
        assert sent == kept or len(sent) == kept

    async def test_assemblyai_itself_needs_a_key(self) -> None:
        error = await error_of(drive(V3, ""))
        assert type(error) is KeyMissing

    async def test_a_fifth_session_within_a_minute_waits_on_assemblyai(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Endpoint, "is_assemblyai", True)
        opens = OpenLimiter()
        async with scripted_server() as server:
            for _ in range(4):
                await drive(V3, server.url, (), key="K", opens=opens).run()
            error = await error_of(drive(V3, server.url, (), key="K", opens=opens))
        assert isinstance(error, ServiceError)
        assert error.retry_after_s is not None
        assert 50 < error.retry_after_s <= 60

    async def test_a_refused_session_does_not_count(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Endpoint, "is_assemblyai", True)
        opens = OpenLimiter()
        async with faulty_server() as server:
            for _ in range(6):
                server.plans.append(closed(1011))
                one = drive(V3, server.url, (), key="K", opens=opens)
                assert "fault" in (await error_of(one)).title


class TestBadServers:
    async def test_words_before_the_session_is_open_are_no_words(self) -> None:
        word = {"text": "ghost", "start": 0, "end": 1}
        turn = {"type": "Turn", "turn_order": 9, "end_of_turn": True, "words": [word]}
        async with faulty_server(SCRIPT) as server:
            server.plans.append(Plan(deeds=(Send(json.dumps(turn)),)))
            said = await drive(V3, server.url).run()
        assert isinstance(said.events[0], Opened)
        assert "ghost" not in said.finals

    async def test_nonsense_does_not_stop_captions(self) -> None:
        async with faulty_server(SCRIPT) as server:
            server.plans.append(weird())
            said = await drive(V3, server.url, SECONDS).run()
        assert said.finals == TEXTS

    async def test_nonsense_does_not_stop_captions_of_v2(self) -> None:
        async with faulty_server(SCRIPT) as server:
            server.plans.append(weird())
            said = await drive(V2, server.url, SECONDS).run()
        assert said.finals == TEXTS

    async def test_a_message_of_more_than_a_megabyte_is_read(self) -> None:
        word = {"text": "x" * 1_200_000, "start": 0, "end": 1}
        big = Send(json.dumps({"type": "Turn", "turn_order": 0, "words": [word]}))
        async with faulty_server(SCRIPT) as server:
            server.plans.append(Plan(after_frames=1, deeds=(big,)))
            said = await drive(V3, server.url, SECONDS).run()
        assert said.finals == TEXTS
        assert "x" * 500 in said.partials

    @both
    @pytest.mark.parametrize("size", [2_200_000, 9_000_000])
    async def test_a_huge_message_costs_itself_and_not_the_connection(
        self, name: str, size: int
    ) -> None:
        big = Send('{"x":"' + "x" * size + '"}')
        async with faulty_server(SCRIPT) as server:
            server.plans.append(Plan(after_frames=1, deeds=(big,)))
            said = await drive(name, server.url, SECONDS).run()
        assert said.finals == TEXTS
        assert len(server.requests) == 1

    @both
    async def test_that_send_what_nobody_can_read_are_left_after_five_seconds(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(legibility, "UNREAD_S", 0.0)
        async with faulty_server(SCRIPT) as server:
            server.plans.append(GARBLED)
            error = await error_of(drive(name, server.url, (Sound(1000), Stall())))
        assert type(error) is ServiceError
        assert error.title == "Nothing that the service says can be read."
        assert error.retry

    @both
    @pytest.mark.parametrize("bend", LENIENT.values(), ids=LENIENT)
    async def test_that_write_json_of_their_own_kind_lose_no_word(
        self, name: str, bend: Callable[[str], str]
    ) -> None:
        async with faulty_server(SCRIPT) as server:
            server.plans.append(Plan(bend=bend))
            said = await drive(name, server.url, SECONDS).run()
        assert said.finals == TEXTS
        times = [
            (final.start_ms, final.end_ms) for final in said.events if isinstance(final, Final)
        ]
        assert [start for start, _ in times] == [210, 2210]

    async def test_a_redirect_is_not_followed(self) -> None:
        async with faulty_server() as server, faulty_server() as other:
            location = f"{other.http_url}/v3/ws"
            server.answers.append(answer(302, location=location))
            error = await error_of(drive(V3, server.url, key="K"))
            assert other.requests == []
        assert isinstance(error, NetworkError)

    async def test_a_page_in_place_of_the_service_asks_to_sign_in(self) -> None:
        async with faulty_server() as server:
            server.answers.append(answer(200, "<html>Welcome to the airport</html>"))
            error = await error_of(drive(V3, server.url))
        assert error.advice == "Sign in to the network in your browser."

    async def test_a_service_whose_heart_stops_is_left(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(session_module, "BEAT_S", 0.2)
        beat = Send('{"type":"Heartbeat","total_audio_received_ms":100}')
        async with faulty_server(SCRIPT) as server:
            error = await error_after(server, V3, Plan(after_frames=2, deeds=(beat,), mute=True))
        assert error.title == "The service has stopped answering."

    def test_a_heart_may_miss_one_beat_of_five_seconds_and_not_two(self) -> None:
        assert 2 * 5.0 < session_module.BEAT_S < 3 * 5.0


class TestBadLinks:
    async def test_nobody_there(self, unused_tcp_port: int) -> None:
        error = await error_of(drive(V3, f"ws://127.0.0.1:{unused_tcp_port}"))
        assert isinstance(error, NetworkError)
        assert error.title == "The service cannot be reached."

    async def test_a_reset_is_noticed(self) -> None:
        async with scripted_server(SCRIPT) as server, FaultProxy(server.port) as link:
            one = drive(V3, f"ws://127.0.0.1:{link.port}", (Sound(1000), Stall()))
            run = asyncio.create_task(error_of(one))
            await one.said.wait_for_text("Can you")
            link.reset()
            async with asyncio.timeout(HANG_S):
                error = await run
        assert isinstance(error, NetworkError)

    @pytest.mark.parametrize("steps", [(Sound(1000), Stall()), (Sound(1000), Sound(60_000))])
    async def test_a_half_open_connection_is_noticed(
        self, steps: tuple[Sound | Stall, ...]
    ) -> None:
        async with scripted_server(SCRIPT) as server, FaultProxy(server.port) as link:
            one = drive(V3, f"ws://127.0.0.1:{link.port}", (steps[0], WaitFor("Can you"), steps[1]))
            run = asyncio.create_task(error_of(one))
            await one.said.wait_for_text("Can you")
            link.black_hole = True
            async with asyncio.timeout(HANG_S):
                error = await run
            link.black_hole = False
        assert isinstance(error, NetworkError)
        assert error.title == "The connection to the service is stalled."

    async def test_a_slow_link_is_slow_and_not_dead(self) -> None:
        async with scripted_server(SCRIPT) as server, FaultProxy(server.port) as link:
            mulaw = Settings(encoding="pcm_mulaw", sample_rate=8000)
            steps = (Sound(1000), WaitFor("Can you"), Sound(2500), Stall())
            one = drive(V3, f"ws://127.0.0.1:{link.port}", steps, mulaw)
            run = asyncio.create_task(one.run())
            await one.said.wait_for_opened()
            link.bytes_per_s = 4_000  # half of what live sound needs
            await one.said.wait_for_text(TEXTS[1])
            assert not run.done()
            run.cancel()
        assert link.connections == 1

    async def test_a_far_server_gets_the_same_words(self) -> None:
        async with scripted_server(SCRIPT) as server, FaultProxy(server.port) as link:
            link.delay_s = 0.2
            said = await drive(V3, f"ws://127.0.0.1:{link.port}", SECONDS).run()
        assert said.finals == TEXTS


class TestModels:
    async def test_the_formatted_twin_stands_in_for_the_raw_final(self) -> None:
        streaming = Settings(speech_model="universal-streaming-english")
        async with scripted_server(SCRIPT) as server:
            said = await drive(V3, server.url, SECONDS, streaming).run()
        assert said.finals == TEXTS
        assert not any(event.amends for event in said.events if isinstance(event, Final))
        last = [event for event in said.events if isinstance(event, Partial)][-1]
        assert last.text == "yes very well"
        assert last.agreed == 3

    async def test_a_twin_that_never_comes_is_not_waited_for_longer(self) -> None:
        streaming = Settings(speech_model="universal-streaming-english")
        turn = {"type": "Turn", "turn_order": 0, "end_of_turn": True, "transcript": "so be it"}
        word = {"text": "so be it", "start": 0, "end": 90}
        raw = Send(json.dumps({**turn, "words": [word]}))
        async with faulty_server() as server:
            server.plans.append(Plan(after_frames=2, deeds=(raw,)))
            one = drive(V3, server.url, (Sound(1000), WaitFor("so be it")), streaming)
            said = await one.run()
        assert said.finals == ("so be it",)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(HANG_S):
        while not true():  # noqa: ASYNC110 - what it waits for is not ours to signal
            await asyncio.sleep(0.01)


def test_an_engine_knows_its_own_name() -> None:
    assert drive(V2, "").engine.info.name == V2
    assert replace(Settings(), engine=V3).engine == V3

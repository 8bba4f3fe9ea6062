"""One fault at a time, told as what the user sees and keeps."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from captioner.app.recognition.farewell import ABSENT_S
from captioner.core.audio import BYTES_PER_SAMPLE, Chunk, to_ms
from captioner.core.errors import CaptionerError, KeyRefused, NetworkError, NoCredit, RequestRefused
from captioner.core.events import Partial, Word
from captioner.core.lanes import Lane
from captioner.core.settings import Settings
from captioner.core.status import Condition
from captioner.core.transcript import GapKind
from tests import virtual_time
from tests.fakes import BLOCK, FakeSource
from tests.simulation import WITH_SERVICE, Engines, Meeting, Weather, bare, simulated, spoken

SEED = 7


def hold(  # noqa: PLR0913 - what a meeting can be
    weather: Weather,
    *,
    seconds: float = 30.0,
    fall_back: bool = True,
    meanwhile: Callable[[Meeting], Coroutine[Any, Any, None]] | None = None,
    unplugged: Sequence[float | None] = (None, None),
    pause: tuple[float, float] | None = None,
    settings: Settings = WITH_SERVICE,
) -> Meeting:
    """A meeting in this weather, over."""

    async def main() -> Meeting:
        meeting = simulated(
            SEED,
            weather,
            seconds=seconds,
            fall_back=fall_back,
            unplugged=unplugged,
            pause=pause,
            settings=settings,
        )
        faults: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, what: faults.append(what))
        other = asyncio.ensure_future(meanwhile(meeting)) if meanwhile else None
        await meeting.run()
        if other is not None:
            await other
        assert faults == []
        return meeting

    return virtual_time.run(main())


def engines(meeting: Meeting) -> set[str]:
    return {segment.engine for segment in meeting.keeper.segments}


def conditions(meeting: Meeting) -> list[Condition]:
    """What the status row said about the link, in order."""
    about = (
        Condition.OFFLINE,
        Condition.FALLBACK,
        Condition.FILLING_IN,
        Condition.BACK,
        Condition.REFUSED_KEY,
        Condition.NO_CREDIT,
        Condition.REFUSED,
        Condition.LINK_SLOW,
        Condition.LINK_TOO_SLOW,
    )
    said = [status.condition for status in meeting.witness.statuses if status.condition in about]
    return [one for index, one in enumerate(said) if index == 0 or said[index - 1] is not one]


def is_same(said: Word, word: Word) -> bool:
    """A final that comes without a partial may pad its last word."""
    apart = abs(said.end_ms - word.end_ms)
    return apart <= 400 or (apart <= 800 and bare(said.text) == word.text)


def latest_ms(meeting: Meeting, start_s: float, end_s: float) -> int:
    """How late the latest word said between these moments was first shown."""
    late = 0
    for word in meeting.speech:
        if start_s * 1000 <= word.start_ms and word.end_ms <= end_s * 1000:
            shown = (
                at
                for at, what in meeting.witness.shown
                if any(is_same(said, word) for said in what.words)
            )
            first = next(shown, None)
            assert first is not None, f"“{word.text}” at {word.start_ms} ms was never shown"
            late = max(late, round(first * 1000) - word.end_ms)
    return late


def whole(meeting: Meeting) -> bool:
    """Nothing is missing, doubled, or left on screen."""
    return meeting.mismatch == "" and meeting.forgotten == [] and meeting.keeper.gaps == []


def test_without_a_fault_the_service_captions_all() -> None:
    meeting = hold(Weather())
    assert whole(meeting)
    assert engines(meeting) == {"assemblyai"}
    assert conditions(meeting) == []
    assert len(meeting.witness.opened) == 1


def test_reset_in_mid_sentence_is_replayed_to_the_next_connection() -> None:
    meeting = hold(Weather(resets=[6.0, 11.3, 17.7]))
    assert whole(meeting)
    assert engines(meeting) == {"assemblyai"}
    assert conditions(meeting) == []
    assert len(meeting.witness.opened) == 4
    assert latest_ms(meeting, 6.0, 30.0) <= 1500


def test_a_reset_in_a_very_long_sentence_does_not_make_what_is_said_now_late() -> None:
    meeting = hold(Weather(resets=[20.0], one_sentence=True), seconds=40.0)
    assert whole(meeting)
    assert latest_ms(meeting, 21.0, 39.0) <= 1500


def test_without_fallback_the_service_reads_a_very_long_sentence_beside_what_is_said_now() -> None:
    meeting = hold(Weather(resets=[20.0], one_sentence=True), seconds=40.0, fall_back=False)
    assert whole(meeting)
    assert engines(meeting) == {"assemblyai"}
    assert latest_ms(meeting, 21.0, 39.0) <= 1500


@pytest.mark.parametrize("fault", ["outages", "stalls"])
def test_out_of_reach_for_long_this_computer_takes_over_and_hands_back(fault: str) -> None:
    weather = Weather(outages=[(8.0, 16.0)]) if fault == "outages" else Weather(stalls=[8.0])
    if fault == "stalls":
        weather.outages = [(9.0, 16.0)]
    meeting = hold(weather)
    assert whole(meeting)
    assert engines(meeting) == {"assemblyai", "ondevice"}
    assert Condition.FALLBACK in conditions(meeting)
    assert conditions(meeting)[-1] is Condition.BACK
    assert meeting.keeper.segments[-1].engine == "assemblyai"


def test_this_computer_takes_over_three_seconds_after_the_last_sign_of_life() -> None:
    meeting = hold(Weather(outages=[(8.0, 60.0)]))
    (_, here) = meeting.witness.opened
    assert here[1].engine == "ondevice"
    assert latest_ms(meeting, 12.5, 29.0) <= 1500


def test_a_cut_of_two_seconds_is_filled_in_while_live_captions_go_on() -> None:
    meeting = hold(Weather(outages=[(8.0, 10.2)]))
    assert whole(meeting)
    assert conditions(meeting) == [Condition.BACK] or Condition.FILLING_IN in conditions(meeting)
    assert latest_ms(meeting, 12.0, 29.0) <= 1500
    filled = [s for s in meeting.keeper.segments if s.engine == "ondevice"]
    assert filled
    later = [s for s in meeting.keeper.segments if s.start_ms > filled[-1].start_ms]
    assert {segment.engine for segment in later} == {"assemblyai"}


def test_without_fallback_offline_is_told_and_the_service_fills_in_later() -> None:
    meeting = hold(Weather(outages=[(8.0, 16.0)]), fall_back=False)
    assert whole(meeting)
    assert engines(meeting) == {"assemblyai"}
    assert conditions(meeting)[0] is Condition.OFFLINE
    assert Condition.FALLBACK not in conditions(meeting)
    offline = [s for s in meeting.witness.statuses if s.condition is Condition.OFFLINE]
    assert [int(status.values["n"]) for status in offline] == sorted(
        int(status.values["n"]) for status in offline
    )
    assert latest_ms(meeting, 23.0, 29.0) <= 1500


def test_where_there_is_no_recogniser_here_the_service_fills_in_later() -> None:
    meeting = hold(Weather(outages=[(8.0, 16.0)], local=False))
    assert whole(meeting)
    assert engines(meeting) == {"assemblyai"}
    assert len(meeting.witness.errors) == 1


def test_a_refused_key_is_never_tried_again_and_captions_go_on_here() -> None:
    meeting = hold(Weather(refuses_from=9.0))
    assert whole(meeting)
    assert meeting.error is None
    assert conditions(meeting) == [Condition.REFUSED_KEY]
    assert [opened.engine for _, opened in meeting.witness.opened] == ["assemblyai", "ondevice"]


def test_a_refused_key_without_fallback_ends_the_session_with_the_error() -> None:
    meeting = hold(Weather(refuses_from=9.0), fall_back=False)
    assert isinstance(meeting.error, KeyRefused)
    assert meeting.mismatch == ""
    assert {gap.reason for gap in meeting.keeper.gaps} == {"The service refused this key"}


@pytest.mark.parametrize(
    "error",
    [
        RequestRefused("There is no such service at this address.", "Check it."),
        KeyRefused("The service refused this key.", "Check it."),
        NetworkError("The server's certificate has expired.", "Check the date.", tries=1),
    ],
)
def test_what_was_accepted_once_is_asked_for_again_for_minutes_without_fallback(
    error: CaptionerError,
) -> None:
    weather = Weather(resets=[9.0], refuses_new=[(9.0, 100.0)], refused_new_with=error)
    meeting = hold(weather, seconds=160.0, fall_back=False)
    assert whole(meeting)
    assert meeting.error is None
    assert engines(meeting) == {"assemblyai"}


@pytest.mark.parametrize(
    ("error", "condition"),
    [
        (NoCredit("The account has no credit left.", "Add credit."), Condition.NO_CREDIT),
        (RequestRefused("The service refused a setting.", "Change it."), Condition.REFUSED),
    ],
)
def test_what_the_service_will_not_do_is_not_asked_again(
    error: CaptionerError, condition: Condition
) -> None:
    meeting = hold(Weather(refuses_from=9.0, refused_with=error))
    assert whole(meeting)
    assert conditions(meeting) == [condition]


def test_a_refused_setting_is_told_and_the_service_asked_again_without_it() -> None:
    wished = replace(WITH_SERVICE, word_boost=("Zylotrix",))
    meeting = hold(Weather(refuses_setting="word_boost"), settings=wished)
    assert whole(meeting)
    assert [asked.word_boost for asked in meeting.asked] == [("Zylotrix",), ()]
    assert [error.title for error in meeting.witness.errors] == ["The service refused a setting."]
    assert engines(meeting) == {"assemblyai"}


def test_a_setting_that_is_refused_as_it_is_by_default_is_not_asked_for_again() -> None:
    refusal = RequestRefused("The service refused a setting.", "Change it.")
    refusal.setting = "mode"
    meeting = hold(Weather(refuses_from=0.0, refused_with=refusal))
    assert whole(meeting)
    assert len(meeting.asked) == 1
    assert engines(meeting) == {"ondevice"}


def test_a_link_too_slow_for_pcm_carries_mu_law() -> None:
    meeting = hold(Weather(pace=0.6), seconds=60.0)
    assert whole(meeting)
    assert [asked.encoding for asked in meeting.asked] == ["pcm_s16le", "pcm_mulaw"]
    assert Condition.LINK_TOO_SLOW not in conditions(meeting)
    assert latest_ms(meeting, 20.0, 58.0) <= 1500


def test_a_link_too_slow_for_mu_law_leaves_what_is_said_now_to_this_computer() -> None:
    meeting = hold(Weather(pace=0.3), seconds=200.0)
    assert whole(meeting)
    assert meeting.keeper.segments[-1].engine == "ondevice"
    assert Condition.LINK_TOO_SLOW in conditions(meeting)
    assert latest_ms(meeting, 20.0, 70.0) <= 1500
    assert len(meeting.asked) <= 5  # and the service is asked again later, and later still


def test_a_slow_link_without_fallback_is_told_and_costs_no_word() -> None:
    meeting = hold(Weather(pace=0.4), seconds=40.0, fall_back=False)
    assert whole(meeting)
    assert conditions(meeting)[-1] is Condition.LINK_SLOW


def test_a_slow_link_and_a_refused_encoding_do_not_undo_each_other() -> None:
    meeting = hold(Weather(pace=0.6, refuses_setting="encoding"), seconds=120.0)
    assert whole(meeting)
    encodings = [asked.encoding for asked in meeting.asked]
    assert encodings.count("pcm_mulaw") == 1  # it was refused; this computer takes over
    assert len(encodings) <= 4
    assert meeting.witness.errors == []


def test_a_slow_link_is_left_for_good_in_the_middle_of_a_roll_over_too() -> None:
    meeting = hold(Weather(pace=0.6, expires_in_s=12.0), seconds=60.0)
    assert whole(meeting)
    assert "pcm_mulaw" in [asked.encoding for asked in meeting.asked]
    assert Condition.LINK_TOO_SLOW not in conditions(meeting)


def test_a_slow_service_is_better_than_nobody() -> None:
    breaks = [15.0, 16.0, 17.0, 18.0, 19.0, 20.0]
    meeting = hold(Weather(pace=0.3, local_breaks=breaks), seconds=60.0)
    assert whole(meeting)
    assert latest_ms(meeting, 20.0, 58.0) <= 30_000


class Recording(FakeSource):
    """A file: it gives its sound as fast as it is read."""

    live = False

    async def __anext__(self) -> Chunk:
        if self.given == self._blocks:
            raise StopAsyncIteration
        await asyncio.sleep(0)
        self.given += 1
        return Chunk((self.given - 1) * BLOCK, bytes(BLOCK * BYTES_PER_SAMPLE))


def test_a_file_waits_for_the_service_and_is_never_too_fast_for_it() -> None:
    async def main() -> Meeting:
        random = Random(SEED)
        speech = spoken(random, 60.0)
        engines = Engines(speech, random, Weather(latency_s=0.04))
        meeting = Meeting(speech, engines, [Recording(seconds=60.0)], WITH_SERVICE, seconds=90.0)
        meeting.asked = engines.asked
        await meeting.run()
        return meeting

    meeting = virtual_time.run(main())
    assert whole(meeting)
    assert len(meeting.asked) == 1


def test_a_file_that_nobody_can_caption_ends_with_the_error_of_the_service() -> None:
    async def main() -> Meeting:
        random = Random(SEED)
        engines = Engines(spoken(random, 60.0), random, Weather(outages=[(0.0, 90.0)]))
        wished = replace(WITH_SERVICE, fall_back=False)
        meeting = Meeting((), engines, [Recording(seconds=60.0)], wished, seconds=90.0)
        await meeting.run()
        return meeting

    assert isinstance(virtual_time.run(main()).error, NetworkError)


def quits_at(seconds: float) -> Callable[[Meeting], Coroutine[Any, Any, None]]:
    """The program is ended in the middle of it."""

    async def quit_then(meeting: Meeting) -> None:
        await asyncio.sleep(seconds)
        await meeting.runner.stop(within_s=3.0)

    return quit_then


def test_quitting_leaves_the_last_words_to_a_service_that_still_gives_them() -> None:
    meeting = hold(Weather(pace=0.95, local_s=2.0), meanwhile=quits_at(17.0))
    assert whole(meeting)


def test_quitting_a_session_whose_refusal_was_dealt_with_ends_in_order() -> None:
    weather = Weather(refuses_setting="word_boost", stalls=[19.5])
    wished = replace(WITH_SERVICE, word_boost=("Zylotrix",))
    meeting = hold(weather, fall_back=False, settings=wished, meanwhile=quits_at(20.0))
    assert meeting.error is None
    assert {gap.reason for gap in meeting.keeper.gaps} == {"stopped before it was captioned"}


def test_an_end_that_is_forced_leaves_nothing_open_on_screen() -> None:
    weather = Weather(stalls=[29.0])
    meeting = hold(weather, seconds=60.0, fall_back=False, meanwhile=quits_at(29.45))
    assert meeting.mismatch == ""
    assert meeting.forgotten == []


def test_quitting_hurries_a_session_that_was_stopped_without_a_hurry() -> None:
    ended: list[float] = []

    async def main() -> None:
        meeting = simulated(SEED, Weather(outages=[(2.0, 90.0)]), seconds=20.0, fall_back=False)
        session = asyncio.ensure_future(meeting.run())
        await quits_at(20.2)(meeting)
        await session
        ended.append(asyncio.get_running_loop().time())

    virtual_time.run(main())
    assert ended[0] < 24.0


def shown_last(meeting: Meeting) -> dict[int, str]:
    """What each turn read like when it was last shown."""
    return {what.turn: " ".join(w.text for w in what.words) for _, what in meeting.witness.shown}


@pytest.mark.parametrize("seconds", [20.0, 20.3, 21.5])
def test_a_service_that_never_finishes_costs_neither_minutes_nor_the_words_it_showed(
    seconds: float,
) -> None:
    meeting = hold(Weather(finishes=False), seconds=seconds, fall_back=False)
    assert meeting.error is None
    assert meeting.mismatch == ""
    assert "" not in shown_last(meeting).values()
    assert len(meeting.asked) <= 2
    assert meeting.ended_s - meeting.seconds < 8.0


@pytest.mark.parametrize("gone_s", [1.5, 3.0, 8.0])
def test_stop_while_the_service_is_gone_for_good_comes_soon_and_what_was_shown_stands(
    gone_s: float,
) -> None:
    gone_at = 20.0 - gone_s
    weather = Weather(outages=[(gone_at, 90.0)], resets=[gone_at])
    meeting = hold(weather, seconds=20.0, fall_back=False)
    assert isinstance(meeting.error, NetworkError)
    assert meeting.mismatch == ""
    assert meeting.forgotten == []
    assert meeting.ended_s - meeting.seconds <= ABSENT_S + 0.1


def test_stop_while_a_connection_is_still_being_opened_leaves_the_words_to_this_computer() -> None:
    meeting = hold(Weather(slow_s=60.0), seconds=2.5)
    assert whole(meeting)
    assert meeting.ended_s - meeting.seconds <= ABSENT_S + 2.0


def test_stop_while_the_service_is_gone_for_a_moment_costs_no_word() -> None:
    weather = Weather(outages=[(18.0, 22.0)], resets=[18.0])
    assert whole(hold(weather, seconds=20.0, fall_back=False))


@pytest.mark.parametrize("seconds", [20.0, 20.3, 21.5])
def test_this_computer_says_the_last_words_of_a_service_that_never_does(seconds: float) -> None:
    meeting = hold(Weather(finishes=False), seconds=seconds)
    assert whole(meeting)
    assert len(meeting.asked) == 1


@pytest.mark.parametrize("refused_at", [9.0, 11.3, 14.8, 17.7])
def test_a_fatal_refusal_without_fallback_leaves_what_was_shown_as_it_was(
    refused_at: float,
) -> None:
    meeting = hold(Weather(refuses_from=refused_at), fall_back=False)
    assert meeting.mismatch == ""
    assert meeting.forgotten == []
    assert "" not in shown_last(meeting).values()
    shown_until_ms = max(what.words[-1].end_ms for _, what in meeting.witness.shown)
    (gap,) = meeting.keeper.gaps
    assert shown_until_ms - 400 < gap.start_ms <= refused_at * 1000
    assert gap.reason == "The service refused this key"


def test_a_pause_right_after_the_start_does_not_end_the_session_later() -> None:
    meeting = hold(Weather(), fall_back=False, pause=(8.8, 9.8))
    assert meeting.error is None
    assert meeting.mismatch == ""


def test_a_very_short_pause_is_a_gap_all_the_same() -> None:
    meeting = hold(Weather(), pause=(8.8, 8.85))
    assert meeting.mismatch == ""
    assert [gap.kind for gap in meeting.keeper.gaps] == [GapKind.PAUSED]


def test_a_key_that_is_refused_at_a_roll_over_is_not_tried_again() -> None:
    meeting = hold(Weather(expires_in_s=110.0, refuses_key_from=5.0), seconds=105.0)
    assert meeting.mismatch == ""
    assert len(meeting.asked) == 2


def test_what_the_service_took_too_slowly_is_made_up_for_without_a_change() -> None:
    meeting = hold(Weather(pace=1.3))
    assert whole(meeting)
    assert len(meeting.asked) == 1
    assert conditions(meeting) == []


def test_a_service_out_of_reach_from_the_start_is_replaced_after_three_seconds() -> None:
    meeting = hold(Weather(outages=[(0.0, 60.0)]))
    assert whole(meeting)
    assert engines(meeting) == {"ondevice"}


def test_without_fallback_a_service_out_of_reach_from_the_start_is_an_error() -> None:
    meeting = hold(Weather(outages=[(0.0, 60.0)]), fall_back=False)
    assert isinstance(meeting.error, NetworkError)
    assert meeting.witness.opened == []


def test_a_session_rolls_over_before_it_expires_unseen() -> None:
    meeting = hold(Weather(expires_in_s=10.0), seconds=40.0)
    assert whole(meeting)
    assert engines(meeting) == {"assemblyai"}
    assert conditions(meeting) == []
    assert len(meeting.witness.opened) > 4
    assert latest_ms(meeting, 2.0, 39.0) <= 1500


def test_a_roll_over_that_is_refused_leaves_the_old_connection_running() -> None:
    meeting = hold(Weather(expires_in_s=20.0, refuses_new=[(9.0, 12.0)]), seconds=18.0)
    assert whole(meeting)
    assert len(meeting.witness.opened) == 1


def test_a_pause_closes_the_billed_connection_and_loses_nothing_said_before_it() -> None:
    meeting = hold(Weather(), pause=(9.0, 19.0))
    assert meeting.mismatch == ""
    assert [gap.kind for gap in meeting.keeper.gaps] == [GapKind.PAUSED]
    assert meeting.runner.lanes.billed_s < 21.0


def test_a_pause_while_out_of_reach_keeps_what_was_said_before_it() -> None:
    meeting = hold(Weather(outages=[(8.0, 25.0)]), pause=(9.5, 15.0))
    assert meeting.mismatch == ""
    assert [gap.kind for gap in meeting.keeper.gaps] == [GapKind.PAUSED]


def test_stopping_while_out_of_reach_still_captions_what_was_kept() -> None:
    meeting = hold(Weather(outages=[(8.0, 60.0)]), seconds=9.5)
    assert whole(meeting)


def test_stopping_while_out_of_reach_without_fallback_is_a_gap_and_an_error() -> None:
    meeting = hold(Weather(outages=[(8.0, 600.0)]), seconds=12.0, fall_back=False)
    assert isinstance(meeting.error, NetworkError)
    assert meeting.mismatch == ""
    (gap,) = meeting.keeper.gaps
    assert gap.end_ms == round(meeting.runner.lanes.seconds * 1000)


def test_after_ten_minutes_out_of_reach_the_oldest_sound_is_a_gap_with_its_range() -> None:
    meeting = hold(Weather(outages=[(8.0, 650.0)]), seconds=660.0, fall_back=False)
    assert meeting.mismatch == ""
    assert meeting.keeper.gaps
    assert all("too much sound" in gap.reason for gap in meeting.keeper.gaps)
    lost_ms = sum(gap.end_ms - gap.start_ms for gap in meeting.keeper.gaps)
    assert 40_000 <= lost_ms <= 60_000


def test_a_microphone_that_is_unplugged_while_out_of_reach_costs_only_its_own_time() -> None:
    meeting = hold(Weather(outages=[(6.0, 14.0)]), unplugged=(8.0, None))
    assert meeting.mismatch == ""
    assert {gap.reason for gap in meeting.keeper.gaps} <= {"Fake was disconnected"}


def test_a_recogniser_here_that_breaks_is_started_again() -> None:
    meeting = hold(Weather(outages=[(5.0, 25.0)], local_breaks=[10.0, 15.0]))
    assert whole(meeting)


def test_a_sleep_of_the_computer_is_a_gap_with_its_reason() -> None:
    async def sleep(meeting: Meeting) -> None:
        await asyncio.sleep(12.0)
        meeting.slept_s += 3600.0

    meeting = hold(Weather(), meanwhile=sleep, seconds=20.0)
    (gap,) = meeting.keeper.gaps
    assert gap.reason == "the computer was asleep"
    assert 3_590_000 < gap.end_ms - gap.start_ms <= 3_600_600
    assert len(meeting.witness.opened) == 2


def test_billed_minutes_count_every_connection() -> None:
    meeting = hold(Weather(resets=[6.0, 12.0]))
    assert meeting.runner.lanes.billed_s == pytest.approx(30.0 - 3 * 0.3, abs=1.0)


def test_a_finished_line_is_never_withdrawn() -> None:
    meeting = hold(Weather(outages=[(8.0, 10.2), (14.0, 19.0)], resets=[5.0, 23.0]))
    final: set[int] = set()
    for _, what in meeting.witness.shown:
        if isinstance(what, Partial):
            assert what.turn not in final
        else:
            final.add(what.turn)


def test_the_clock_of_a_session_is_its_sound() -> None:
    meeting = hold(Weather())
    assert to_ms(round(meeting.runner.lanes.seconds * 16_000)) == pytest.approx(30_000, abs=40)


async def _choose_this_computer(meeting: Meeting) -> None:
    await asyncio.sleep(12.0)
    meeting.runner.lanes.stay_here()


@pytest.mark.parametrize("fall_back", [True, False])
def test_the_user_may_stay_on_this_computer(fall_back: bool) -> None:  # noqa: FBT001 - of pytest
    weather = Weather(outages=[(8.0, 14.0)])
    meeting = hold(weather, fall_back=fall_back, meanwhile=_choose_this_computer)
    assert whole(meeting)
    assert meeting.keeper.segments[-1].engine == "ondevice"
    assert meeting.witness.opened[-1][1].engine == "ondevice"
    assert meeting.runner.lanes.billed_s < 10.0


def test_choosing_this_computer_while_the_service_captions_hangs_up_at_once() -> None:
    meeting = hold(Weather(), meanwhile=_choose_this_computer)
    assert whole(meeting)
    assert meeting.runner.lanes.billed_s < 13.0


def test_stopping_waits_for_what_the_service_still_fills_in() -> None:
    meeting = hold(Weather(outages=[(8.0, 60.0)], pace=1.25), seconds=70.0, fall_back=False)
    assert whole(meeting)


def test_what_the_user_chose_outlives_a_pause() -> None:
    meeting = hold(Weather(), meanwhile=_choose_this_computer, pause=(15.0, 18.0))
    assert meeting.mismatch == ""
    assert len(meeting.asked) == 1
    assert meeting.keeper.segments[-1].engine == "ondevice"


def test_a_connection_that_opens_in_a_pause_is_hung_up() -> None:
    meeting = hold(Weather(slow_s=2.0), pause=(0.5, 25.0))
    assert meeting.mismatch == ""
    assert meeting.runner.lanes.billed_s < 8.0


def test_a_next_connection_that_opens_in_a_pause_is_hung_up_too() -> None:
    meeting = hold(Weather(slow_s=2.0, expires_in_s=20.0), pause=(13.0, 28.0))
    assert meeting.mismatch == ""
    assert meeting.runner.lanes.billed_s < 17.0


def test_a_roll_over_in_a_very_long_sentence_is_as_unseen_as_any_other() -> None:
    meeting = hold(Weather(expires_in_s=50.0, one_sentence=True), seconds=45.0)
    assert whole(meeting)
    assert len(meeting.asked) == 2
    assert Condition.BACK not in conditions(meeting)
    assert latest_ms(meeting, 2.0, 44.0) <= 1500


def test_a_service_that_fails_at_hole_after_hole_loses_none_of_them() -> None:
    outages = [(8.0, 10.2), (28.0, 30.2), (48.0, 50.2)]
    weather = Weather(outages=outages, refuses_new=[(end + 0.9, end + 5.0) for _, end in outages])
    meeting = hold(weather, seconds=70.0, fall_back=False)
    assert whole(meeting)
    assert engines(meeting) == {"assemblyai"}


def test_a_wish_that_nobody_can_grant_is_forgotten() -> None:
    async def wish(meeting: Meeting) -> None:
        await asyncio.sleep(10.0)
        meeting.runner.lanes.end_utterance()

    meeting = hold(Weather(), pause=(8.0, 12.0), meanwhile=wish)
    assert meeting.mismatch == ""
    assert meeting.error is None


@pytest.mark.parametrize("fall_back", [True, False])
def test_whatever_is_called_twice_costs_no_word(fall_back: bool) -> None:  # noqa: FBT001 - of pytest
    async def twice(meeting: Meeting) -> None:
        engines = meeting.runner.lanes[Lane.ONLY].engines
        await asyncio.sleep(6.0)
        engines.woke()
        engines.woke()
        await asyncio.sleep(4.0)
        engines.listen(partials=True)
        await asyncio.sleep(4.0)
        engines.rest()
        engines.rest()
        engines.listen(partials=True)
        await asyncio.sleep(16.2)
        engines.finish()
        engines.finish()
        engines.listen(partials=True)

    meeting = hold(Weather(), fall_back=fall_back, meanwhile=twice)
    assert meeting.error is None
    assert meeting.mismatch == ""
    assert meeting.keeper.gaps == []


def test_a_session_that_is_cancelled_leaves_nobody_at_work() -> None:
    async def main() -> None:
        meeting = simulated(SEED, Weather(outages=[(4.0, 60.0)]), seconds=20.0)
        session = asyncio.ensure_future(meeting.run())
        await asyncio.sleep(9.0)
        session.cancel()
        await asyncio.gather(session, return_exceptions=True)
        await asyncio.sleep(30.0)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    virtual_time.run(main())

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.errors import (
    CaptionerError,
    EngineUnavailable,
    KeyRefused,
    NetworkError,
    NoCredit,
    RequestRefused,
    ServiceError,
    UsageError,
)
from captioner.core.retry import (
    DOUBTED_S,
    LONGEST_S,
    MOST_OPENS,
    OPENS_WITHIN_S,
    REFUSED_AGAIN_S,
    OpenLimiter,
    Retry,
)


def cut(**more: float) -> NetworkError:
    return NetworkError("The connection was cut.", "It comes back.", **more)  # type: ignore[arg-type]


def delays(retry: Retry, count: int) -> list[float | None]:
    return [retry.after(cut()) for _ in range(count)]


def test_the_longest_delay_doubles_from_a_quarter_second_up_to_eight() -> None:
    assert delays(Retry(lambda: 1.0), 8) == [0.25, 0.5, 1, 2, 4, 8, 8, 8]


def test_chance_may_choose_any_shorter_delay() -> None:
    assert delays(Retry(lambda: 0.0), 3) == [0, 0, 0]
    assert delays(Retry(lambda: 0.5), 3) == [0.125, 0.25, 0.5]


def test_hours_of_failures_change_nothing() -> None:
    assert delays(Retry(lambda: 1.0), 5000)[-1] == LONGEST_S


def test_after_success_the_next_failure_is_the_first_again() -> None:
    retry = Retry(lambda: 1.0)
    delays(retry, 5)
    retry.succeeded()
    assert retry.after(cut()) == 0.25


def test_what_cannot_help_is_not_tried_again() -> None:
    assert Retry(lambda: 1.0).after(KeyRefused("The key was refused.", "Check it.")) is None


def test_the_service_says_how_long_to_wait_at_least() -> None:
    retry = Retry(lambda: 0.5)
    assert retry.after(cut(retry_after_s=7.0)) == 7.125


def test_some_failures_are_tried_again_only_so_often() -> None:
    retry = Retry(lambda: 1.0)
    error = ServiceError("The session was cancelled.", "Choose another model.", tries=2)
    assert [retry.after(error) for _ in range(3)] == [0.25, 0.5, None]
    retry.succeeded()
    assert retry.after(error) == 0.25


REFUSALS: list[CaptionerError] = [
    kind("No.", "Look.") for kind in (EngineUnavailable, KeyRefused, NoCredit, RequestRefused)
]
REFUSALS.append(cut(tries=0))


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_is_final_before_a_session_was_open_and_doubted_for_minutes_after(
    refusal: CaptionerError,
) -> None:
    retry = Retry(lambda: 0.5)
    assert retry.after(refusal) is None
    retry.accepted()
    waits = []
    while (wait := retry.after(refusal)) is not None:
        waits.append(wait)
    assert waits[0] == 0.5
    assert min(waits[6:]) >= REFUSED_AGAIN_S
    assert DOUBTED_S - 10 <= sum(waits) <= DOUBTED_S


def test_words_that_come_between_two_refusals_give_the_second_its_own_minutes() -> None:
    retry = Retry(lambda: 0.0)
    retry.succeeded()
    refusal = RequestRefused("There is no such service.", "Check the address.")
    first = [retry.after(refusal) for _ in range(60)]
    retry.succeeded()
    assert [retry.after(refusal) for _ in range(60)] == first
    assert first[-1] is None


def test_a_service_that_opens_sessions_without_words_and_refuses_them_is_left() -> None:
    retry = Retry(lambda: 0.0)
    refusal = RequestRefused("The service refused a setting.", "Check it.")
    for _ in range(60):
        retry.accepted()
        last = retry.after(refusal)
    assert last is None


@pytest.mark.parametrize(
    "error",
    [
        UsageError("The address makes no sense.", "Check it."),
        ServiceError("The session was cancelled.", "Choose another model.", tries=0),
    ],
)
def test_what_is_wrong_here_or_breaks_again_and_again_is_not_doubted(
    error: CaptionerError,
) -> None:
    retry = Retry(lambda: 0.0)
    retry.succeeded()
    assert retry.after(error) is None


@given(st.lists(st.sampled_from([cut(), cut(tries=3), cut(retry_after_s=2.0)]), max_size=50))
def test_no_delay_is_negative_or_endless(errors: list[CaptionerError]) -> None:
    retry = Retry(lambda: 0.999)
    for error in errors:
        delay = retry.after(error)
        assert delay is None or 0 <= delay <= LONGEST_S + 2.0


def test_four_connections_may_open_at_once_and_the_fifth_waits_for_the_minute_to_pass() -> None:
    limiter = OpenLimiter()
    for second in range(MOST_OPENS):
        assert limiter.wait_s(100.0 + second) == 0
        limiter.accepted(100.0 + second)
    assert limiter.wait_s(104.0) == OPENS_WITHIN_S - 4
    assert limiter.wait_s(160.0) == 0


@given(st.lists(st.floats(0, 30), max_size=60))
def test_never_more_than_four_are_accepted_within_a_minute(pauses: list[float]) -> None:
    limiter, now, accepted = OpenLimiter(), 0.0, []
    for pause in pauses:
        now += pause
        if limiter.wait_s(now) == 0:
            limiter.accepted(now)
            accepted.append(now)
    for moment in accepted:
        within = [other for other in accepted if moment <= other < moment + OPENS_WITHIN_S]
        assert len(within) <= MOST_OPENS


def test_refused_attempts_do_not_count() -> None:
    limiter = OpenLimiter()
    assert [limiter.wait_s(now) for now in range(20)] == pytest.approx([0] * 20)

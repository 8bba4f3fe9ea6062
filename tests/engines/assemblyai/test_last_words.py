from captioner.engines.assemblyai.last_words import FINISH_S, FINISH_WORDS_S, patience_s


def test_words_that_are_not_final_yet_are_waited_for() -> None:
    assert patience_s(unfinished=True, answers=False, behind_ms=0) == FINISH_WORDS_S


def test_a_slow_service_that_answers_may_owe_more_words() -> None:
    assert patience_s(unfinished=False, answers=True, behind_ms=5_000) == FINISH_WORDS_S


def test_a_service_that_has_said_everything_owes_a_goodbye_at_most() -> None:
    assert patience_s(unfinished=False, answers=True, behind_ms=1_000) == FINISH_S


def test_one_that_does_not_answer_is_left_soon() -> None:
    assert patience_s(unfinished=False, answers=False, behind_ms=60_000) == FINISH_S

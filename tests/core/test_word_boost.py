from hypothesis import given
from hypothesis import strategies as st

from captioner.core.engines import ENGINES
from captioner.core.word_boost import LIMITS, fit, left_out, terms_in


def reasons(engine: str, terms: list[str]) -> list[str]:
    return [refusal.reason for refusal in fit(engine, terms).refused]


def test_terms_are_trimmed_and_kept_once_in_order() -> None:
    fitted = fit("assemblyai", [" Ada  Lovelace ", "", "  ", "Łódź", "Ada Lovelace"])
    assert fitted.kept == ("Ada Lovelace", "Łódź")
    assert not fitted.refused


def test_commas_semicolons_and_lines_part_terms_alike() -> None:
    text = "Ada  Lovelace, Łódź;Lyon\r\n\n ;, Lyon، محمد\uff0c王伟\uff1b"
    assert terms_in(text) == ("Ada Lovelace", "Łódź", "Lyon", "محمد", "王伟")
    assert terms_in(" ,;\n") == ()


def test_v3_takes_a_hundred_terms_and_counts_the_room_left() -> None:
    terms = [f"term {number}" for number in range(101)]
    fitted = fit("assemblyai", terms)
    assert len(fitted.kept) == 100
    assert [refusal.term for refusal in fitted.refused] == ["term 100"]
    assert fitted.room == "0 more terms"
    assert fit("assemblyai", terms[:12]).room == "88 more terms"
    assert reasons("assemblyai", terms) == ["There is room for 100 terms."]


def test_v3_takes_terms_of_fifty_characters() -> None:
    assert reasons("assemblyai", ["x" * 50]) == []
    assert reasons("assemblyai", ["x" * 51]) == ["A term has at most 50 characters."]


def test_v2_takes_two_and_a_half_thousand_characters_together() -> None:
    assert reasons("assemblyai-v2", ["x" * 2000, "y" * 500]) == []
    assert reasons("assemblyai-v2", ["x" * 2000, "y" * 501, "z"]) == [
        "All terms together have at most 2,500 characters."
    ]
    assert fit("assemblyai-v2", ["x" * 2000]).room == "500 more characters"


def test_terms_of_control_characters_are_refused() -> None:
    assert reasons("ondevice", ["\x07bell", "fine"]) == [
        "It holds characters that cannot be shown."
    ]


def test_an_engine_without_limits_takes_everything() -> None:
    fitted = fit("ondevice", [f"{number}" * 60 for number in range(300)])
    assert len(fitted.kept) == 300
    assert fitted.room == ""


def test_what_is_left_out_is_named_with_the_reason() -> None:
    assert left_out("assemblyai", (" a ", "a")) == ""
    assert left_out("assemblyai", ("a", "x" * 60)) == (
        f"Word boost leaves out “{'x' * 40}”. A term has at most 50 characters."
    )
    assert left_out("assemblyai", ("x" * 60, "y" * 60, "z" * 60)) == (
        f"Word boost leaves out “{'x' * 40}” and 2 more. A term has at most 50 characters."
    )


def test_a_term_that_cannot_be_shown_is_not_shown_in_the_sentence() -> None:
    assert left_out("assemblyai", ("be\x07ll",)).startswith("Word boost leaves out “bell”.")


def test_only_engines_that_exist_have_limits() -> None:
    assert set(LIMITS) <= set(ENGINES)


@given(st.sampled_from(sorted(ENGINES)), st.lists(st.text(max_size=60), max_size=120))
def test_every_term_is_kept_or_refused_and_what_is_kept_fits(engine: str, terms: list[str]) -> None:
    fitted = fit(engine, terms)
    wanted = {" ".join(term.split()) for term in terms} - {""}
    assert wanted == set(fitted.kept) | {refusal.term for refusal in fitted.refused}
    assert fit(engine, fitted.kept).kept == fitted.kept
    assert not fit(engine, fitted.kept).refused

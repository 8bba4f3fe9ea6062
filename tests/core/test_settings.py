from dataclasses import fields

import pytest

from captioner.core.engines import ENGINES
from captioner.core.setting_values import change, get
from captioner.core.settings import ABOUT, DEFAULTS, Page, Settings

NAMES = list(ABOUT)


def test_every_field_is_declared() -> None:
    assert [field.name for field in fields(Settings)] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_has_a_page_a_label_and_one_sentence_of_help(name: str) -> None:
    about = ABOUT[name]
    assert isinstance(about.page, Page)
    assert about.label == about.label.strip() != ""
    assert about.hidden or about.help.endswith((".", "…"))


@pytest.mark.parametrize("name", NAMES)
def test_every_default_is_a_valid_value(name: str) -> None:
    assert change(DEFAULTS, name, get(DEFAULTS, name)) == DEFAULTS


@pytest.mark.parametrize("name", [name for name in NAMES if ABOUT[name].choices])
def test_the_choices_contain_the_default(name: str) -> None:
    default = get(DEFAULTS, name)
    values = default if isinstance(default, tuple) else (str(default),)
    assert set(values) <= set(ABOUT[name].choices)


@pytest.mark.parametrize("name", NAMES)
def test_a_number_has_a_range_or_choices_and_a_list_or_text_an_end(name: str) -> None:
    value, about = get(DEFAULTS, name), ABOUT[name]
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        assert about.choices or (about.low is not None and about.high is not None)
    else:
        assert about.choices or about.high is not None


def test_labels_are_told_apart() -> None:
    labels = [about.label for about in ABOUT.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("page", Page)
def test_every_page_has_something_on_it(page: Page) -> None:
    assert any(about.page is page and not about.hidden for about in ABOUT.values())


def test_the_engines_to_choose_are_those_there_are() -> None:
    assert set(ABOUT["engine"].choices) == set(ENGINES)


def test_settings_do_not_change_in_place() -> None:
    with pytest.raises(AttributeError):
        DEFAULTS.lines = 5  # type: ignore[misc]


def test_no_setting_is_a_secret() -> None:
    assert not [name for name in NAMES if "key" in name.split("_") or name.endswith("token")]

"""Checking, changing, parsing and storing the values of settings, by their declarations."""

from collections.abc import Mapping
from dataclasses import replace

from captioner.core.errors import UsageError
from captioner.core.sentence import Sentence
from captioner.core.settings import ABOUT, DEFAULTS, MAX_ITEM, About, Settings
from captioner.core.word_boost import terms_in

_KEYS = (
    "Space Return Enter Backspace Tab Backtab Del Ins Home End PgUp PgDown Left Right Up Down Esc"
)
_TYPING = frozenset(_KEYS.split())
"""Keys that people write and move with; those of one letter are too."""

_SWITCH = dict.fromkeys(("true", "yes", "on", "1"), True) | dict.fromkeys(
    ("false", "no", "off", "0"), False
)
"""How a switch is typed."""

Value = str | int | bool | tuple[str, ...]


def get(settings: Settings, name: str) -> Value:
    """The value of the setting called `name`.

    Raises:
        UsageError: There is no such setting.
    """
    _about(name)
    value: Value = getattr(settings, name)
    return value


def change(settings: Settings, name: str, value: object) -> Settings:
    """A copy of `settings` with one value changed, checked by its declaration.

    Raises:
        UsageError: No such setting, or the value does not fit; its text is one sentence each.
    """
    about = _about(name)
    default = get(DEFAULTS, name)
    if isinstance(default, bool):
        checked: Value = _boolean(about, value)
    elif isinstance(default, int):
        checked = _number(about, value)
    elif isinstance(default, str):
        checked = _text(about, _switched(about, value))
        if name.startswith("hotkey_"):
            _not_for_typing(about, checked)
    else:
        checked = _list(about, value)
    return replace(settings, **{name: checked})  # type: ignore[arg-type]


def parse(settings: Settings, assignment: str) -> Settings:
    """Apply one `NAME=VALUE` of the command line; lists are comma-separated.

    Raises:
        UsageError: As `change`, and for text without "=".
    """
    name, equals, text = assignment.partition("=")
    if not equals:
        raise UsageError(
            Sentence("“{text}” is not NAME=VALUE.", text=assignment), "For example: --set lines=2"
        )
    name = name.strip()
    if isinstance(get(DEFAULTS, name), tuple):
        return change(settings, name, terms_in(text))
    return change(settings, name, text.strip())


def describe() -> list[str]:
    """One line for each setting: its name, what it is, and what it may be."""
    return [
        f"{name}  {about.label}: {about.help}{_bounds(about)}"
        for name, about in ABOUT.items()
        if not about.hidden
    ]


def plain(settings: Settings) -> dict[str, object]:
    """The settings that differ from their defaults, as JSON values."""
    changed: dict[str, object] = {}
    for name in ABOUT:
        value = get(settings, name)
        if value != get(DEFAULTS, name):
            changed[name] = list(value) if isinstance(value, tuple) else value
    return changed


def restore(values: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Settings from JSON values, and one sentence for each value that was left out."""
    settings, refused = DEFAULTS, []
    for name, value in values.items():
        try:
            settings = change(settings, name, value)
        except UsageError as error:
            refused.append(error.title)
    return settings, tuple(refused)


def _about(name: str) -> About:
    try:
        return ABOUT[name]
    except KeyError:
        raise UsageError(
            Sentence("There is no setting “{name}”.", name=name), "captioner --help lists them all."
        ) from None


def _boolean(about: About, value: object) -> bool:
    if isinstance(value, bool):
        return value
    try:
        return _SWITCH[str(value).strip().lower()]
    except KeyError:
        raise UsageError(
            Sentence("{label} is on or off.", label=_label(about)), "Use true or false."
        ) from None


def _switched(about: About, value: object) -> object:
    """A choice that was a switch once is kept as true or false, and typed as on or off."""
    known = str(value).strip().lower()
    if "true" not in about.choices or known not in _SWITCH:
        return value
    return str(_SWITCH[known]).lower()


def _number(about: About, value: object) -> int:
    try:
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError  # noqa: TRY301, TRY004 - one way out for all that is no number
        number = int(value)
    except ValueError:
        raise UsageError(
            Sentence("{label} must be a whole number.", label=_label(about)), _range(about)
        ) from None
    refusal = Sentence("{label} cannot be {value}.", label=_label(about), value=number)
    if about.choices and str(number) not in about.choices:
        raise UsageError(refusal, _range(about))
    low_enough = about.low is None or number >= about.low
    if not (low_enough and (about.high is None or number <= about.high)):
        raise UsageError(refusal, _range(about))
    return number


def _label(about: About) -> Sentence:
    return Sentence(about.label)


def _range(about: About) -> Sentence:
    if about.choices:
        return Sentence("Choose {choices}.", choices=", ".join(about.choices))
    span = {"low": f"{about.low:,}", "high": f"{about.high:,}"}
    if not about.unit:
        return Sentence("Choose {low} to {high}.", **span)
    return Sentence("Choose {low} to {high} {unit}.", unit=Sentence(about.unit), **span)


def _bounds(about: About) -> str:
    number = about.low is not None
    return f" {_range(about)}" if number or about.choices else ""


def _text(about: About, value: object) -> str:
    text = str(value).strip() if isinstance(value, str) else ""
    if not isinstance(value, str) or not text.isprintable():
        raise UsageError(
            Sentence("{label} must be plain text.", label=_label(about)),
            "Leave out control characters.",
        )
    if about.choices and not about.suggests and text not in about.choices:
        raise UsageError(
            Sentence("{label} cannot be “{value}”.", label=_label(about), value=text),
            _range(about),
        )
    _not_too_long(about, len(text), Sentence("characters"))
    return text


def _not_for_typing(about: About, key: str) -> None:
    """A key for every program must not be one that people write and move with."""
    *held, last = key.split("+")
    plain = len(last) == 1 or last in _TYPING
    if key and plain and not {"Ctrl", "Alt", "Meta"}.intersection(held):
        raise UsageError(
            Sentence("{label} cannot be {value}.", label=_label(about), value=key),
            "Hold Ctrl or Alt with it, or use a function key.",
        )


def _list(about: About, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise UsageError(
            Sentence("{label} must be a list of words.", label=_label(about)),
            "Put one on each line.",
        )
    items = tuple(dict.fromkeys(" ".join(item.split()) for item in value if item.strip()))
    for item in items:
        if not item.isprintable() or len(item) > MAX_ITEM:
            raise UsageError(
                Sentence("{label} cannot hold “{item}…”.", label=_label(about), item=item[:20]),
                _at_most(MAX_ITEM, Sentence("characters"), len(item))
                if item.isprintable()
                else Sentence("Leave out control characters."),
            )
    _not_too_long(about, len(items), Sentence("entries"))
    return items


def _not_too_long(about: About, length: int, what: Sentence) -> None:
    if about.high is not None and length > about.high:
        raise UsageError(
            Sentence("{label} is too long.", label=_label(about)),
            _at_most(about.high, what, length),
        )


def _at_most(high: int, what: Sentence, length: int) -> Sentence:
    return Sentence(
        "At most {high} {what}; this has {length}.",
        high=f"{high:,}",
        what=what,
        length=f"{length:,}",
    )

"""English text for the user that can still be said in another language."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Self


class Sentence(str):
    """A text for the user: English to whoever prints it, a template to whoever translates it.

    Made of a `Sentence`, without values, it is that one.

    Attributes:
        template: The text with {names} to fill in; this is what translators are given.
        values: What fills it. A value that is a `Sentence` is translated too, others stay.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Fill `template` with `values`; without values, braces in it are plain text."""
        if isinstance(template, cls):
            return template
        made = super().__new__(cls, template.format_map(values) if values else template)
        made.template, made.values = template, MappingProxyType(values)
        return made

    def translated(self, translate: Callable[[str], str]) -> str:
        """The text in the language of `translate`, which is asked for each template.

        Where a translation names a value that there is not, the text stays English: what
        happened must be told.
        """
        template = translate(self.template)
        if not self.values:
            return template
        values = {
            name: value.translated(translate) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        try:
            return template.format_map(values)
        except (LookupError, ValueError):
            return str(self)


class Phrase(Sentence):
    """A sentence without its full stop, to stand inside another one."""

    __slots__ = ()

    def __new__(cls, sentence: Sentence, /) -> Self:
        """What `sentence` says."""
        made = str.__new__(cls, sentence.rstrip("."))
        made.template, made.values = sentence.template, sentence.values
        return made

    def translated(self, translate: Callable[[str], str]) -> str:
        """The phrase in the language of `translate`; translators are given the sentence."""
        return super().translated(translate).rstrip(".。")

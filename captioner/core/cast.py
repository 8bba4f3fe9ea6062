"""Who speaks in a session: by which name, and in which order they were first heard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from captioner.core.lanes import LABELS, Lane
from captioner.core.transcript import Segment, Transcript


@dataclass(frozen=True, slots=True)
class Cast:
    """The voices of one session. Those of one name are shown as one voice.

    Attributes:
        names: Label of a voice → the name that the user gave it.
        labels: The voices in the order in which they were first told.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()

    @staticmethod
    def of(transcript: Transcript) -> "Cast":
        """Those of a session that is over."""
        return Cast(transcript.names).with_voices(transcript.segments)

    def with_voices(self, segments: Iterable[Segment]) -> "Cast":
        """These, and who speaks in further segments."""
        return self.with_labels(segment.label for segment in segments)

    def with_labels(self, labels: Iterable[str]) -> "Cast":
        """These, and further voices; "" is none."""
        labels = tuple(dict.fromkeys((*self.labels, *filter(None, labels))))
        return self if labels == self.labels else replace(self, labels=labels)

    def with_name(self, label: str, name: str) -> "Cast":
        """The voice is called so from now on; "" for its label again."""
        names = {key: value for key, value in self.names.items() if key != label}
        if name:
            names[label] = name
        return replace(self, names=names)

    def name(self, label: str) -> str:
        """What a voice is called: the user's name for it, else its label."""
        return self.names.get(label, label)

    def shown_as(self, label: str) -> str:
        """The voice as which it is shown: itself, but for one that is told apart from nobody.

        Its letter would tell nothing: it is shown as its side, or as nobody ("").
        """
        letters = [other for other in self.labels if other not in LABELS]
        if letters != [label] or label in self.names:
            return label
        return Lane.OTHERS.label if len(letters) < len(self.labels) else ""

    def shown(self, label: str) -> str:
        """What a voice is called where it speaks; "" for nobody."""
        return self.name(self.shown_as(label))

    def place(self, label: str) -> int:
        """The how-manieth voice it is, from 0; below 0 for one that is not known, or not shown.

        Voices of one name are one, and have the place of the first of them.
        """
        name = self.shown(label)
        voices = dict.fromkeys(filter(None, map(self.shown, self.labels)))
        return list(voices).index(name) if name in voices else -1

    def others_called(self, name: str, label: str) -> tuple[str, ...]:
        """The other voices that are called so: with this name it would be the same as they."""
        return tuple(other for other in self.labels if other != label and self.name(other) == name)

    def label_for(self, name: str) -> str:
        """The voice of this name, or the name itself as the label of a further voice."""
        return next((label for label in self.labels if self.name(label) == name), name)

    @property
    def voices(self) -> tuple[str, ...]:
        """One label for each voice: that of the first of those with one name."""
        first: dict[str, str] = {}
        for label in self.labels:
            first.setdefault(self.name(label), label)
        return tuple(first.values())


def clean_name(text: str) -> str:
    """A name as it was typed, on one line and without spaces around it."""
    return " ".join(text.split())

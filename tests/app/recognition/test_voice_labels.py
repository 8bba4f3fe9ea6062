"""What voices are called."""

import pytest

from captioner.app.recognition.voice_labels import VoiceLabels
from captioner.core.voice_rules import Rules
from captioner.core.voices import Voices

ANNA, BERT = (1.0, 0.0), (0.0, 1.0)


@pytest.fixture
def voices() -> Voices:
    """Sentence 1 is Anna's, 2 is Bert's."""
    made = Voices()
    made.hear(1, ANNA, 3.0, 0.0)
    made.hear(2, BERT, 3.0, 3.0)
    return made


def test_a_voice_is_called_by_its_letter(voices: Voices) -> None:
    labels = VoiceLabels(voices)
    assert [labels.of(voice) for voice in voices.numbers] == ["A", "B"]
    assert not labels.is_taught(1)


def test_the_label_of_a_voice_that_is_known_gives_it_the_sentence(voices: Voices) -> None:
    labels = VoiceLabels(voices)
    labels.teach(2, "A")
    labels.learn()
    assert labels.is_taught(2)
    assert voices.hear(3, BERT, 3.0, 6.0)[3] == 0


def test_a_label_that_is_new_begins_a_voice_which_is_called_so(voices: Voices) -> None:
    labels = VoiceLabels(voices)
    labels.teach(2, "Marta")
    labels.learn()
    voice = voices.hear(3, BERT, 3.0, 6.0)[3]
    assert labels.of(voice) == "Marta"
    assert labels.of(0) == "A"


def test_nothing_is_learnt_before_it_is_asked_for(voices: Voices) -> None:
    labels = VoiceLabels(voices)
    labels.teach(2, "A")
    assert voices.hear(3, BERT, 3.0, 6.0)[3] == 1


def test_only_the_latest_are_remembered(voices: Voices) -> None:
    labels = VoiceLabels(voices)
    most = Rules().most
    for turn in range(most + 1):
        labels.teach(turn, "A")
    assert not labels.is_taught(0)
    assert labels.is_taught(1)
    assert labels.is_taught(most)

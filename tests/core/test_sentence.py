"""A sentence is English text that remembers what it was made of."""

import json

from captioner.core.errors import UsageError
from captioner.core.sentence import Phrase, Sentence

GERMAN = {
    "{name} is empty.": "{name} ist leer.",
    "The setting {label} is {state}.": "{state} ist die Einstellung {label}.",
    "Size": "Größe",
}


def german(text: str) -> str:
    return GERMAN.get(text, text)


def test_it_is_its_english_text_to_everybody_who_only_prints_it():
    sentence = Sentence("{name} is empty.", name="talk.wav")
    assert sentence == "talk.wav is empty."
    assert f"{sentence}" == "talk.wav is empty."
    assert json.dumps([sentence]) == '["talk.wav is empty."]'


def test_it_is_translated_by_its_template():
    assert Sentence("{name} is empty.", name="a.wav").translated(german) == "a.wav ist leer."
    assert Sentence("Size").translated(german) == "Größe"


def test_values_that_are_sentences_are_translated_and_others_stay():
    sentence = Sentence("The setting {label} is {state}.", label=Sentence("Size"), state="Size")
    assert sentence == "The setting Size is Size."
    assert sentence.translated(german) == "Size ist die Einstellung Größe."


def test_braces_are_plain_text_where_there_are_no_values():
    assert Sentence('Write {"word": "hello"}.').translated(german) == 'Write {"word": "hello"}.'


def test_values_may_hold_braces():
    assert Sentence("{name} is empty.", name="{x}").translated(german) == "{x} ist leer."


def test_a_translation_that_names_other_values_gives_way_to_english():
    for slip in ("{nom} est vide.", "{0}", "{name"):
        sentence = Sentence("{name} is empty.", name="a.wav")
        assert sentence.translated(lambda _, slip=slip: slip) == "a.wav is empty."


def test_a_sentence_made_of_a_sentence_is_that_one():
    sentence = Sentence("{name} is empty.", name="a.wav")
    assert Sentence(sentence) is sentence


def test_an_error_says_sentences():
    error = UsageError(Sentence("{name} is empty.", name="a.wav"), "Choose another.")
    assert str(error) == "a.wav is empty. Choose another."
    assert error.title.translated(german) == "a.wav ist leer."
    assert error.advice.template == "Choose another."


def test_a_phrase_is_the_sentence_without_its_full_stop_in_every_language():
    phrase = Phrase(Sentence("{name} is empty.", name="a.wav"))
    assert phrase == "a.wav is empty"
    assert phrase.translated(german) == "a.wav ist leer"
    assert Sentence("File: {why}", why=phrase).translated(german) == "File: a.wav ist leer"

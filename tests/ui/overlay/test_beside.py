import pytest

from captioner.ui.overlay.beside import age_text


@pytest.mark.parametrize(
    ("seconds", "text"), [(30, "30 s ago"), (60, "1 min ago"), (7300, "2 h ago")]
)
def test_age_is_a_few_letters(qapp, seconds, text):
    assert age_text(seconds) == text

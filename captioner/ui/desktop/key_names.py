"""Keys as the settings name them."""

from PySide6.QtCore import QKeyCombination
from PySide6.QtGui import QKeySequence


def combination(key: str) -> QKeyCombination:
    """The key and modifiers that a text such as `Ctrl+Shift+F9` names."""
    first: QKeyCombination = QKeySequence.fromString(key)[0]  # type: ignore[index] # stub lacks it
    return first

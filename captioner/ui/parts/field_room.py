"""What Qt gets wrong in fields with arrows: the theme's padding, and times from right to left."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QDateTimeEdit

_BESIDE = 5
"""On each side, in pixels."""

Field = TypeVar("Field", bound=QAbstractSpinBox)


def with_room(field: Field) -> Field:
    """The field, whose text keeps away from its edges.

    A time or day is read from left to right in every language; Qt would turn 10:02:07 round.
    """
    field.lineEdit().setTextMargins(_BESIDE, 0, _BESIDE, 0)
    if isinstance(field, QDateTimeEdit):
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return field

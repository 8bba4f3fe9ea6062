"""A key or token that does not show itself."""

from typing import NoReturn, SupportsIndex


class Secret:
    """Holds a key; only `reveal` gives it out.

    Printed, formatted or logged it reads "Secret(hidden)"; it cannot be pickled or
    copied, so that it reaches no log, file or crash report by accident.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself; call it where the key is sent, and keep no copy."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret is not written down")

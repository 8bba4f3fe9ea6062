"""The way to the X server beside Qt's own."""

from Xlib.display import Display


class Connection(Display):  # type: ignore[misc] # Xlib has no types
    """A connection that asks for no extension: nobody here uses one.

    Asking takes a round trip for each that the server has, an import for each that is known, and
    a class anew for each kind of object: half of what a connection costs.
    """

    def list_extensions(self) -> list[str]:
        """None is used."""
        return []

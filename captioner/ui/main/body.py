"""What the main window is for: the card of the first run, or the session."""

from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from captioner.ui.main.first_run import FirstRun
from captioner.ui.main.session_page import SessionPage


class Body(QStackedWidget):
    """Shows one of both; only that one needs room.

    Args:
        first_run: The card.
        session: The page of the session.
    """

    def __init__(self, first_run: FirstRun, session: SessionPage) -> None:
        super().__init__()
        self.first_run, self.session = first_run, session
        self.addWidget(first_run)
        self.addWidget(session)
        self._make_room()

    @property
    def is_first_run(self) -> bool:
        """Whether the card is shown."""
        return self.currentWidget() is self.first_run

    def choose(self, *, first_run: bool) -> None:
        """Show the card, or the session."""
        if first_run is not self.is_first_run:
            self.setCurrentWidget(self.first_run if first_run else self.session)
            self._make_room()
            self.focus_first()

    def _make_room(self) -> None:
        for page in (self.first_run, self.session):
            shown = page is self.currentWidget()
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)

    def focus_first(self) -> None:
        """Start where the hands are expected."""
        first = self.first_run.start_button if self.is_first_run else self.session.start
        first.setFocus()

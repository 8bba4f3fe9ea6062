"""A temporary token: made from the key for another computer, or used here in its place."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError
from captioner.core.settings import Settings
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.field_room import with_room
from captioner.ui.parts.labels import label, quiet
from captioner.ui.parts.status_text import error_text

_USUAL_S = 60


class TokenRow(QWidget):
    """The token, how long it is valid, and who may use it.

    Args:
        commands: What makes and uses it.
        key: The key that is typed; "" for the one that is kept.
    """

    def __init__(self, commands: Commands, key: Callable[[], str]) -> None:
        super().__init__()
        self._commands, self._typed_key = commands, key
        self._token = QLineEdit()
        self._token.setAccessibleName(tr("Temporary token"))
        self._token.setPlaceholderText(tr("Make one, or paste one"))
        self._copy = QPushButton(tr("Copy"))
        self._copy.clicked.connect(self._copy_token)
        self._use = QPushButton(tr("Use for the next session"))
        self._use.clicked.connect(lambda: commands.run(self._use_token))
        self._life = with_room(QSpinBox())
        self._life.setAccessibleName(tr("Valid for"))
        self._life.setSuffix(f" {tr('s')}")
        self._life.setGroupSeparatorShown(True)
        self._life.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._make = QPushButton(tr("Make a token"))
        self._make.clicked.connect(self.make)
        self._answer = quiet(label(wrap=True))
        self._token.textChanged.connect(self._let_press)
        self._lay_out()
        self._let_press("")
        self.show_settings(commands.settings)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setColumnStretch(1, 1)
        life = label(tr("Valid for"))
        life.setBuddy(self._life)
        making = QHBoxLayout()
        making.addWidget(self._life)
        making.addWidget(self._make)
        making.addStretch(1)
        grid.addWidget(life, 0, 0)
        grid.addLayout(making, 0, 1)
        token = label(tr("Token"))
        token.setBuddy(self._token)
        grid.addWidget(token, 1, 0)
        grid.addWidget(self._token, 1, 1)
        using = QHBoxLayout()
        using.addWidget(self._copy)
        using.addWidget(self._use)
        using.addStretch(1)
        grid.addLayout(using, 2, 1)
        grid.addWidget(self._answer, 3, 0, 1, 2)

    def show_settings(self, settings: Settings) -> None:
        """Offer the validity that the chosen service allows."""
        life = ENGINES[settings.engine].token_s
        if life is None or (self._life.minimum(), self._life.maximum()) == life:
            return
        self._life.setRange(*life)
        self._life.setValue(_USUAL_S)
        self._answer.setText(
            tr("Opens sessions without the key while it is valid, {low} to {high} s.").format(
                low=f"{life[0]:,}", high=f"{life[1]:,}"
            )
        )

    def _let_press(self, text: str) -> None:
        self._copy.setEnabled(bool(text))
        self._use.setEnabled(bool(text))

    def _copy_token(self) -> None:
        QGuiApplication.clipboard().setText(self._token.text())
        self._answer.setText(tr("The token is copied."))

    def make(self) -> None:
        """Ask the service for a token of this validity."""
        self._answer.setText(tr("Asking for a token…"))
        self._make.setEnabled(False)
        self._commands.run(self._make_token)

    async def _make_token(self) -> None:
        life = self._life.value()
        try:
            token = await self._commands.captioner.account.make_token(life, self._typed_key())
        except CaptionerError as error:
            self._answer.setText(error_text(error))
            return
        finally:
            self._make.setEnabled(True)
        self._token.setText(token.reveal())
        self._token.setCursorPosition(0)
        self._answer.setText(
            tr("This token opens sessions for {n} s from now.").format(n=f"{life:,}")
        )

    async def _use_token(self) -> None:
        try:
            await self._commands.captioner.account.use_token(self._token.text())
        except CaptionerError as error:
            self._answer.setText(error_text(error))
            return
        self._token.clear()
        self._answer.setText(tr("The next session signs in with this token; it is kept nowhere."))

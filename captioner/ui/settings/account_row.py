"""The key of the chosen service: put in, tested, kept by the system, never shown again."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError
from captioner.core.settings import Settings
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.labels import label, quiet
from captioner.ui.parts.status_text import error_text
from captioner.ui.settings.fold import Fold
from captioner.ui.settings.token_row import TokenRow

_BETWEEN = 6
_GET_A_KEY = "https://www.assemblyai.com/dashboard"


class AccountRow(QWidget):
    """A field, Test, Use once and Forget; below it, where keys are had, and tokens.

    Nothing of it asks the keyring before one of its buttons is pressed: an answer of the
    keyring that the user has to give would take what is being typed.
    """

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._key = QLineEdit()
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setAccessibleName(tr("Key"))
        self._key.setPlaceholderText(tr("Paste your key here"))
        self._key.returnPressed.connect(self._test)
        self._try = self._button(tr("Test and keep"), self._test)
        self._once = self._button(tr("Use once"), self._use_once)
        self._once.setToolTip(tr("Uses this key until Captioner closes; it is kept nowhere."))
        self._forget = self._button(tr("Forget"), lambda: commands.run(self._clear))
        self._answer = quiet(
            label(
                tr("The system's keyring keeps it. Leave the field empty to test the one it has."),
                wrap=True,
            )
        )
        self._get = QPushButton(tr("Get a key from AssemblyAI"))
        self._get.setProperty("link", True)
        self._get.setProperty("flush", True)
        self._get.setToolTip(tr("Opens your account in the browser."))
        self._get.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(_GET_A_KEY)))
        self._tokens = TokenRow(commands, self._key.text)
        self._lay_out()

    def _button(self, text: str, step: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(step)
        return button

    def _lay_out(self) -> None:
        title = label(tr("Key"))
        title.setBuddy(self._key)
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setSpacing(_BETWEEN)
        grid.setColumnStretch(1, 1)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self._key, 0, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(_BETWEEN)
        for button in (self._try, self._once, self._forget):
            buttons.addWidget(button)
        buttons.addStretch(1)
        grid.addLayout(buttons, 1, 1)
        grid.addWidget(self._answer, 2, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(grid)
        column.addWidget(self._get, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(Fold(self._tokens, tr("Temporary token")))

    def show_settings(self, settings: Settings) -> None:
        """Be there where the chosen recogniser signs in."""
        self.setVisible(ENGINES[settings.engine].needs_key)
        self._get.setVisible(settings.engine == "assemblyai" and not settings.server_url)
        self._tokens.show_settings(settings)

    def _test(self) -> None:
        if self._try.isEnabled():
            self._answer.setText(tr("Testing…"))
            self._let_press(on=False)
            self._commands.run(self._test_and_keep)

    def _let_press(self, *, on: bool) -> None:
        for button in (self._try, self._once, self._forget):
            button.setEnabled(on)

    async def _test_and_keep(self) -> None:
        """A key that the service refuses is not kept; the answer stands at the field."""
        account, text = self._commands.captioner.account, self._key.text()
        try:
            answers = [await account.test_key(text)]
            if text:
                answers.append(await account.set_key(text))
        except CaptionerError as error:
            answers = [error.title, error.advice]
        else:
            self._key.clear()
        finally:
            self._let_press(on=True)
        self._answer.setText(" ".join(map(tr, filter(None, answers))))

    def _use_once(self) -> None:
        try:
            self._commands.captioner.account.use_key(self._key.text())
        except CaptionerError as error:
            self._answer.setText(error_text(error))
            return
        self._key.clear()
        self._answer.setText(tr("This key is used until Captioner closes, and kept nowhere."))

    async def _clear(self) -> None:
        try:
            await self._commands.captioner.account.clear_key()
        except CaptionerError as error:
            self._answer.setText(error_text(error))
            return
        self._answer.setText(tr("The key is forgotten."))

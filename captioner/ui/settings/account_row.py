"""The key of the chosen service: put in, tested, kept by the system, never shown again."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from captioner.core.errors import CaptionerError
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.labels import label, quiet


class AccountRow(QWidget):
    """A field, Test, Use once, and Forget."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 8)
        grid.setColumnStretch(1, 1)
        title = label(tr("Key"))
        self._key = QLineEdit()
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setAccessibleName(tr("Key"))
        self._key.returnPressed.connect(self._test)
        title.setBuddy(self._key)
        self._try = QPushButton(tr("Test and keep"))
        self._try.clicked.connect(self._test)
        self._once = QPushButton(tr("Use once"))
        self._once.setToolTip(
            tr("Signs in to the next session with a temporary token; it is kept nowhere.")
        )
        self._once.clicked.connect(lambda: commands.run(self._use_once))
        self._forget = QPushButton(tr("Forget"))
        self._forget.clicked.connect(lambda: commands.run(self._clear))
        self._answer = quiet(label(tr("The system's keyring keeps it."), wrap=True))
        grid.addWidget(title, 0, 0)
        grid.addWidget(self._key, 0, 1)
        grid.addWidget(self._try, 0, 2)
        grid.addWidget(self._once, 0, 3)
        grid.addWidget(self._forget, 0, 4)
        grid.addWidget(self._answer, 1, 0, 1, 5)

    def refresh(self) -> None:
        """Say whether there is a key."""
        self._commands.run(self._look)

    async def _look(self) -> None:
        there = await self._commands.captioner.account.has_key()
        self._forget.setEnabled(there)
        self._key.setPlaceholderText(tr("A key is kept") if there else tr("Paste your key here"))

    def _test(self) -> None:
        self._answer.setText(tr("Testing…"))
        self._try.setEnabled(False)
        self._commands.run(self._test_and_keep)

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
        self._answer.setText(" ".join(map(tr, filter(None, answers))))
        self._try.setEnabled(True)
        await self._look()

    async def _use_once(self) -> None:
        try:
            await self._commands.captioner.account.use_token(self._key.text())
        except CaptionerError as error:
            self._answer.setText(f"{tr(error.title)} {tr(error.advice)}")
            return
        self._key.clear()
        self._answer.setText(tr("The next session signs in with this token."))

    async def _clear(self) -> None:
        await self._commands.captioner.account.clear_key()
        self._answer.setText(tr("The key is forgotten."))
        await self._look()

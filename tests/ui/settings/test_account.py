"""The key and the token of a service, in the settings window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton

from captioner.app.account import Account
from captioner.core.errors import EngineError, KeyRefused, KeyringTrouble
from captioner.core.secret import Secret
from captioner.core.settings import Settings
from captioner.storage.secrets import Secrets
from captioner.ui.settings.account_row import AccountRow
from captioner.ui.settings.window import SettingsWindow
from tests.ui.stage import Stage, run_now


def opened(stage: Stage, qtbot, **settings) -> SettingsWindow:
    window = stage.own(SettingsWindow(stage.commands_with(Settings(**settings)), stage.model))
    with qtbot.waitExposed(window):
        window.show_setting("engine")
    return window


@pytest.fixture
def row(stage: Stage, qtbot) -> AccountRow:
    return opened(stage, qtbot, engine="assemblyai")._account


@pytest.fixture
def tokens(row: AccountRow, qtbot):
    """What stands behind *Temporary token*, unfolded by keyboard."""
    line = next(b for b in row.findChildren(QPushButton) if b.text().startswith("Temporary"))
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert row._tokens.isVisible()
    return row._tokens


def test_choosing_a_service_asks_the_keyring_nothing(stage: Stage, qtbot):
    window = opened(stage, qtbot)
    assert not window._account.isVisible()
    box = window.rows["engine"].control.field
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert stage.commands.settings.engine == "assemblyai"
    assert window._account.isVisible()
    qtbot.keyClicks(window._account._key, "abc123")
    assert stage.app.account.asked == []
    qtbot.keyClick(window._account._key, Qt.Key.Key_Return)
    assert stage.app.account.asked == ["test key", "set key"]


def test_a_key_is_tested_then_kept_and_never_shown(stage: Stage, row, qtbot):
    qtbot.keyClicks(row._key, "abc123")
    qtbot.mouseClick(row._try, Qt.MouseButton.LeftButton)
    assert stage.app.account.key == "abc123"
    assert row._key.text() == ""
    assert row._answer.text() == "The key works."
    assert row._key.echoMode() is row._key.EchoMode.Password


def test_while_it_is_tested_it_says_so_and_is_tested_once(stage: Stage, row, qtbot):
    waiting = []
    stage.commands._spawn = waiting.append
    qtbot.keyClicks(row._key, "abc123")
    for _ in range(2):
        qtbot.keyClick(row._key, Qt.Key.Key_Return)
    assert row._answer.text() == "Testing…"
    assert not row._once.isEnabled()
    assert len(waiting) == 1
    run_now(waiting[0])
    assert row._answer.text() == "The key works."
    assert row._once.isEnabled()


def test_a_key_that_is_refused_is_not_kept_and_the_reason_stands_there(stage, row, qtbot):
    stage.app.account.refusal = KeyRefused("AssemblyAI refused this key.", "Copy it again.")
    qtbot.keyClicks(row._key, "wrong")
    row._try.click()
    assert stage.app.account.key == ""
    assert row._answer.text() == "AssemblyAI refused this key. Copy it again."
    assert row._try.isEnabled()


def test_a_key_can_be_forgotten(stage, row):
    stage.app.account.key = "abc"
    row._forget.click()
    assert stage.app.account.key == ""
    assert row._answer.text() == "The key is forgotten."
    stage.app.account.refusal = KeyringTrouble("The keyring is locked.", "Unlock it.")
    row._forget.click()
    assert row._answer.text() == "The keyring is locked. Unlock it."


def test_a_key_that_is_used_once_is_called_a_key(stage, row, qtbot):
    qtbot.keyClicks(row._key, "abc123")
    qtbot.mouseClick(row._once, Qt.MouseButton.LeftButton)
    assert stage.app.account.once == "abc123"
    assert stage.app.account.key == ""
    assert row._key.text() == ""
    assert row._answer.text() == "This key is used until Captioner closes, and kept nowhere."
    for text in (row._once.toolTip(), row._answer.text()):
        assert "token" not in text


def test_a_link_leads_to_where_keys_are_had(stage, row, qtbot, monkeypatch):
    pages = []
    monkeypatch.setattr(QDesktopServices, "openUrl", pages.append)
    qtbot.mouseClick(row._get, Qt.MouseButton.LeftButton)
    assert [page.host() for page in pages] == ["www.assemblyai.com"]
    stage.commands.change("server_url", "wss://captions.example.org")
    assert not row._get.isVisible()


@pytest.mark.parametrize(
    ("engine", "life"), [("assemblyai", (1, 600)), ("assemblyai-v2", (60, 360_000))]
)
def test_a_token_can_be_valid_for_as_long_as_the_service_allows(stage, tokens, qtbot, engine, life):
    low, high = life
    stage.commands.change("engine", engine)
    assert f"{low:,} to {high:,} s" in tokens._answer.text()
    for typed in ("0", "1", "999999"):
        tokens._life.selectAll()
        qtbot.keyClicks(tokens._life.lineEdit(), typed)
        qtbot.keyClick(tokens._life, Qt.Key.Key_Tab)
        assert low <= tokens._life.value() <= high
    tokens._life.setValue(high)
    tokens._make.click()
    assert stage.app.account.asked == [f"make token {high} "]


def test_a_token_is_made_from_the_key_that_is_typed_and_can_be_copied(stage, row, tokens, qtbot):
    assert not tokens._copy.isEnabled()
    qtbot.keyClicks(row._key, "abc123")
    qtbot.mouseClick(tokens._make, Qt.MouseButton.LeftButton)
    assert stage.app.account.asked == ["make token 60 abc123"]
    assert tokens._token.text() == "made-token"
    assert "60 s" in tokens._answer.text()
    qtbot.mouseClick(tokens._copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "made-token"


def test_a_token_is_used_for_the_next_session(stage, tokens, qtbot):
    qtbot.keyClicks(tokens._token, "a-token")
    qtbot.mouseClick(tokens._use, Qt.MouseButton.LeftButton)
    assert stage.app.account.token == "a-token"
    assert tokens._token.text() == ""
    assert tokens._answer.text().startswith("The next session signs in with this token")


def test_why_no_token_came_stands_beside_the_button(stage, tokens):
    stage.app.account.refusal = EngineError("AssemblyAI cannot be reached.", "Try again.")
    tokens._make.click()
    assert tokens._answer.text() == "AssemblyAI cannot be reached. Try again."
    assert tokens._make.isEnabled()


def test_choosing_a_service_wakes_no_keyring(stage: Stage, qtbot):
    """The real account, whose keyring would ask the user for a password."""

    async def nothing(*_: object) -> str:
        return ""

    async def no_token(*_: object) -> Secret:
        return Secret("")

    woken: list[str] = []
    stage.app.account = Account(
        Secrets(backend=lambda: woken.append("keyring")),
        lambda: stage.commands.settings,
        lambda _: "assemblyai",
        nothing,
        lambda *_: None,
        no_token,
    )
    window = opened(stage, qtbot)
    qtbot.keyClick(window.rows["engine"].control.field, Qt.Key.Key_Down)
    qtbot.keyClicks(window._account._key, "abc123")
    window.close()
    window.show_setting("engine")
    assert stage.commands.settings.engine == "assemblyai"
    assert woken == []

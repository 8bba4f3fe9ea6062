from shiboken6 import isValid

from tests.ui.stage import Stage


def test_nothing_on_it_outlives_it(qapp):
    stage = Stage()
    before = stage.commands
    now = stage.commands_with(before.settings)
    for commands in (before, now):
        commands.change("lines", 5)  # a timer runs until they are saved
    stage.close()
    assert not any(isValid(made) for made in (before, now, stage.model))

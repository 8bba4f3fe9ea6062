"""A file of every session, written when it ends."""

from dataclasses import replace
from pathlib import Path

import pytest

from captioner.core.errors import NoExportFolder, NotExported
from captioner.core.session import State
from tests.app.stage import Stage, make_stage
from tests.systems import not_on_windows


async def talk(stage: Stage) -> None:
    """One session, from its start to its end."""
    before = len(stage.witness.closed)
    await stage.captioner.start()
    await stage.until(lambda: stage.witness.finals)
    await stage.captioner.stop()
    await stage.until(lambda: len(stage.witness.closed) > before)


async def stage_into(tmp_path: Path, folder: Path, **more: object) -> Stage:
    stage = await make_stage(tmp_path)
    settings = replace(stage.captioner.settings, export_folder=str(folder), export_format="txt")
    await stage.captioner.apply(replace(settings, **more))  # type: ignore[arg-type]
    return stage


async def test_every_session_is_written_into_the_folder_beside_those_before(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    stage = await stage_into(tmp_path, folder)
    await talk(stage)
    await talk(stage)
    await stage.captioner.close()
    first, second = sorted(folder.iterdir(), key=lambda path: len(path.name))
    assert first.name.startswith("2026-11-24 10-02, ")
    assert second.stem == f"{first.stem} 2"
    assert "Hello." in first.read_text()
    assert "Hello." in second.read_text()


async def test_a_folder_that_cannot_be_written_is_refused_before_the_session(
    tmp_path: Path,
) -> None:
    stage = await stage_into(tmp_path, tmp_path / "absent")
    with pytest.raises(NoExportFolder, match="absent"):
        await stage.captioner.start()
    assert stage.captioner.state is State.IDLE
    assert stage.witness.finals == []
    await stage.captioner.apply(replace(stage.captioner.settings, export_folder=""))
    await talk(stage)
    await stage.captioner.close()


@not_on_windows("there a user's folder is looked for beside one's own")
async def test_the_folder_of_a_user_who_is_not_there_is_refused_too(tmp_path: Path) -> None:
    stage = await stage_into(tmp_path, Path("~nobody-of-this-name/exports"))
    with pytest.raises(NoExportFolder, match="~nobody-of-this-name"):
        await stage.captioner.start()
    await stage.captioner.close()


async def test_a_file_that_fails_is_told_and_the_session_and_the_next_one_are_kept(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    stage = await stage_into(tmp_path, folder)
    await stage.captioner.start()
    await stage.until(lambda: stage.witness.finals)
    folder.rename(tmp_path / "elsewhere")
    await stage.captioner.stop()
    assert any(isinstance(error, NotExported) for error in stage.witness.errors)
    assert len(stage.witness.closed) == 1
    folder.mkdir()
    await talk(stage)
    assert len(list(folder.iterdir())) == 1
    await stage.captioner.close()


async def test_keep_nothing_writes_no_file_either(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    stage = await stage_into(tmp_path, folder, keep_nothing=True)
    await talk(stage)
    await stage.captioner.close()
    assert list(folder.iterdir()) == []

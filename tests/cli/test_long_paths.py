"""Folders deeper than the 260 letters that programs of Windows usually can name."""

from pathlib import Path

from tests.cli.program import lines, run
from tests.killing import recording

LONGEST = 260
FEW = 30


def test_profile_and_exports_may_lie_in_any_depth(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["Führung " + "x" * 36] * 6)
    assert len(str(deep)) > LONGEST
    there = tmp_path / "there"
    there.mkdir()
    profile, text = deep / "profile", there.joinpath("x" * 200 + ".txt")
    wanted = ("--engine", "replay", "--pace", "fast", "--export", text, there / "a.docx")
    done = run(profile, "caption", recording(tmp_path, FEW), *wanted)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Word0." in text.read_text("utf-8")
    [session] = lines(run(profile, "sessions", "--json").stdout)
    assert session["finals"] == FEW
    exported = run(profile, "export", str(session["id"]), "-o", deep / "out.srt")
    assert (exported.returncode, exported.stderr) == (0, "")
    assert "Word0." in run(profile, "export", str(session["id"])).stdout

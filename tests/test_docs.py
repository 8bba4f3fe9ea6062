"""The documentation belongs to the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import locks
from tests.systems import not_under_wine

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


@not_under_wine("what reads the layers does not load in Wine 8")
def test_what_pages_take_from_the_code_is_fresh() -> None:
    command = [sys.executable, str(ROOT / "docs" / "make_pages.py"), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").lower()
    needs = [need for lock in locks.inputs().values() for need in lock]
    names = {re.split(r"[^A-Za-z0-9-]", need)[0].lower() for need in needs}
    assert {name for name in names if not re.search(rf"(\| |, ){name}[ ,]", page)} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []

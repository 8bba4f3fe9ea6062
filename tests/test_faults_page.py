"""The page of faults names tests that there are."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "faults.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+\.py::\w+)`", PAGE))))
def test_every_test_that_the_page_names_is_there(name: str) -> None:
    path, _, function = name.partition("::")
    assert re.search(rf"^(async )?def {function}\(", (TESTS / path).read_text("utf-8"), re.M)


def test_every_fault_names_a_test_or_the_reason_why_there_is_none() -> None:
    tested, _, untested = PAGE.partition("## What one Linux machine cannot show")
    rows = [line for line in tested.splitlines() if line.startswith("| ")]
    rows = [row for row in rows if not row.startswith("| fault |")]
    assert rows
    assert all("::" in row for row in rows)
    assert untested

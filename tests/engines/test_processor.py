"""Whether a processor is too old."""

from pathlib import Path

import pytest

from captioner.engines.moonshine import processor


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        ("model name\t: old\nflags\t\t: fpu sse sse2 ssse3\n", True),
        ("model name\t: newer\nflags\t\t: fpu sse avx avx2\n", False),
        ("model name\t: another\nflags\t\t: fpu avx2x\n", True),
        ("Processor\t: of another kind\n", False),
    ],
)
def test_linux_tells_what_a_processor_can_do(tmp_path: Path, told: str, *, lacks: bool) -> None:
    (tmp_path / "cpuinfo").write_text(told)
    assert processor._lacks_avx(tmp_path / "cpuinfo") is lacks


def test_a_system_that_tells_nothing_is_trusted(tmp_path: Path) -> None:
    assert not processor._lacks_avx(tmp_path / "nothing")


def test_only_intel_processors_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processor, "_lacks_avx", lambda _: True)
    monkeypatch.setattr(processor.platform, "machine", lambda: "aarch64")
    assert not processor.is_too_old()


def test_this_machine_is_new_enough() -> None:
    assert not processor.is_too_old()

"""Sets Captioner up, runs it and works on it: standard library only, the same on every system.

    python3 dev.py run [ARGS]      set up what is missing, then start Captioner
    python3 dev.py test [ARGS]     set up what is missing, then run the tests
                                   with --windows PREFIX in a Windows environment on Linux
    python3 dev.py setup           set up everything again, from scratch where it changed
    python3 dev.py check           format, lint, types, layers, locks, workflows, core coverage
    python3 dev.py bench [NAMES]   measure; one table and one JSON file in bench/results
    python3 dev.py soak            the long tests
    python3 dev.py screenshots     make the pictures of the documentation
    python3 dev.py docs            make the documentation pages that come from the code
    python3 dev.py package         build everything this machine can build
    python3 dev.py smoke           install the built package in a clean system and use it
    python3 dev.py lock            make locks/ fit pyproject.toml (--upgrade: newest versions)

Set-up goes into .venv and resources/model, and on Debian and Ubuntu installs the system
libraries that Qt and PortAudio need, or prints the command that does.
"""

import os
import secrets
import sys
import time

from devtools import python

python.use_supported()

from devtools import setup, system
from devtools.steps import Stop, call, hand_over, listen, say

ON_WINDOWS = (
    *("--platform", "win32", "--no-warn-unreachable", "--cache-dir", ".mypy_cache/win32"),
    *("captioner/audio", "captioner/storage", "captioner/ui/desktop"),
    *("captioner/cli/windows_console.py", "captioner/cli/windows_zone.py"),
    "captioner/engines/windows_paths.py",
)
"""What has parts that only Windows imports, as the type checker sees it there."""

TEST_LIMIT_S = 30 * 60
LONG_LIMIT_S = 3 * 60 * 60


def run(arguments: list[str]) -> int:
    """Start Captioner; without a display, caption the bundled sample in the terminal."""
    setup.app(needs_window=not arguments and system.has_display())
    captioner = setup.script("captioner")
    if arguments or system.has_display():
        return hand_over([captioner, *arguments])
    say("No display here: captioning the bundled sample in this terminal instead.")
    return hand_over([captioner, "caption", "--demo"])


def test(arguments: list[str]) -> int:
    """Run the tests; pytest's closing line is the last thing printed."""
    executable = setup.tests()
    if arguments[:1] == ["--windows"]:
        return call([executable, "-m", "tests.on_windows", *arguments[1:]], limit_s=LONG_LIMIT_S)
    workers = str(min(2 * (os.cpu_count() or 1), 8))  # half of a test is waiting
    return call([executable, "-m", "pytest", "-n", workers, *arguments], limit_s=TEST_LIMIT_S)


def only_set_up(_: list[str]) -> int:
    """Do the set-up alone, looking at everything again."""
    setup.forget()
    setup.app(needs_window=True)
    say("Captioner is set up. Start it: python3 dev.py run")
    return 0


def check(_: list[str]) -> int:
    """Run every check, also after one has failed, and name those that failed."""
    executable = setup.checks()
    core = ["tests/core", "-q", "--cov=captioner.core", "--cov-report=term-missing"]
    checks = {
        "format": [setup.script("ruff"), "format", "--check", "--quiet", "."],
        "lint": [setup.script("ruff"), "check", "--quiet", "."],
        "types": [setup.script("mypy"), "--no-error-summary"],
        "types on Windows": [setup.script("mypy"), "--no-error-summary", *ON_WINDOWS],
        "layers": [setup.script("lint-imports")],
        "locks": [executable, "-m", "devtools.locks", "check"],
        "workflows": [setup.script("zizmor"), "--offline", "--quiet", ".github/workflows"],
        "core coverage": [executable, "-m", "pytest", *core, "--cov-fail-under=100"],
    }
    failed = []
    for name, command in checks.items():
        started = time.monotonic()
        status, output = listen(command)
        say(f"{name}: {'FAILED' if status else 'ok'} ({time.monotonic() - started:.1f} s)")
        if status:
            failed.append(name)
            say(output)
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measure the named sections, or all."""
    return call([setup.benchmarks(), "-m", "bench", *arguments], limit_s=LONG_LIMIT_S)


def soak(arguments: list[str]) -> int:
    """Run the long tests, with printed seeds, and the drawn ones with examples of their own."""
    seed = f"--hypothesis-seed={secrets.randbelow(10**9)}"
    if any(argument.startswith("--hypothesis-seed") for argument in arguments):
        seed = ""
    else:
        say(f"The same examples again: python3 dev.py soak {seed}")
    drawn = ["--hypothesis-profile=drawn", *filter(None, [seed])]
    chosen = ["-m", "soak or hypothesis", "-s", "--timeout=0"]
    command = [setup.tests(), "-m", "pytest", *chosen, *drawn, *arguments]
    return call(command, limit_s=LONG_LIMIT_S)


def screenshots(arguments: list[str]) -> int:
    """Make docs/pictures."""
    return call([setup.checks(), "docs/make_pictures.py", *arguments], limit_s=TEST_LIMIT_S)


def docs(_: list[str]) -> int:
    """Write the pages that are made from the code."""
    return call([setup.checks(), "docs/make_pages.py", "write"], limit_s=60)


def package(arguments: list[str]) -> int:
    """Build everything this machine can."""
    return call([setup.packaging(), "packaging/build.py", *arguments], limit_s=LONG_LIMIT_S)


def smoke(arguments: list[str]) -> int:
    """Install the package that `package` built into a clean system and use it there."""
    return call([setup.packaging(), "packaging/smoke.py", *arguments], limit_s=LONG_LIMIT_S)


def lock(arguments: list[str]) -> int:
    """Make locks/ fit pyproject.toml; versions that still fit stay, but with --upgrade."""
    command = [setup.locking(), "-m", "devtools.locks", "write", *arguments]
    return call(command, limit_s=TEST_LIMIT_S)


VERBS = {
    "run": run,
    "test": test,
    "setup": only_set_up,
    "check": check,
    "bench": bench,
    "soak": soak,
    "screenshots": screenshots,
    "docs": docs,
    "package": package,
    "smoke": smoke,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Do what the command line says and return the exit status."""
    if not arguments or arguments[0] not in VERBS:
        print(__doc__)
        return 0 if arguments[:1] in ([], ["-h"], ["--help"], ["help"]) else 2
    try:
        return VERBS[arguments[0]](arguments[1:])
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

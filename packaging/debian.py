"""One .deb of the frozen program, for Debian 12, Ubuntu 22.04 and newer."""

import gzip
import os
import re
import shutil
import subprocess
from email.utils import formatdate
from pathlib import Path

import linux_files
from captioner import __version__
from devtools.system import LIBRARIES

ROOT = linux_files.ROOT
NEWEST_GLIBC = (2, 35)
"""That of Ubuntu 22.04, the oldest system it is for."""
FOLDER = "usr/lib/captioner"
MAINTAINER = "The Captioner contributors <captioner@example.invalid>"
RECOMMENDED = ("gnome-keyring | keepassxc | kwalletmanager", "fonts-noto-color-emoji")
DESCRIPTION = """\
live captions over your desktop
 Captioner shows what people say as text over whatever you are doing: at once,
 steady, in your own style, with nothing lost, and kept as a transcript you can
 search and export.
 .
 It needs no account and no network: an embedded recogniser runs on your
 computer. With a key it can use AssemblyAI's streaming service instead.
"""
CHANGELOG = f"""\
captioner ({__version__}) unstable; urgency=low

  * What changed is in /usr/share/doc/captioner/NEWS.md.gz.

 -- {MAINTAINER}  {{date}}
"""
AFTER_REMOVAL = """\
#!/bin/sh
set -e
if [ "$1" = remove ]; then
    echo "Transcripts and settings stay: ~/.local/share/captioner, ~/.config/captioner"
fi
"""


def build(program: Path, into: Path) -> Path:
    """Pack the frozen program; returns the package's path."""
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / FOLDER, symlinks=True)
    linux_files.install(tree / "usr/share")
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/captioner").symlink_to("../lib/captioner/captioner")
    _documents(tree, program)
    _control(tree)
    package = into / f"captioner_{__version__}_{_architecture()}.deb"
    into.mkdir(exist_ok=True)
    _only_root_writes(tree)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)]
    subprocess.run(command, check=True)
    return package


def depends(glibc: tuple[int, int]) -> str:
    """The system packages it needs, those with two names as alternatives."""
    named = [" | ".join(name.split("|")) for name in LIBRARIES]
    return ", ".join([f"libc6 (>= {glibc[0]}.{glibc[1]})", "libstdc++6", *named])


def _needed_glibc(tree: Path) -> tuple[int, int]:
    """The newest C library that any file asks for."""
    found = [(2, 34)]
    for path in tree.rglob("*"):
        if path.is_file() and (".so" in path.name or os.access(path, os.X_OK)):
            versions = re.findall(rb"GLIBC_(\d+)\.(\d+)\b", path.read_bytes())
            found += [(int(major), int(minor)) for major, minor in versions]
    if max(found) > NEWEST_GLIBC:
        raise RuntimeError(f"a file needs glibc {max(found)}; Ubuntu 22.04 has {NEWEST_GLIBC}")
    return max(found)


def _documents(tree: Path, program: Path) -> None:
    folder = tree / "usr/share/doc/captioner"
    folder.mkdir(parents=True)
    notices = next(program.rglob("THIRD-PARTY-NOTICES.txt")).read_text("utf-8")
    ours = (ROOT / "LICENSE").read_text("utf-8")
    (folder / "copyright").write_text(f"{ours}\n\n{notices}", "utf-8")
    _zip(folder / "changelog.gz", CHANGELOG.format(date=formatdate()).encode())
    _zip(folder / "NEWS.md.gz", (ROOT / "CHANGELOG.md").read_bytes())
    manual = tree / "usr/share/man/man1"
    manual.mkdir(parents=True)
    _zip(manual / "captioner.1.gz", (linux_files.HERE / "captioner.1").read_bytes())
    overrides = tree / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(linux_files.HERE / "lintian-overrides", overrides / "captioner")


def _control(tree: Path) -> None:
    size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    folder = tree / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(
        "Package: captioner\n"
        f"Version: {__version__}\n"
        f"Architecture: {_architecture()}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {size}\n"
        f"Depends: {depends(_needed_glibc(tree))}\n"
        f"Recommends: {', '.join(RECOMMENDED)}\n"
        "Section: utils\n"
        "Priority: optional\n"
        f"Description: {DESCRIPTION}",
        "utf-8",
    )
    (folder / "postrm").write_text(AFTER_REMOVAL)
    (folder / "postrm").chmod(0o755)


def _only_root_writes(tree: Path) -> None:
    for path in tree.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or (os.access(path, os.X_OK) and ".so" not in path.name)
            path.chmod(0o755 if runs else 0o644)


def _architecture() -> str:
    asked = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()


def _zip(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, 9, mtime=0))

"""Uses what was built as its user would. Run by `dev.py smoke`.

On Linux that is the .deb, in a clean Debian, and needs root; elsewhere the frozen folder.
The clean Debian is made by debootstrap once and kept in build/; each run works on a copy. What is
done inside stands in smoke_inside.sh.
"""

import os
import shutil
import sys
from pathlib import Path

import linux_files
import smoke_folder
from devtools.steps import ROOT, Stop, call, say, step

CLEAN = ROOT / "build" / "clean-root"
USED = ROOT / "build" / "smoke-root"
LIMIT_S = 20 * 60
INSIDE = (
    "mount -t proc proc $0/proc; mount --rbind /dev $0/dev;"
    " exec chroot $0 /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin"
    " DEBIAN_FRONTEND=noninteractive bash /smoke/smoke_inside.sh"
)


def main() -> int:
    """Validate and use the newest package of dist/; status 0 if all went well."""
    if sys.platform in ("win32", "darwin"):
        return smoke_folder.main()
    if os.geteuid() != 0:
        raise Stop("A clean system can only be made by root: sudo python3 dev.py smoke")
    packages = sorted((ROOT / "dist").glob("captioner_*.deb"), key=lambda p: p.stat().st_mtime)
    if not packages:
        raise Stop("There is no package yet: python3 dev.py package")
    _validate(packages[-1])
    _clean_root()
    step("Copying the clean system", ["cp", "-a", "--reflink=auto", str(CLEAN), str(USED)])
    try:
        inside = USED / "smoke"
        inside.mkdir()
        shutil.copy(packages[-1], inside / "captioner.deb")
        shutil.copy(ROOT / "packaging" / "smoke_inside.sh", inside)
        # Mounts and processes are of a namespace of their own and end with it.
        namespace = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        return call([*namespace, "sh", "-c", INSIDE, str(USED)], limit_s=LIMIT_S)
    finally:
        shutil.rmtree(USED)


def _validate(package: Path) -> None:
    share = ROOT / "build" / "deb" / "usr" / "share"
    described = share / "metainfo" / f"{linux_files.ID}.metainfo.xml"
    step(
        "Validating the menu entry",
        ["desktop-file-validate", str(share / "applications/captioner.desktop")],
    )
    step("Validating the description", ["appstreamcli", "validate", "--no-net", str(described)])
    step("Judging the package", ["lintian", "--fail-on", "error", "--allow-root", str(package)])


def _clean_root() -> None:
    """Debian as it is installed at the least, with this machine's way to its packages."""
    if not CLEAN.exists():
        coming = CLEAN.with_suffix(".part")
        shutil.rmtree(coming, ignore_errors=True)
        step(
            "Making a clean Debian 12",
            ["debootstrap", "--variant=minbase", "bookworm", str(coming)],
        )
        for name in ("apt/sources.list", "apt/sources.list.d", "apt/apt.conf.d", "resolv.conf"):
            _take_over(Path("/etc") / name, coming / "etc" / name)
        coming.rename(CLEAN)
    shutil.rmtree(USED, ignore_errors=True)
    say(f"The clean system is {CLEAN}")


def _take_over(ours: Path, theirs: Path) -> None:
    if ours.is_dir():
        shutil.copytree(ours, theirs, dirs_exist_ok=True)
    elif ours.exists():
        shutil.copy(ours, theirs)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except Stop as stop:
        raise SystemExit(f"dev.py: {stop}") from None

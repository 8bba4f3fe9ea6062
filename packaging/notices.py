"""The licences of everything that the frozen program carries, as one text.

Made from what is installed: each distribution's own licence files, Python's, Debian's
copyright file for each system library that is taken along, and what stands in
packaging/licences for parts whose wheels carry no text of their own.
"""

import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from captioner.core.models import MODELS, SPEAKERS, VOICE
from captioner.core.models import SHIPPED as MODELS_SHIPPED
from contents import SHIPPED

LICENCES = Path(__file__).resolve().parent / "licences"
LICENCE_FILE = re.compile(r"(?i)^(licen[cs]e|copying|notice|authors)[^/]*$")
HEAD = """\
Captioner is free software under the MIT licence. It carries the parts below, each under its own
licence. Qt, PySide6, shiboken6, libsoxr, libsndfile and python-xlib are under the LGPL: they are
separate files beside the program, and you may replace them by your own builds. Their sources:

  Qt         https://download.qt.io/official_releases/qt/
  PySide6    https://download.qt.io/official_releases/QtForPython/
  libsoxr    https://sourceforge.net/projects/soxr/
  libsndfile https://libsndfile.github.io/libsndfile/
  python-xlib https://github.com/python-xlib/python-xlib

FFmpeg, x264 and x265, which PyAV carries, are under the GPL, version 3; how they were built:
https://github.com/PyAV-Org/pyav-ffmpeg

What Qt itself contains: https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""
FROM_HERE = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt", "ICU.txt"),
    "shiboken6": ("LGPL-3.0.txt",),
    "av": ("GPL-3.0.txt",),
    "moonshine-voice": ("onnxruntime.txt",),
    "flatbuffers": ("Apache-2.0.txt",),
}
"""Licence texts that we add, by distribution."""


def text(system_libraries: Iterable[Path] = ()) -> str:
    """All notices.

    Args:
        system_libraries: The files of the system that are taken along; Linux.

    Raises:
        LookupError: A part has no licence text that could be found.
    """
    parts = [HEAD, _part(f"Python {platform.python_version()}", [_python_licence()])]
    parts += [_of_distribution(distribution(name)) for name in SHIPPED]
    vendor = _texts(distribution("moonshine-voice"))
    voice = [(LICENCES / "silero-vad.txt").read_text(encoding="utf-8")]
    speakers = [(LICENCES / "pyannote.txt").read_text(encoding="utf-8")]
    beside = ((VOICE, voice), (SPEAKERS, speakers))
    for model, said in (*((MODELS[name], vendor) for name in MODELS_SHIPPED), *beside):
        parts.append(_part(f"The model {model.label} ({model.licence})", said))
    parts += [_part(name, [said]) for name, said in _of_system(system_libraries)]
    return "\n\n".join(parts)


def _of_distribution(found: Distribution) -> str:
    name = re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()
    texts = [*_texts(found)]
    texts += [(LICENCES / file).read_text("utf-8") for file in FROM_HERE.get(name, ())]
    if not texts:
        raise LookupError(f"{name} has no licence text: add it to packaging/licences")
    told = found.metadata
    field = "License-Expression" if "License-Expression" in told else "License"
    known_as = f" ({told[field].splitlines()[0]})" if field in told else ""
    return _part(f"{told['Name']} {found.version}{known_as}", texts)


def _texts(found: Distribution) -> list[str]:
    paths = [Path(str(found.locate_file(file))) for file in found.files or ()]
    return [
        path.read_text("utf-8", errors="replace")
        for path in paths
        if LICENCE_FILE.match(path.name) and path.suffix != ".py" and path.exists()
    ]


def _python_licence() -> str:
    places = (
        Path(sysconfig.get_path("stdlib")),
        Path(sys.base_prefix),
        Path("/usr/share/doc/python3"),
    )
    for place in places:
        for name in ("LICENSE.txt", "LICENSE", "copyright"):
            if (place / name).exists():
                return (place / name).read_text("utf-8", errors="replace")
    raise LookupError("Python's licence was not found")


def _of_system(libraries: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """The Debian package of each library and its copyright file, each once."""
    packages = {}
    for path in libraries:
        asked = [path, path.resolve(), Path("/usr") / path.resolve().relative_to("/")]
        owner = next(filter(None, map(_owner, asked)), None)
        if owner is None:
            raise LookupError(f"no package owns {path}")
        packages[owner] = Path("/usr/share/doc") / owner / "copyright"
    for owner, copyright_file in sorted(packages.items()):
        yield f"{owner} (as in Debian)", copyright_file.read_text("utf-8", errors="replace")


def _owner(path: Path) -> str | None:
    asked = subprocess.run(["dpkg", "-S", str(path)], capture_output=True, text=True, check=False)
    return asked.stdout.partition(":")[0] or None if asked.returncode == 0 else None


def _part(title: str, texts: Iterable[str]) -> str:
    rule = "=" * 78
    return "\n\n".join([f"{rule}\n{title}\n{rule}", *dict.fromkeys(t.strip() for t in texts)])

"""What this copy of Captioner is made of: versions and licences."""

import platform
from importlib.metadata import PackageNotFoundError, distributions, version

from captioner import __version__
from captioner.app.resources import resource

NOTICES = "THIRD-PARTY-NOTICES.txt"


def versions() -> dict[str, str]:
    """Part → its version; a part that is not here is left out."""
    found = {"Captioner": __version__, "Python": platform.python_version()}
    for part, package in (("Qt (PySide6)", "PySide6-Essentials"), ("Moonshine", "moonshine-voice")):
        try:
            found[part] = version(package)
        except PackageNotFoundError:
            continue
    return found


def notices() -> str:
    """The licences of all that is shipped; in a checkout, the name of each one's licence."""
    try:
        return resource(NOTICES).read_text(encoding="utf-8")
    except OSError:
        lines = {
            f"{item.metadata['Name']} {item.version}: {_licence(item.metadata)}"
            for item in distributions()
        }
        return "\n".join(sorted(lines, key=str.casefold))


def _licence(metadata: object) -> str:
    fields = getattr(metadata, "get_all", lambda _: None)
    for name in ("License-Expression", "License"):
        told = fields(name)
        if told and str(told[0]).strip():
            return str(told[0]).strip().splitlines()[0]
    classified = [
        line.rpartition(" :: ")[2] for line in fields("Classifier") or () if "License" in line
    ]
    return ", ".join(classified) or "see its own files"

"""Where the files that come with Captioner are: one place to ask."""

from pathlib import Path

import captioner


def resource(name: str) -> Path:
    """The path of a file that comes with Captioner, such as `icons/pause.svg`.

    In a wheel and in a frozen program the resources lie inside the package or beside it;
    in a checkout, beside it.

    Raises:
        FileNotFoundError: This copy of Captioner is not complete.
    """
    package = Path(captioner.__file__).parent
    for folder in (package / "resources", package.parent / "resources"):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"Captioner was installed without {name}.")

"""Puts resources/ with the recogniser's model into every wheel, and builds none without it."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesInWheel(BuildHookInterface[Any]):
    """Runs while the wheel is built; an editable install reads resources/ in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the resources, or refuse to build a captioner that cannot caption."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)  # the build does not have the checkout on its path
        from devtools import model

        damaged = model.damaged()
        if damaged:
            raise SystemExit(
                f"The recogniser's model is not in {model.FOLDER} ({', '.join(damaged)})."
                " Run `python3 dev.py setup` first; a package without it would not caption."
            )
        build_data["force_include"][f"{self.root}/resources"] = "captioner/resources"

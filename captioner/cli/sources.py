"""`captioner sources`: what can be captioned."""

import argparse
import json

from captioner.cli.devices import ThisComputer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(args: argparse.Namespace) -> int:
    """Print every source with its identity."""
    for info in ThisComputer().list():
        if args.json:
            line = {
                "id": info.id,
                "label": info.label,
                "kind": info.kind.name.lower(),
                "device": info.device,
                "bluetooth": info.bluetooth,
                "unavailable": info.unavailable,
            }
            print(json.dumps(line, ensure_ascii=False))
        else:
            note = f"  ({info.unavailable})" if info.unavailable else ""
            print(f"{info.id:<40} {info.title}{note}")
    return 0

"""What goes wrong in the shop on purpose: a file that its services and its people look at, changed at any time.

python -m examples.shop.switches FOLDER --slow search --errors checkout 5% --leak
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

FEATURES = ("cart", "checkout", "login", "order-history", "payment", "product-page", "recommendations", "search")
SLOW = 1.0
LEAK, LEAK_AT_MOST = 1 << 20, 256
_leaked: list[bytearray] = []
_chance = random.Random(7)


@dataclass(frozen=True)
class Switches:
    """`slow` names features, `errors` has the share of their calls that fail."""

    slow: list[str] = field(default_factory=list)
    errors: dict[str, float] = field(default_factory=dict)
    fewer_clicks: bool = False
    leak: bool = False

    def write(self, folder: Path) -> None:
        new = folder / "switches.new"
        new.write_text(json.dumps(asdict(self)))
        new.replace(folder / "switches.json")


def switches(folder: Path | None = None) -> Switches:
    """How they stand now; all off while there is no file."""
    try:
        return Switches(**json.loads(((folder or Path(os.environ["SHOP_FOLDER"])) / "switches.json").read_text()))
    except FileNotFoundError:
        return Switches()


def breaks(feature: str | None) -> bool:
    """Whether a call of the feature shall fail; before it says so it takes time or memory, if it shall."""
    now = switches()
    if feature in now.slow:
        time.sleep(SLOW)
    if now.leak and feature == "recommendations" and len(_leaked) < LEAK_AT_MOST:
        _leaked.append(bytearray(os.urandom(1024) * (LEAK // 1024)))
    return _chance.random() < now.errors.get(feature or "", 0)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The switches as options of a command."""
    parser.add_argument("--slow", metavar="FEATURE", action="append", default=[], help="one second more for each call")
    parser.add_argument("--errors", metavar=("FEATURE", "SHARE"), nargs=2, action="append", default=[], help="as 5%%")
    parser.add_argument("--fewer-clicks", action="store_true", help="people look, and click a fifth as often")
    parser.add_argument("--leak", action="store_true", help="recommendations keep 1 MiB per call, up to 256 MiB")


def chosen(parser: argparse.ArgumentParser, options: argparse.Namespace) -> Switches:
    """The switches that the options of a command turn on; ends it where they say nothing that could be."""
    for feature in [*options.slow, *(feature for feature, _ in options.errors)]:
        if feature not in FEATURES:
            parser.error(f"{feature!r} is no feature; there are {', '.join(FEATURES)}")
    try:
        errors = {feature: share(text) for feature, text in options.errors}
    except ValueError as error:
        parser.error(f"argument --errors: {error}")
    return Switches(options.slow, errors, options.fewer_clicks, options.leak)


def share(text: str) -> float:
    """The part of one that `5%` is."""
    number = text.removesuffix("%")
    if number == text or not number.replace(".", "", 1).isdecimal() or float(number) > 100:
        raise ValueError(f"{text!r} is no share; write it as 5%")
    return float(number) / 100


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m examples.shop.switches", description="Turns these on, others off.")
    parser.add_argument("folder", type=Path, help="the folder that the shop names when it starts")
    add_options(parser)
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"no shop is open in {options.folder}")
    chosen(parser, options).write(options.folder)


if __name__ == "__main__":
    main()

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
MIB = 1 << 20
LEAK_AT_MOST, KEPT_AT_MOST = 256 * MIB, 640 * MIB
# So many payments of a hundred a bank leaves open on any day.
SILENT_ON_ANY_DAY = 0.01
_leaked: list[bytearray] = []
_chance = random.Random(7)


@dataclass(frozen=True)
class Switches:
    """`slow` names features, `errors` has the share of their calls that fail, `keeps` the MiB that each call keeps.

    `silent` has the share of payments that a bank leaves open, `unclicked` names actions that nobody takes; where the
    shop is `unsearched`, there is no box to search in. On a `calm` day nothing fails by chance.
    """

    slow: list[str] = field(default_factory=list)
    errors: dict[str, float] = field(default_factory=dict)
    fewer_clicks: bool = False
    leak: bool = False
    keeps: dict[str, int] = field(default_factory=dict)
    silent: dict[str, float] = field(default_factory=dict)
    unclicked: list[str] = field(default_factory=list)
    unsearched: bool = False
    calm: bool = False

    def leaves_open(self, bank: str) -> float:
        """The share of payments that a bank does not settle."""
        return self.silent.get(bank, 0 if self.calm else SILENT_ON_ANY_DAY)

    def kept_by(self, feature: str | None) -> tuple[int, int]:
        """How many bytes a call of the feature keeps, and how many a process keeps at most."""
        if feature in self.keeps:
            return self.keeps[feature] * MIB, KEPT_AT_MOST
        return (MIB, LEAK_AT_MOST) if self.leak and feature == "recommendations" else (0, 0)

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
    more, most = now.kept_by(feature)
    if more and sum(map(len, _leaked)) + more <= most:
        _leaked.append(bytearray(os.urandom(1024) * (more // 1024)))
    return _chance.random() < now.errors.get(feature or "", 0)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The switches as options of a command."""
    parser.add_argument("--slow", metavar="FEATURE", action="append", default=[], help="one second more for each call")
    parser.add_argument("--errors", metavar=("FEATURE", "SHARE"), nargs=2, action="append", default=[], help="as 5%%")
    parser.add_argument("--fewer-clicks", action="store_true", help="people look, and click a fifth as often")
    parser.add_argument("--leak", action="store_true", help="recommendations keep 1 MiB per call, up to 256 MiB")
    parser.add_argument(
        "--keep", metavar=("FEATURE", "MIB"), nargs=2, action="append", default=[], help="the same, of others"
    )
    parser.add_argument(
        "--silent", metavar=("BANK", "SHARE"), nargs=2, action="append", default=[], help="as north 60%%"
    )
    parser.add_argument("--unclicked", metavar="ACTION", action="append", default=[], help="as open_result")
    parser.add_argument("--unsearched", action="store_true", help="there is no box to search in")
    parser.add_argument("--calm", action="store_true", help="nothing fails by chance: banks settle, nothing sells out")


def chosen(parser: argparse.ArgumentParser, options: argparse.Namespace) -> Switches:
    """The switches that the options of a command turn on; ends it where they say nothing that could be."""
    for feature in [*options.slow, *(feature for feature, _ in (*options.errors, *options.keep))]:
        if feature not in FEATURES:
            parser.error(f"{feature!r} is no feature; there are {', '.join(FEATURES)}")
    try:
        keeps = {feature: whole_mib(text) for feature, text in options.keep}
        errors = {feature: share("errors", text) for feature, text in options.errors}
        silent = {bank: share("silent", text) for bank, text in options.silent}
    except ValueError as error:
        parser.error(str(error))
    return Switches(
        slow=options.slow,
        errors=errors,
        fewer_clicks=options.fewer_clicks,
        leak=options.leak,
        keeps=keeps,
        silent=silent,
        unclicked=options.unclicked,
        unsearched=options.unsearched,
        calm=options.calm,
    )


def whole_mib(text: str) -> int:
    """How many MiB a call shall keep."""
    if not text.isdecimal():
        raise ValueError(f"argument --keep: {text!r} is no number of MiB; write it as 20")
    return int(text)


def share(option: str, text: str) -> float:
    """The part of one that `5%` is, as an option says it."""
    number = text.removesuffix("%")
    if number == text or not number.replace(".", "", 1).isdecimal() or float(number) > 100:
        raise ValueError(f"argument --{option}: {text!r} is no share; write it as 5%")
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

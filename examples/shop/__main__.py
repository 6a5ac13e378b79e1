"""`python -m examples.shop`: the whole shop for a while, with people in it."""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
from pathlib import Path
from types import FrameType

from . import load, running, switches


def main() -> None:
    options = read_options()
    signal.signal(signal.SIGTERM, interrupt)
    with tempfile.TemporaryDirectory(prefix="shop-") as folder, running.shop(Path(folder), options.agent) as shop:
        switches.chosen(options).write(shop.folder)
        print(f"The shop answers at {shop.front} (process {shop.front_process}).")
        print(f"Payments are made at {shop.payments} (process {shop.payments_process}).")
        print(f"Metrics go to {options.agent}; the database and the logs are in {folder}.", flush=True)
        report = load.visit_shop(shop, options.lasting, day=options.day, rate=options.rate, seed=options.seed)
    print(f"{report.visits} visits, {report.requests.total()} requests:")
    for route, number in report.requests.most_common():
        print(f"  {number:6}  {route}")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m examples.shop", description=__doc__)
    parser.add_argument("--for", dest="lasting", type=seconds, default=20, metavar="20s", help="when it ends by itself")
    parser.add_argument("--day", type=seconds, default=60, metavar="60s", help="how long a day takes")
    parser.add_argument(
        "--rate", type=float, default=3, metavar="3", help="visits that begin in a second when most are there"
    )
    parser.add_argument("--seed", type=int, default=1, help="another one makes other people")
    agent = os.environ.get("DD_DOGSTATSD_URL", "udp://127.0.0.1:8125")
    parser.add_argument("--agent", default=agent, metavar="URL", help=f"where metrics go; {agent}")
    switches.add_options(parser)
    return parser.parse_args()


def seconds(text: str) -> float:
    """What `20s` or `2m` says."""
    return float(text[:-1]) * 60 if text.endswith("m") else float(text.removesuffix("s"))


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("Stopped.")

"""The whole shop for a while, with people in it."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from types import FrameType

import httpx

from . import load, reading, running, switches


def main() -> None:
    options, switched = read_options()
    signal.signal(signal.SIGTERM, interrupt)
    begin = time.time()
    with tempfile.TemporaryDirectory(prefix="shop-") as folder:
        with running.shop(Path(folder), options.agent, sells_out=not switched.calm) as shop:
            switched.write(shop.folder)
            print(f"The shop answers at {shop.front} (process {shop.front_process}).")
            print(f"Payments are made at {shop.payments} (process {shop.payments_process}).")
            print(f"Metrics go to {options.agent}; the database and the logs are in {folder}.", flush=True)
            report = load.visit_shop(shop, options.lasting, day=options.day, rate=options.rate, seed=options.seed)
        requests, calls = report.requests.total(), report.calls()
        print(
            f"The shop is closed. {report.visits} visits, {requests} requests, {calls} calls of features.", flush=True
        )
        if options.read_back:
            read_back(Path(folder), report, begin)


def read_back(folder: Path, report: load.Report, begin: float) -> None:
    """Prints what can be asked of Datadog now; fails when a feature of the catalog is missing, or a call of one."""
    asked = os.environ.get("DATADOG_HOST", "http://127.0.0.1:8127")
    print(f"What {asked} knows of it:", flush=True)
    # Every request of these people is a call of a feature; payments and their settlements come on top.
    try:
        with closing(reading.Datadog(asked, running.ENV)) as datadog:
            features = datadog.wait_for(report.calls(), begin)
    except httpx.HTTPError as error:
        sys.exit(f"It does not answer ({error}). Start it with `dogwatch up`, or say by DATADOG_HOST where it is.")
    print(*reading.table(features), sep="\n")
    declared = json.loads((folder / "catalog.json").read_text())["features"]
    missing = [name for name in declared if name not in features or not features[name].hits]
    if missing:
        sys.exit(f"Nothing was reported of {', '.join(missing)}.")
    seen = sum(feature.hits for feature in features.values())
    if seen != report.calls():
        sys.exit(f"{report.calls()} calls were made, and {seen} reported.")
    print(f"All {len(declared)} features reported, and no call is missing.")


def read_options() -> tuple[argparse.Namespace, switches.Switches]:
    parser = argparse.ArgumentParser(prog="python -m examples.shop", description=__doc__)
    parser.add_argument("--for", dest="lasting", type=seconds, default=20, metavar="20s", help="when it ends by itself")
    parser.add_argument("--day", type=seconds, default=60, metavar="60s", help="how long a day takes")
    parser.add_argument("--rate", type=float, default=3, help="visits that begin in a second when most are there")
    parser.add_argument("--seed", type=int, default=1, help="another one makes other people")
    agent = os.environ.get("DD_DOGSTATSD_URL") or f"udp://127.0.0.1:{os.environ.get('DD_DOGSTATSD_PORT', 8125)}"
    parser.add_argument("--agent", default=agent, metavar="URL", help=f"where metrics go; {agent}")
    parser.add_argument("--read-back", action="store_true", help="ask DATADOG_HOST for the metrics at the end")
    switches.add_options(parser)
    options = parser.parse_args()
    if not 0 < options.rate <= 100:
        parser.error("argument --rate: it is more than 0, and 100 at most")
    return options, switches.chosen(parser, options)


def seconds(text: str) -> float:
    """What `20s` or `2m` says."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([sm])", text)
    if not found or not float(found[1]):
        raise argparse.ArgumentTypeError(f"{text!r} is no duration; write it as 20s or 2m")
    return float(found[1]) * (60 if found[2] == "m" else 1)


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("Stopped.")

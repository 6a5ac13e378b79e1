"""Drills as a trainee goes through them: the command in a process, a real shop, answers that the API gives."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from dogwatch.drill import DRILLS
from tests.cli.command import dogwatch, environment
from tests.examples.processes import processes_with

ROOT = Path(__file__).parent.parent.parent
KEYS = {"DD-API-KEY": "local", "DD-APPLICATION-KEY": "local"}


@dataclass
class Trainee:
    """Somebody at the terminal of a drill, who asks the embedded Datadog that the drill names."""

    process: subprocess.Popen[str]
    url: str = ""
    read: list[str] = field(default_factory=list)

    def wait_for(self, beginning: str) -> str:
        """The next line that begins so; what it says before is read on the way."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.read.append(line.rstrip("\n"))
            if found := re.match(r"  (http://\S+?)/ ", line):
                self.url = found[1]
            if line.startswith(beginning):
                return self.read[-1]
        raise AssertionError("\n".join(self.read))

    def answer(self, text: str) -> str:
        """What is said of an answer."""
        assert self.process.stdin
        self.process.stdin.write(f"{text}\n")
        self.process.stdin.flush()
        return self.wait_for(f"  {text}: ")

    def rest(self) -> str:
        """All that is said until the drill has ended."""
        assert self.process.stdout
        said = self.process.stdout.read()
        self.process.wait(timeout=60)
        return said

    def ask(self, path: str, **query: Any) -> Any:
        return httpx.get(f"{self.url}{path}", params=query, headers=KEYS, trust_env=False).raise_for_status().json()

    def values(self, query: str, end: float, seconds: int) -> list[tuple[float, float]]:
        asked = {"query": query, "from": int(end) - seconds, "to": int(end) + 1}
        series = self.ask("/api/v1/query", **asked)["series"]
        return [(at / 1000, value or 0.0) for each in series for at, value in each["pointlist"]]


@contextmanager
def trainee(name: str, **others: str) -> Iterator[Trainee]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dogwatch", "drill", name, "--seed", "3", "--fast"],
        cwd=ROOT,
        env=environment(PYTHONUNBUFFERED="1", **others),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            yield Trainee(process)
        finally:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=60)


def told(person: Trainee) -> dict[str, Any]:
    """The notification that the drill asks about: the first alert of the monitor that a question names."""
    question = next(line for line in person.read if ": Whom does " in line)
    monitor = question.split()[5]
    found = [each for each in person.ask("/local/notifications")["notifications"] if each["handles"]]
    return dict(next(each for each in found if str(each["mark"]).endswith(f"/{monitor}")))


def clock(second: float) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%H:%M")


# What a trainee draws to see since when, and the value from which it is wrong.
LOOKS = {
    "checkout-slow": ("max:feature.duration{env:prod,feature:payment}", 0.9),
    "payment-errors": ("sum:feature.hits{env:prod,feature:payment,outcome:error}.as_count()", 1),
    "memory-leak": ("max:feature.process.memory{env:prod,service:payment-api}", 200 << 20),
    "bad-version": ("sum:feature.hits{env:prod,feature:cart,outcome:error} by {version}.as_count()", 1),
    "bank-refuses": ("sum:shop.settlements{env:prod,state:open} by {bank}.as_count()", 1),
    "budget-burns-slowly": ("sum:feature.hits{env:prod,feature:checkout,outcome:error}.as_count()", 1),
}
GONE = {
    "search-quiet": "sum:feature.hits{env:prod,feature:search}.as_count()",
    "clicks-gone": "sum:feature.interactions{env:prod,feature:search}.as_count()",
}
# In the words of a trainee, who has looked at the graphs: some of those of the right choice.
CAUSES = {
    "checkout-slow": "payment service behind it",
    "payment-errors": "503 by itself",
    "search-quiet": "the box to search in is gone",
    "clicks-gone": "do not open them",
    "memory-leak": "leaves something behind",
    "bad-version": "1.1.0 of shop-api fails",
    "bank-refuses": "bank north leaves payments open, south settles them",
    "budget-burns-slowly": "failed a little, for hours",
}
FEATURES = {
    "checkout-slow": "Checkout",
    "payment-errors": "payment",
    "search-quiet": "search",
    "clicks-gone": "the search",
    "memory-leak": "payment",
    "bad-version": "cart",
    "bank-refuses": "payment",
    "budget-burns-slowly": "checkout",
}
FIRST_LOOKS = {
    "checkout-slow": "the response time of the payment provider",
    "payment-errors": "error logs of payment-api",
    "search-quiet": "whether the box is on the page at all",
    "clicks-gone": "ten most frequent words",
    "memory-leak": "keep a dump",
    "bad-version": "error logs of shop-api",
    "bank-refuses": "status page",
    "budget-burns-slowly": "error logs of shop-api",
}


def since(person: Trainee, name: str, at: float) -> float:
    """When it began, as the graph shows it: where values rise, or end."""
    if name in GONE:
        return max(second for second, value in person.values(GONE[name], at, 7200) if value) + 60
    query, wrong = LOOKS[name]
    span = 86400 if name == "budget-burns-slowly" else 7200
    return min(second for second, value in person.values(query, at, span) if value >= wrong)


def budget_left(person: Trainee) -> float:
    """What the page of the feature says of its budget."""
    page = httpx.get(f"{person.url}/features/checkout", trust_env=False).raise_for_status().text
    found = re.search(r"availability.*?(-?[\d.]+)\s*%\s*(?:of the budget|left)", page, re.S)
    assert found, page
    return float(found[1])


# Each takes a quarter of a minute where nothing else runs. This one shows what breaks while somebody looks.
OFTEN = ("payment-errors",)


@pytest.mark.nightly
@pytest.mark.parametrize("name", CAUSES)
def test_a_trainee_who_looks_finds_out(name: str, request: pytest.FixtureRequest) -> None:
    """All of them with `-m nightly`, else one."""
    if name not in OFTEN and "nightly" not in request.config.getoption("markexpr"):
        pytest.skip("slow: it runs with -m nightly")
    with trainee(name) as person:
        person.wait_for("1 of ")
        assert person.answer("order-history") == "  order-history: no."
        assert person.answer(FEATURES[name]).endswith(": right.")
        person.wait_for("2 of ")
        notified = max(each["at"] for each in person.ask("/local/notifications")["notifications"])
        assert person.answer(clock(since(person, name, notified))).endswith(": right.")
        assert person.answer(CAUSES[name]).endswith(": right.")
        if name == "budget-burns-slowly":
            assert person.answer(f"{budget_left(person):.0f}").endswith(": right.")
        person.wait_for(f"{'5 of 6' if name == 'budget-burns-slowly' else '4 of 5'}: Whom does ")
        assert person.answer(told(person)["handles"][0]).endswith(": right.")
        assert person.answer(FIRST_LOOKS[name]).endswith(": right.")
        person.wait_for("Found out. It broke at ")
        person.wait_for("A good way to find it:")
        rest = person.rest()
    assert person.process.returncode == 0
    assert rest.strip()
    assert "drill ends here" not in rest


def left_of(variable: str) -> list[int]:
    """The processes with a variable that go on: one that was told to end while it began takes a moment for it."""
    end = time.monotonic() + 10
    while (found := processes_with(variable)) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def test_one_who_knows_nothing_is_told_what_was_right(tmp_path: Path) -> None:
    answers = tmp_path / "answers"
    answers.write_text("?\nlogin\n\n25:00\n\n9\n")
    own = {"DRILL_OF": str(tmp_path)}
    command = ["drill", "search-quiet", "--fast", "--seed", "3", "--answers", str(answers)]
    ended = dogwatch(ROOT, *command, env=own, timeout=120)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "  The page of features has the troubled first;" in ended.stdout
    assert "  login: no.\n  Given up. Right is: search\n" in ended.stdout
    assert "  Given up. Right is: @slack-storefront-alerts\n" in ended.stdout
    assert "\nNot found out this time. It broke at " in ended.stdout
    assert left_of(f"DRILL_OF={tmp_path}") == []


def test_two_drills_at_once_end_all_that_they_have_started_when_they_are_interrupted(tmp_path: Path) -> None:
    with (
        trainee("search-quiet", DRILL_OF=f"{tmp_path}/1") as one,
        trainee("search-quiet", DRILL_OF=f"{tmp_path}/2") as other,
    ):
        for person in (one, other):
            person.wait_for("1 of 5")
        # The drill, the shop, its front, gunicorn and a worker.
        assert len(processes_with(f"DRILL_OF={tmp_path}/1")) >= 5
        one.process.send_signal(signal.SIGINT)
        assert one.rest().rstrip().endswith("interrupted")
        assert one.process.returncode == 130
        assert left_of(f"DRILL_OF={tmp_path}/1") == []
        with pytest.raises(httpx.TransportError):
            one.ask("/api/v1/monitor")
        assert other.answer("search") == "  search: right."
        other.process.terminate()
        assert other.rest().rstrip().endswith("interrupted")
        assert left_of(f"DRILL_OF={tmp_path}/2") == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_that_is_interrupted_while_it_begins_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    with trainee("search-quiet", DRILL_OF=str(tmp_path)) as person:
        person.wait_for("The embedded Datadog gets a week")
        end = time.monotonic() + 30
        while len(processes_with(f"DRILL_OF={tmp_path}")) < 2 and time.monotonic() < end:
            time.sleep(0.05)
        person.process.send_signal(number)
        assert person.rest().rstrip().endswith("interrupted")
        assert person.process.returncode == 130
    assert left_of(f"DRILL_OF={tmp_path}") == []


def test_all_drills_are_listed() -> None:
    listed, named = dogwatch(ROOT, "drill", "--list"), dogwatch(ROOT, "drill")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert named.stdout == listed.stdout
    assert [line.split()[0] for line in listed.stdout.splitlines()] == [drill.name for drill in DRILLS]


def test_says_what_it_needs(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "drill", "checkout-slow")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "the drill breaks the sample shop, and examples/shop/ is not here; run it where one is\n"


def test_a_slip_in_a_name_is_seen(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "drill", "chekout-slow")
    assert ended.returncode == 2
    assert ended.stderr == "there is no drill chekout-slow; did you mean checkout-slow? dogwatch drill --list\n"
    both = dogwatch(tmp_path, "drill", "checkout-slow", "--list")
    assert both.returncode == 2

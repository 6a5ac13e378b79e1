from __future__ import annotations

import re
import signal
import socket
import threading
import time
from datetime import datetime
from pathlib import Path
from subprocess import Popen
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from dogwatch.cli import up
from dogwatch.cli.telling import Telling
from tests.local.alerting.living import NOON, Living

from .command import dogwatch, shop, start

FREE = ("--port", "0", "--dogstatsd-port", "0", "--trace-port", "0")


def address(process: Popen[str]) -> str:
    """The address that a server prints when it answers."""
    assert process.stdout
    match = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert match
    return match.group()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_answers_at_the_address_it_prints_until_it_is_told_to_stop(tmp_path: Path, number: signal.Signals) -> None:
    with start(shop(tmp_path), "up", *FREE) as process:
        url = address(process)
        assert process.stdout
        assert (
            process.stdout.readline() == f"For other programs: DATADOG_HOST={url} DD_API_KEY=local DD_APP_KEY=local\n"
        )
        for_services = (
            r"For services: DD_AGENT_HOST=127\.0\.0\.1 DD_DOGSTATSD_PORT=[1-9]\d+ DD_TRACE_AGENT_PORT=[1-9]\d+\n"
        )
        assert re.fullmatch(for_services, process.stdout.readline())
        keys = {"DD_API_KEY": "local", "DD_APP_KEY": "local"}
        assert "1 to create" in dogwatch(tmp_path, "plan", url=url, env=keys).stdout
        began = time.monotonic()
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - began < 10
        assert process.stderr
        assert process.stderr.read() == ""


def test_killed_and_started_again_it_has_everything(tmp_path: Path) -> None:
    with start(shop(tmp_path), "up", *FREE, "--data", "kept") as process:
        dogwatch(tmp_path, "apply", "--local", "--yes", url=address(process))
        process.kill()
    with start(tmp_path, "up", *FREE, "--data", "kept") as process:
        again = dogwatch(tmp_path, "plan", "--local", url=address(process))
        process.terminate()
    assert again.stdout.endswith(
        "Nothing to do: 0 to create, 0 to update, 0 to delete, 1 unchanged, 1 waiting for data.\n"
    )


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = dogwatch(tmp_path, "up", "--port", str(port))
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"port {port} is in use; ")
    assert ended.stderr.count("\n") == 1


def test_a_delay_has_a_unit(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "up", "--delay", "100")
    assert ended.returncode == 2
    assert "'100' has no unit" in ended.stderr


def test_a_port_of_the_agent_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        ended = dogwatch(tmp_path, "up", *FREE, "--dogstatsd-port", str(port))
    assert ended.returncode == 2
    assert ended.stderr == f"DogStatsD port {port} is in use; take another, 0 for a free one\n"


def test_a_socket_is_taken_where_it_is_asked_for_and_goes_with_it(tmp_path: Path) -> None:
    with start(tmp_path, "up", *FREE, "--dogstatsd-socket", "dsd.socket") as process:
        address(process)
        assert (tmp_path / "dsd.socket").is_socket()
        process.terminate()
        process.wait(timeout=10)
    assert not (tmp_path / "dsd.socket").exists()


def test_shows_the_dashboards_of_the_catalog_that_is_here(tmp_path: Path) -> None:
    page = (
        'from dogwatch import feature_page\n\npage = feature_page(checkout)\ncatalog = Catalog("shop", namespaces=[])'
    )
    with start(shop(tmp_path, 'catalog = Catalog("shop", namespaces=[])', page), "up", *FREE) as process:
        url = address(process)
        assert ">payments<" in seen(url, 'href="/catalog/shop/checkout/page"')
        with urlopen(f"{url}/dashboard/lists") as answer:
            shown = answer.read().decode()
        process.terminate()
    assert "Declared in the catalog, not applied" in shown


def test_a_catalog_with_mistakes_stops_nothing(tmp_path: Path) -> None:
    with start(
        shop(tmp_path, 'team=payments, service="shop-api"', 'team=payments, service="Shop!"'), "up", *FREE
    ) as process:
        url = address(process)
        assert process.stderr
        assert process.stderr.readline() == (
            "features.py has mistakes, so none of its dashboards is shown before it is applied:\n"
        )
        assert "Dashboards" in seen(url, "Dashboards")
        process.terminate()


def seen(url: str, text: str) -> str:
    """The list of features as soon as a text is in it: the catalog is read after the server answers."""
    end = time.monotonic() + 20
    while True:
        with urlopen(f"{url}/") as answer:
            page = str(answer.read().decode())
        if text in page or time.monotonic() > end:
            return page
        time.sleep(0.05)


def test_says_who_can_be_told_and_shows_no_address(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "up", *FREE, "--receiver", "@pagerduty-Shop=https://secret.example.com")
    assert ended.returncode == 2
    assert ended.stderr == (
        "@pagerduty-Shop cannot be received; write @webhook-NAME=URL, @slack-CHANNEL=URL or @slack-*=URL\n"
    )
    ended = dogwatch(tmp_path, "up", *FREE, "--receiver", "@webhook-shop")
    assert (ended.returncode, ended.stderr) == (
        2,
        "@webhook-shop is received at no address; write @webhook-shop=https://…\n",
    )


def test_prints_who_is_told_what_unless_nobody_is() -> None:
    printed: list[str] = []
    done = threading.Event()

    def echo(line: str) -> None:
        printed.append(line)
        done.set()

    telling = Telling(echo)
    here = Living()
    here.watch()
    here.watch(name="a part", message="")
    here.pass_(1, 9, "queue:mail")
    for notification in here.told:
        up.tell(telling, notification)
    assert done.wait(5)
    at = datetime.fromtimestamp(NOON + 60).strftime("%H:%M")
    assert printed == [f"{at} [Triggered on {{queue:mail}}] queues are long: @webhook-people"]


def test_shows_the_runbooks_that_lie_beside_the_catalog_and_no_other_file(tmp_path: Path) -> None:
    shop(tmp_path, 'service="shop-api", tier=1,', 'service="shop-api", tier=1, runbook="books/checkout.md",')
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "checkout.md").write_text("# Wake the cook\n")
    with start(tmp_path, "up", *FREE) as process:
        url = address(process)
        assert process.stdout
        while "For people" not in process.stdout.readline():
            pass
        assert "Wake the cook" in _read_soon(f"{url}/runbooks/books/checkout.md")
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{url}/runbooks/features.py")
        process.terminate()


def _read_soon(url: str) -> str:
    """A page that is there once the catalog is loaded, which is after it answers."""
    for _ in range(100):
        try:
            with urlopen(url) as answer:
                return str(answer.read().decode())
        except HTTPError:
            time.sleep(0.1)
    raise AssertionError(f"{url} is not there")

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from dogwatch.client import Http, expect, local
from dogwatch.kinds import Request
from dogwatch.local import Keys
from dogwatch.local.api.keys import ORGANISATION
from tests.faults import Call, Faulty
from tests.reported import running_with_durations as running

from .command import at_a_terminal, dogwatch, shop
from .test_targets import ELSEWHERE

KEYS = {"DD_API_KEY": "0123456789abcdef0123456789abcdef", "DD_APP_KEY": "f" * 40}
NOWHERE = "http://127.0.0.1:9"


def ask(url: str, method: str, path: str, body: Any = None) -> Any:
    send = Http(local(port=int(url.rpartition(":")[2])))
    try:
        return expect(send(Request(method, path, body=body)), path)
    finally:
        send.close()


def saved(folder: Path, url: str, *further: str) -> dict[str, Any]:
    ended = dogwatch(folder, "plan", "--local", "--out", "plan.json", *further, url=url)
    assert (ended.returncode, ended.stderr) == (0, "")
    data: dict[str, Any] = json.loads((folder / "plan.json").read_text())
    return data


def test_a_saved_plan_is_carried_out_without_any_catalog(tmp_path: Path) -> None:
    with running() as server:
        saved(shop(tmp_path), server.url)
        (tmp_path / "features.py").write_text("raise SystemExit('the catalog ran')")
        first = dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", url=server.url)
        rest = dogwatch(shop(tmp_path), "plan", "--local", url=server.url)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[:2] == [
        f"Target: {server.url}, environment prod",
        "Plan: 2 to create, 0 to update, 0 to delete, 0 unchanged.",
    ]
    assert first.stdout.endswith(": 2 created, 0 updated, 0 deleted.\n")
    assert rest.stdout.endswith("Nothing to do: 0 to create, 0 to update, 0 to delete, 2 unchanged.\n")


def test_what_is_shown_is_what_is_saved_and_what_is_applied(tmp_path: Path) -> None:
    with running() as server:
        planned = dogwatch(shop(tmp_path), "plan", "--local", "--out", "plan.json", url=server.url)
        _, asked = at_a_terminal(tmp_path, "apply", "plan.json", "--local", url=server.url, answer="n\n", NO_COLOR="1")
        short = dogwatch(tmp_path, "plan", "--local", "--json", url=server.url)
    assert asked.startswith(f"n\n{planned.stdout}Apply this?")  # the terminal shows what is typed ahead
    data = json.loads((tmp_path / "plan.json").read_text())
    shown = json.loads(short.stdout)
    rest = shown.keys() - {"ok", "changes"}
    assert {name: data[name] for name in rest} == {name: shown[name] for name in rest}
    for row, other in zip(data["changes"], shown["changes"], strict=True):
        assert {name: row[name] for name in other} == other


def test_half_of_a_letter_in_what_is_there_stops_nothing(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        there, *_ = ask(server.url, "GET", "/api/v1/monitor")
        ask(server.url, "PUT", f"/api/v1/monitor/{there['id']}", {"message": "half \ud83d of it"})
        read = dogwatch(tmp_path, "plan", "--local", url=server.url)
        shown = dogwatch(tmp_path, "plan", "--local", "--json", url=server.url)
        refused = dogwatch(tmp_path, "plan", "--local", "--out", "plan.json", url=server.url)
        applied = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        again, *_ = ask(server.url, "GET", "/api/v1/monitor")
        back = dogwatch(tmp_path, "rollback", "--local", "--yes", url=server.url)
        restored, *_ = ask(server.url, "GET", "/api/v1/monitor")
    assert "half \\ud83d of it" in read.stdout
    (change,) = json.loads(shown.stdout)["changes"]
    assert [field["before"] for field in change["fields"]] == ["half \ud83d of it"]
    assert refused.stderr.startswith("plan.json: what is there holds half of a character")
    assert not list(tmp_path.glob("*plan.json*"))
    assert applied.stdout.endswith(": 0 created, 1 updated, 0 deleted.\n")
    assert again["message"] == there["message"]
    assert (back.returncode, restored["message"]) == (0, "half \ud83d of it")


def test_a_plan_is_carried_out_once(tmp_path: Path) -> None:
    with running() as server:
        saved(shop(tmp_path), server.url)
        dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", url=server.url)
        again = dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", url=server.url)
    assert (again.returncode, again.stdout) == (4, "")
    assert sorted(again.stderr.splitlines())[0].startswith("monitor shop/checkout/latency-p95: it was to be created")
    assert again.stderr.endswith("plan.json is out of date: nothing was changed; plan again\n")


def test_nothing_is_written_where_datadog_moved(tmp_path: Path) -> None:
    writes = Writes()
    with running(wrap=Faulty(writes).wrap) as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        shop(tmp_path, "400ms", "500ms")
        (tmp_path / "features.py").write_text((tmp_path / "features.py").read_text().replace('"2%"', '"3%"'))
        saved(tmp_path, server.url)
        [slow] = [body for body in ask(server.url, "GET", "/api/v1/monitor") if "p95" in body["name"]]
        ask(server.url, "PUT", f"/api/v1/monitor/{slow['id']}", {"message": "by hand"})
        writes.seen.clear()
        ended = dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", url=server.url)
    assert (ended.returncode, ended.stdout) == (4, "")
    assert ended.stderr == (
        f"monitor shop/checkout/latency-p95 ({slow['id']}): it was changed since: message\n"
        "plan.json is out of date: nothing was changed; plan again\n"
    )
    assert writes.seen == []


class Writes:
    """Notes what is written and lets all of it pass."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    def __call__(self, call: Call) -> None:
        if call.method in ("PUT", "POST", "PATCH", "DELETE"):
            self.seen.append((call.method, call.path))


def test_what_the_plan_does_not_touch_may_change_meanwhile(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        saved(shop(tmp_path, "400ms", "500ms"), server.url)
        [failing] = [body for body in ask(server.url, "GET", "/api/v1/monitor") if "fail" in body["name"]]
        ask(server.url, "PUT", f"/api/v1/monitor/{failing['id']}", {"message": "by hand"})
        ended = dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", url=server.url)
        message = ask(server.url, "GET", f"/api/v1/monitor/{failing['id']}")["message"]
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith(": 0 created, 1 updated, 0 deleted.\n")
    assert message == "by hand"


def test_says_what_the_catalog_declares_otherwise_by_now(tmp_path: Path) -> None:
    with running() as server:
        saved(shop(tmp_path), server.url)
        same = dogwatch(
            tmp_path, "apply", "plan.json", "--local", "--catalog", "features.py", url=server.url, env={"NO_COLOR": "1"}
        )
        shop(tmp_path, "400ms", "500ms")
        ended = dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", "--catalog", "features.py", url=server.url)
    assert "by now" not in same.stderr
    assert "the catalog" not in same.stderr
    assert ended.returncode == 0
    assert ended.stderr == (
        "monitor shop/checkout/latency-p95: the catalog declares it otherwise now; plan.json is of before\n"
    )


def test_many_deletes_have_to_be_allowed_for_a_saved_plan_too(tmp_path: Path) -> None:
    more = 'eight = [Feature(f"f{n}", team=payments, service="a", signals=[Errors(rate="1%")]) for n in range(8)]\n'
    with running() as server:
        dogwatch(shop(tmp_path, "catalog =", f"{more}catalog ="), "apply", "--local", "--yes", url=server.url)
        saved(shop(tmp_path), server.url, "--allow-deletes")
        data = json.loads((tmp_path / "plan.json").read_text())
        (tmp_path / "plan.json").write_text(json.dumps({**data, "managed": 10_000}))
        stopped = dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", url=server.url)
        meant = dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", "--allow-deletes", url=server.url)
    assert stopped.returncode == 1
    assert stopped.stderr.startswith("the plan deletes 32 of 34 managed objects, more than 20%: nothing was changed")
    assert meant.returncode == 0
    assert meant.stdout.endswith("32 deleted.\n")


def test_a_plan_that_datadog_would_refuse_is_saved_to_be_seen_and_not_carried_out(tmp_path: Path) -> None:
    monitor = 'Monitor("m", team=payments, title="t", what="w", type="composite", query="12345")'
    shop(tmp_path, "catalog =", f"from dogwatch import Monitor\nm = {monitor}\ncatalog =")
    with running() as server:
        planned = dogwatch(tmp_path, "plan", "--local", "--out", "plan.json", url=server.url)
        ended = dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", url=server.url)
    assert (planned.returncode, ended.returncode) == (1, 1)
    assert ended.stderr.startswith("monitor shop/m: Datadog answered 400: ")
    assert ended.stderr.endswith("that spoke against plan.json when it was made: plan again\n")


def test_only_its_owner_may_read_the_file_and_no_key_is_in_it(tmp_path: Path) -> None:
    with running(keys=Keys(*KEYS.values())) as server:
        ended = dogwatch(shop(tmp_path), "plan", "--out", "plan.json", url=server.url, env=KEYS)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert stat.S_IMODE((tmp_path / "plan.json").stat().st_mode) == 0o600
    text = (tmp_path / "plan.json").read_text()
    assert not any(key in text for key in KEYS.values())
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".json"] == ["plan.json"]


def test_a_key_that_somebody_declared_is_not_saved(tmp_path: Path) -> None:
    header = f'{{"custom_headers": {{"Authorization": "{KEYS["DD_APP_KEY"]}"}}}}'
    monitor = f"Monitor('m', feature=search, title='t', what='''{header}''', query='avg(last_5m):avg:a{{$env}} > 1')"
    shop(tmp_path, "catalog =", f"from dogwatch import Monitor\nm = {monitor}\ncatalog =")
    (tmp_path / "plan.json").write_text("before")
    with running(keys=Keys(*KEYS.values())) as server:
        ended = dogwatch(tmp_path, "plan", "--out", "plan.json", url=server.url, env=KEYS)
    assert ended.returncode == 1
    assert ended.stderr == (
        "monitor shop/search/m: a key of the target stands in it: the plan was not saved; take it out\n"
    )
    assert (tmp_path / "plan.json").read_text() == "before"


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with running() as server:
        ended = dogwatch(shop(tmp_path), "plan", "--local", "--out", "no/plan.json", url=server.url)
    assert (ended.returncode, ended.stderr) == (2, "no/plan.json: No such file or directory\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--local", "--env", "staging"), "plan.json is a plan for prod, but --env says staging; leave --env out"),
        (("--local", "--feature", "search"), "plan.json holds a whole plan; leave --feature and --team out"),
        (("--local",), "plan.json is a plan for http://127.0.0.1:"),
    ],
)
def test_a_plan_goes_where_it_was_made_for(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    with running() as server:
        saved(shop(tmp_path), server.url)
    ended = dogwatch(tmp_path, "apply", "plan.json", "--yes", *arguments, url=NOWHERE)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(said)


def test_a_plan_does_not_go_to_another_organisation_at_the_same_address(tmp_path: Path) -> None:
    with running(keys=Keys(*KEYS.values())) as server:
        dogwatch(shop(tmp_path), "plan", "--out", "plan.json", url=server.url, env=KEYS)
        port = int(server.url.rpartition(":")[2])
    with running(keys=Keys(*KEYS.values(), organisation=ELSEWHERE), port=port) as server:
        ended = dogwatch(tmp_path, "apply", "plan.json", "--yes", url=server.url, env=KEYS)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr == (
            f"plan.json is a plan for the organisation {ORGANISATION}, and the keys are of {ELSEWHERE}: "
            "nothing was read or written\n"
        )


def test_what_is_no_plan_is_wrong_use(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "apply", "features.py", "--yes", "--local", url=NOWHERE)
    assert ended.returncode == 2
    assert ended.stderr.startswith("features.py is no JSON: ")
    shown = dogwatch(tmp_path, "apply", "plan.json", "--yes", "--local", url=NOWHERE)
    assert (shown.returncode, shown.stderr) == (2, "plan.json: No such file or directory\n")

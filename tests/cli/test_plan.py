from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.faults import Answer, Faulty, on
from tests.reported import running_with_durations as running

from .command import at_a_terminal, dogwatch, shop


def test_prints_what_would_change_by_feature(tmp_path: Path) -> None:
    with running() as server:
        ended = dogwatch(shop(tmp_path), "plan", "--local", url=server.url)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        f"Target: {server.url}, environment prod\n"
        "\n"
        "checkout\n"
        "  + monitor shop/checkout/latency-p95\n"
        "      [prod] checkout: p95 response time above 400ms\n"
        "\n"
        "search\n"
        "  + monitor shop/search/errors\n"
        "      [prod] search: more than 2% of calls fail\n"
        "\n"
        "Plan: 2 to create, 0 to update, 0 to delete, 0 unchanged.\n"
    )


def test_prints_changes_field_by_field_and_long_texts_by_line(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        shop(tmp_path, 'warn="300ms"), least=0)]', 'warn="250ms"), least=0)], runbook="docs/slow.md"')
        (tmp_path / "features.py").write_text((tmp_path / "features.py").read_text().replace("search", "find"))
        ended = dogwatch(tmp_path, "plan", "--local", url=server.url)
    # Two creates are carried out at once, so which of them gets which id is open.
    printed = re.sub(r"\(1000000[12]\)", "(id)", ended.stdout)
    assert "\n".join(line.rstrip() for line in printed.split("\n")) == (
        f"Target: {server.url}, environment prod\n"
        "\n"
        "checkout\n"
        "  ~ monitor shop/checkout/latency-p95 (id)\n"
        "      message:\n"
        '          {{#is_renotify}}Still so after {{eval "ceil(triggered_duration_sec/60)"}} minutes.{{/is_renotify}}\n'
        "\n"
        "        + Runbook: docs/slow.md\n"
        "          Team: payments (service shop-api, tier 1, prod)\n"
        "\n"
        "      options.thresholds.warning: 0.3 → 0.25\n"
        "\n"
        "find\n"
        "  + monitor shop/find/errors\n"
        "      [prod] find: more than 2% of calls fail\n"
        "\n"
        "search\n"
        "  - monitor shop/search/errors (id)\n"
        "      [prod] search: more than 2% of calls fail\n"
        "\n"
        "Plan: 1 to create, 1 to update, 1 to delete, 0 unchanged.\n"
    )


def test_json_has_exactly_the_documented_shape(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        ended = dogwatch(shop(tmp_path, "300ms", "250ms"), "plan", "--local", "--json", url=server.url)
    assert (ended.returncode, ended.stderr) == (0, "")
    plan = json.loads(ended.stdout)
    assert plan["changes"][0]["id"] in ("10000001", "10000002")
    assert plan == {
        "ok": True,
        "target": f"{server.url}, environment prod",
        "changes": [
            {
                "action": "update",
                "kind": "monitor",
                "key": "shop/checkout/latency-p95",
                "id": plan["changes"][0]["id"],
                "fields": [{"path": "options.thresholds.warning", "before": 0.3, "after": 0.25}],
                "adopts": False,
                "renames": None,
            }
        ],
        "left_alone": [],
        "waiting": [],
        "summary": {"create": 0, "update": 1, "delete": 0, "unchanged": 1},
        "refused": [],
        "not_validated": [],
        "used_by": [],
    }


def test_plans_a_build_without_running_any_catalog(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text(dogwatch(shop(tmp_path), "build", "--json").stdout)
    with running() as server:
        of_the_catalog = dogwatch(tmp_path, "plan", "--local", url=server.url)
        (tmp_path / "features.py").write_text("raise SystemExit('the catalog ran')")
        of_the_build = dogwatch(tmp_path, "plan", "--local", "--from", "build.json", url=server.url)
    assert (of_the_build.returncode, of_the_build.stderr) == (0, "")
    assert of_the_build.stdout == of_the_catalog.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--env", "staging"),
            "build.json was built for prod, but the target is staging: dogwatch build --env staging",
        ),
        (("--catalog-name", "billing"), "build.json is a build of the catalog shop, not of billing"),
        (("--feature", "search"), "--from plans a whole build; leave --catalog, --feature and --team out"),
        (("--catalog", "features.py"), "--from plans a whole build; leave --catalog, --feature and --team out"),
    ],
)
def test_a_build_is_planned_as_it_is_or_not_at_all(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "build.json").write_text(dogwatch(shop(tmp_path), "build", "--json").stdout)
    ended = dogwatch(tmp_path, "plan", "--local", "--from", "build.json", *arguments, url="http://127.0.0.1:9")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(said)


def test_a_catalog_has_its_name_already(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "plan", "--local", "--catalog-name", "shop", url="http://127.0.0.1:9")
    assert ended.returncode == 2
    assert ended.stderr == "--catalog-name says whose build --from names; leave it out without one\n"


def test_a_build_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "plan", "--local", "--from", "build.json", url="http://127.0.0.1:9")
    assert (ended.returncode, ended.stderr) == (2, "build.json: No such file or directory\n")


def test_markdown_is_folded_by_feature(tmp_path: Path) -> None:
    with running() as server:
        ended = dogwatch(
            shop(tmp_path), "plan", "--local", "--format", "markdown", "--summary", "all.md", url=server.url
        )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("**Plan: 2 to create, 0 to update, 0 to delete, 0 unchanged.**\n")
    assert "<details><summary><code>checkout</code>: 1 to create</summary>" in ended.stdout
    assert (tmp_path / "all.md").read_text() == ended.stdout


def test_json_is_a_format_and_a_word_of_its_own(tmp_path: Path) -> None:
    with running() as server:
        short = dogwatch(shop(tmp_path), "plan", "--local", "--json", url=server.url)
        long = dogwatch(tmp_path, "plan", "--local", "--format", "json", url=server.url)
    assert (long.returncode, long.stdout) == (0, short.stdout)


def test_two_formats_are_wrong_use(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "plan", "--local", "--json", "--format", "markdown", url="http://127.0.0.1:9")
    assert (ended.returncode, json.loads(ended.stdout)["error"]["type"]) == (2, "UsageError")
    assert ended.stderr == "--json and --format markdown contradict each other; write one of them\n"


@pytest.mark.parametrize("command", ["plan", "drift"])
def test_a_summary_that_cannot_be_written_is_wrong_use(tmp_path: Path, command: str) -> None:
    with running() as server:
        ended = dogwatch(shop(tmp_path), command, "--local", "--summary", "no/all.md", url=server.url)
    assert (ended.returncode, ended.stderr) == (2, "no/all.md: No such file or directory\n")


def test_a_reviewer_sees_that_too_much_would_be_deleted(tmp_path: Path) -> None:
    more = 'eight = [Feature(f"f{n}", team=payments, service="a", signals=[Errors(rate="1%")]) for n in range(8)]\n'
    with running() as server:
        dogwatch(shop(tmp_path, "catalog =", f"{more}catalog ="), "apply", "--local", "--yes", url=server.url)
        ended = dogwatch(shop(tmp_path), "plan", "--local", "--format", "markdown", url=server.url)
        program = dogwatch(tmp_path, "plan", "--local", "--json", url=server.url)
    sentence = "the plan deletes 32 of 34 managed objects, more than 20%: nothing was changed"
    assert ended.returncode == 1
    assert ended.stderr.startswith(sentence)
    assert f"<summary>Would be refused (1)</summary>\n\n```diff\n- {sentence}" in ended.stdout
    said = json.loads(program.stdout)
    assert (program.returncode, program.stderr, said["ok"]) == (1, ended.stderr, False)
    assert said["refused"][0].startswith(sentence)


def test_an_exit_code_of_three_says_that_there_is_something_to_change(tmp_path: Path) -> None:
    with running() as server:
        before = dogwatch(shop(tmp_path), "plan", "--local", "--exit-code", url=server.url)
        dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        after = dogwatch(tmp_path, "plan", "--local", "--exit-code", url=server.url)
    assert (before.returncode, after.returncode) == (3, 0)


@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("arguments", [("plan",), ("plan", "--json"), ("sync", "--yes")])
def test_says_that_tag_policies_could_not_be_read(tmp_path: Path, status: int, arguments: tuple[str, ...]) -> None:
    with running(wrap=Faulty(on("GET", "/api/v2/monitor/policy", Answer(status, {"errors": ["No"]}))).wrap) as server:
        ended = dogwatch(shop(tmp_path), *arguments, "--local", url=server.url)
    assert ended.returncode == 0
    assert ended.stderr == (
        "The organisation's tag policies cannot be read with these keys: nothing was held against them.\n"
    )


def test_writes_nothing(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), "plan", "--local", url=server.url)
        again = dogwatch(tmp_path, "plan", "--local", url=server.url)
    assert "2 to create" in again.stdout


def test_says_what_datadog_would_refuse_and_ends_with_one(tmp_path: Path) -> None:
    monitor = 'Monitor("m", team=payments, title="t", what="w", type="composite", query="12345")'
    shop(tmp_path, "catalog =", f"from dogwatch import Monitor\nm = {monitor}\ncatalog =")
    with running() as server:
        ended = dogwatch(tmp_path, "plan", "--local", url=server.url)
    assert ended.returncode == 1
    assert ended.stderr.startswith("would be refused: monitor shop/m: Datadog answered 400: ")
    assert "3 to create" in ended.stdout


def test_messages_link_to_the_datadog_that_the_plan_is_for(tmp_path: Path) -> None:
    shop(tmp_path, "catalog =", "from dogwatch import feature_page\npage = feature_page(search)\ncatalog =")
    with running() as server:
        ended = dogwatch(tmp_path, "plan", "--local", "--json", url=server.url)
    fields = [field for change in json.loads(ended.stdout)["changes"] for field in change["fields"]]
    links = [str(field["after"]) for field in fields if field["path"] == "message"]
    assert any(f"Dashboard: {server.url}/dashboard/${{dashboard:shop/search/page}}?" in link for link in links)


def test_asks_about_a_monitor_whose_message_links_to_a_page_to_come(tmp_path: Path) -> None:
    wrong = "m = Monitor('m', feature=search, title='t', what='w', type='composite', query='12345')"
    shop(
        tmp_path,
        "catalog =",
        f"from dogwatch import Monitor, feature_page\n{wrong}\npage = feature_page(search)\ncatalog =",
    )
    with running() as server:
        ended = dogwatch(tmp_path, "plan", "--local", url=server.url)
    assert ended.stderr.startswith("would be refused: monitor shop/search/m: Datadog answered 400: ")
    assert "Cannot be validated" not in ended.stdout


def test_names_a_few_of_those_that_cannot_be_asked_about_yet(tmp_path: Path) -> None:
    floor, promise = "dogwatch.Traffic(min='1/m')", "dogwatch.Availability('99.9%', budget='75%')"
    shop(tmp_path, 'search = Feature("search",', f'import dogwatch\nsearch = Feature("search", objectives=[{promise}],')
    features = tmp_path / "features.py"
    features.write_text(features.read_text().replace('rate="2%", least=0)', f'rate="2%"), {floor}'))
    with running() as server:
        ended = dogwatch(tmp_path, "plan", "--local", url=server.url)
    line = next(line for line in ended.stdout.splitlines() if line.startswith("Cannot be validated"))
    assert line.count("monitor shop/") == 3
    assert line.endswith(" more.")


def test_a_part_of_the_catalog_deletes_nothing(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        shop(tmp_path, "400ms", "500ms")
        text = (tmp_path / "features.py").read_text()
        (tmp_path / "features.py").write_text(text.replace('"search"', '"find"'))
        one = dogwatch(tmp_path, "plan", "--local", "--feature", "checkout", url=server.url)
        of_team = dogwatch(tmp_path, "plan", "--local", "--team", "storefront", url=server.url)
    assert one.stdout.endswith("Plan: 0 to create, 1 to update, 0 to delete, 0 unchanged.\n")
    assert of_team.stdout.endswith("Plan: 1 to create, 0 to update, 0 to delete, 0 unchanged.\n")


def test_has_colours_on_a_terminal_only(tmp_path: Path) -> None:
    with running() as server:
        _, seen = at_a_terminal(shop(tmp_path), "plan", "--local", url=server.url)
        _, plain = at_a_terminal(tmp_path, "plan", "--local", url=server.url, NO_COLOR="1")
        piped = dogwatch(tmp_path, "plan", "--local", url=server.url).stdout
    assert "\x1b[32m  + monitor shop/checkout/latency-p95\x1b[0m" in seen
    assert "\x1b" not in plain
    assert plain == piped

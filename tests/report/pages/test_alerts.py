from __future__ import annotations

from dogwatch.kinds import Resource
from dogwatch.report.pages.alerts import alerts, urgency
from dogwatch.report.pages.alerts import test_alert as alert_of_test

from .books import monitor

PAGED = "It broke.\n{{#is_alert}}\n@pagerduty-X\n{{/is_alert}}\n@slack-x"


def section(key: str, **body: object) -> Resource:
    return Resource("monitor", f"shop/checkout/{key}", {**monitor().body, **body})


def test_an_alert_is_its_name_its_facts_its_query_and_its_exact_message() -> None:
    lines = list(alerts([monitor(message=PAGED, priority=2, options={"thresholds": {"critical": 5}})]))
    assert lines == [
        "| Alert | Priority | Tells |",
        "|---|---|---|",
        "| [it breaks](#it-breaks) | P2 | `@pagerduty-X`, `@slack-x` |",
        "",
        "### it breaks",
        "",
        "- **Tells** `@pagerduty-X` when it alerts; `@slack-x` each time",
        r"- **Limit** alerts at \> 5",
        "- **Window** the last 5m",
        "- **No data** leaves the state as it is",
        "",
        "```text",
        "avg(last_5m):avg:a.b{env:prod} > 5",
        "```",
        "",
        "<details><summary>The message</summary>",
        "",
        "```text",
        *PAGED.split("\n"),
        "```",
        "",
        "</details>",
    ]


def test_says_whom_it_tells_when() -> None:
    message = (
        f"{PAGED} {{{{#is_recovery}}}}@pagerduty-X{{{{/is_recovery}}}} {{{{#is_warning}}}}@team-x{{{{/is_warning}}}}"
    )
    lines = alerts([monitor(message=message, options={"thresholds": {"critical": 5, "warning": 3}})])
    assert [line for line in lines if line.startswith("- **Tells**")] == [
        "- **Tells** `@pagerduty-X` when it alerts, when the alert ends and when the warning ends; "
        "`@slack-x` each time; `@team-x` when it warns and when the alert becomes a warning"
    ]


def test_says_whom_a_check_tells_that_does_not_know() -> None:
    query = '"postgres.can_connect".over("env:prod").by("host").last(4).count_by_status()'
    message = "{{#is_unknown}}@team-x{{/is_unknown}} {{#is_recovery}}@slack-x{{/is_recovery}}"
    options = {"thresholds": {"critical": 3, "unknown": 2}}
    lines = alerts([section("connects", type="service check", query=query, message=message, options=options)])
    assert [line for line in lines if line.startswith("- **Tells**")] == [
        "- **Tells** `@slack-x` when the alert ends, when the warning ends and when it knows again, and is well; "
        "`@team-x` when a check does not know"
    ]


def test_the_most_urgent_comes_first() -> None:
    quiet = section("a-24h", priority=1, message="@slack-x")
    sooner = section("a-6h", priority=1, message="@slack-x")
    loud = section("z", priority=1, message=PAGED)
    later = section("b", priority=2, message=PAGED)
    without = section("c")
    assert sorted([without, later, quiet, sooner, loud], key=urgency) == [loud, sooner, quiet, later, without]


def test_what_only_serves_a_composite_stands_with_it() -> None:
    slow = section("slow-measured", name="[prod] checkout: it is slow")
    few = section("slow-few", name="[prod] checkout: few calls", query="sum(last_5m):sum:a{*} < 20")
    loud = section("loud", message="@slack-x")
    references = "${monitor:shop/checkout/slow-measured} && !${monitor:shop/checkout/slow-few}"
    whole = section(
        "slow", query=f"{references} && ${{monitor:shop/checkout/loud}}", type="composite", message="@slack-x"
    )
    lines = list(alerts([slow, few, loud, whole]))
    assert [line for line in lines if line.startswith(("| [it", "| [few", "###"))] == [
        "| [it breaks](#it-breaks) | – | `@slack-x` |",
        "| [it breaks](#it-breaks-1) | – | `@slack-x` |",
        "### it breaks",
        "### it breaks",
    ]
    begin = lines.index("`${monitor:shop/checkout/slow-few}` is: few calls")
    assert lines[begin + 2 : begin + 8] == [
        "- **Window** the last 5m",
        "- **No data** leaves the state as it is",
        "",
        "```text",
        "sum(last_5m):sum:a{*} < 20",
        "```",
    ]
    assert lines.index("`${monitor:shop/checkout/slow-measured}` is: it is slow") < begin


def test_says_when_nobody_is_told() -> None:
    lines = list(alerts([monitor(message="It broke.")]))
    assert lines[2] == "| [it breaks](#it-breaks) | – | nobody |"
    assert "- **Tells** nobody" in lines


def test_a_message_cannot_end_its_block() -> None:
    lines = list(alerts([monitor(message="```\n</details><script>")]))
    assert lines[-6:] == ["````text", "```", "</details><script>", "````", "", "</details>"]


def test_the_alert_of_a_synthetic_test_says_what_it_asks() -> None:
    config = {"request": {"method": "GET", "url": "https://example.com/pay"}, "assertions": []}
    options = {"monitor_priority": 1, "monitor_options": {"renotify_interval": 30}, "tick_every": 60}
    body = {"name": "[prod] checkout: it answers", "message": PAGED, "config": config, "options": options, "tags": []}
    lines = list(alerts([alert_of_test(Resource("synthetic_test", "shop/checkout/page", body))]))
    assert lines[2] == "| [it answers](#it-answers) | P1 | `@pagerduty-X`, `@slack-x` |"
    assert lines[lines.index("```text") + 1] == "GET https://example.com/pay"
    assert not any("No data" in line for line in lines)

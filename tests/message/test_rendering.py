from __future__ import annotations

import pytest

from dogwatch.message import Context, Transition, render
from dogwatch.message.rendering import Rendered
from dogwatch.message.transition import STATES

T = Transition
AT = 1_591_216_984.0  # Wed Jun 03 2020 20:43:04 UTC


def text(message: str, **known: object) -> str:
    return render(message, Context(**known)).text  # type: ignore[arg-type]


@pytest.mark.parametrize("transition", Transition)
@pytest.mark.parametrize("state", sorted(STATES))
def test_a_block_is_shown_at_its_transitions(state: str, transition: Transition) -> None:
    holds = state in transition.value
    assert text(f"{{{{#{state}}}}}x{{{{else}}}}y{{{{/{state}}}}}", transition=transition) == ("x" if holds else "y")
    assert text(f"{{{{^{state}}}}}x{{{{/{state}}}}}", transition=transition) == ("" if holds else "x")


@pytest.mark.parametrize(
    ("transition", "shown"),
    [
        (T.ALERT, {"is_alert"}),
        (T.RENOTIFY, {"is_alert", "is_renotify"}),
        (T.WARNING_RENOTIFY, {"is_warning", "is_renotify"}),
        (T.NO_DATA_RENOTIFY, {"is_no_data", "is_renotify"}),
        (T.RECOVERY, {"is_recovery", "is_alert_recovery"}),
        (T.WARNING_RECOVERY, {"is_recovery", "is_warning_recovery"}),
        (T.NO_DATA_RECOVERY, {"is_recovery", "is_no_data_recovery"}),
        (T.ALERT_TO_WARNING, {"is_warning", "is_alert_to_warning"}),
        (T.WARNING_TO_ALERT, {"is_alert", "is_warning_to_alert"}),
        (T.UNKNOWN, {"is_unknown"}),
    ],
)
def test_a_transition_has_its_blocks(transition: Transition, shown: set[str]) -> None:
    message = "".join(f"{{{{#{state}}}}}{state} {{{{/{state}}}}}" for state in sorted(STATES))
    assert set(text(message, transition=transition).split()) == shown


def test_blocks_stand_in_each_other() -> None:
    message = "{{#is_alert}}a{{^is_renotify}}b{{else}}c{{/is_renotify}}d{{else}}e{{/is_alert}}f"
    assert text(message, transition=T.ALERT) == "abdf"
    assert text(message, transition=T.RENOTIFY) == "acdf"
    assert text(message, transition=T.RECOVERY) == "ef"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("{{value}}", "63.002"),
        ("{{threshold}} {{warn_threshold}} {{ok_threshold}}", "60.0 50.0 1.0"),
        ("{{alert_recovery_threshold}} {{warn_recovery_threshold}}", "55.0 45.0"),
        ("{{value}} {{comparator}} {{threshold}}", "63.002 > 60.0"),
        ("{{first_triggered_at}}", "Wed Jun 03 2020 20:42:04"),
        ("{{last_triggered_at}}", "Wed Jun 03 2020 20:43:04"),
        ("{{first_triggered_at_epoch}} {{last_triggered_at_epoch}}", "1591216924000 1591216984000"),
        ("{{triggered_duration_sec}}", "90"),
        ("{{host.name}} {{ host.name }} {{host.ip}} {{host.metadata_platform}}", "web-1 web-1 10.0.0.1 linux"),
        ("{{host.metadata_agent_version}} {{host.metadata_machine}} {{host.metadata_processor}}", "7.5 x86_64 i7"),
        ("{{role.name}}", "db,web"),
        ("{{[dot.key].name}} {{dot.key.name}}", "five "),
        ("{{@machine_id.name}} {{[@network.client.ip].name}}", "m-1 1.2.3.4"),
        ("{{event.id}} {{event.title}} {{event.host.name}} {{event.tags.[dot.key]}}", "7 Boom web-2 six"),
        ("{{event.tags}}", "a,b:c"),
        ("{{log.attributes.[error.message]}} {{log.tags.env}} {{log.message}}", "no disk prod full"),
        ("{{span.attributes.key}} {{rum.tags.env}} {{log.link}}", "v prod https://x"),
        ("{{check_message}}", "connection refused"),
        ("{{a.value}} {{a.status}} {{b.value}}", "2.5 Alert 1.0"),
        ("{{timeframe}} {{short_window_burn_rate}} {{long_window_burn_rate}}", "7d 20.0 15.0"),
        ("{{topic-partition.name}}", "t-0"),
        ("{{[kube/app].name}} {{kube/app.name}} {{team:a.name}} {{$x.name}}", "shop  t d"),
        ("{{nothing.name}}|{{log.attributes.nothing}}|{{value.name}}|{{host}}|{{value.x.y}}", "||||"),
    ],
)
def test_a_variable_has_its_value(message: str, shown: str) -> None:
    if message == "{{event.tags}}":
        assert text(message, more={"event": {"tags": ["b:c", "a"]}}) == shown
        return
    event = {"id": 7, "title": "Boom", "host": {"name": "web-2"}, "tags": {"dot.key": "six"}}
    log = {
        "attributes": {"error.message": "no disk"},
        "tags": {"env": "prod"},
        "message": "full",
        "link": "https://x",
    }
    host = {
        "ip": "10.0.0.1",
        "metadata_platform": "linux",
        "metadata_agent_version": "7.5",
        "metadata_machine": "x86_64",
        "metadata_processor": "i7",
    }
    context = Context(
        value=63.0021,
        threshold=60,
        warn_threshold=50,
        ok_threshold=1,
        alert_recovery_threshold=55,
        warn_recovery_threshold=45,
        comparator=">",
        first_triggered_at=AT - 60,
        last_triggered_at=AT,
        now=AT + 30,
        tags={
            "host": ["web-1"],
            "role": ["web", "db"],
            "dot.key": ["five"],
            "@machine_id": ["m-1"],
            "@network.client.ip": ["1.2.3.4"],
            "topic-partition": ["t-0"],
            "kube/app": ["shop"],
            "team:a": ["t"],
            "$x": ["d"],
        },
        more={
            "host": host,
            "event": event,
            "log": log,
            "span": {"attributes": {"key": "v"}},
            "rum": {"tags": {"env": "prod"}},
            "check_message": "connection refused",
            "a": {"value": 2.5, "status": "Alert"},
            "b": {"value": 1.0},
            "timeframe": "7d",
            "short_window_burn_rate": 20.0,
            "long_window_burn_rate": 15.0,
        },
    )
    assert render(message, context).text == shown


def test_a_tag_may_be_called_like_another_variable() -> None:
    assert text("{{value}} {{value.name}}", value=1, tags={"value": ["x"]}) == "1.0 x"


def test_values_are_escaped_unless_they_have_three_braces() -> None:
    known = {"event": {"text": "{\"a\": `1` < 2 & 'x'=y}"}}
    assert text("{{event.text}}", more=known) == ("{&quot;a&quot;: &#x60;1&#x60; &lt; 2 &amp; &#x27;x&#x27;&#x3D;y}")
    assert text("{{{event.text}}}", more=known) == known["event"]["text"]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('is_match "role.name" "db"', True),
        ('is_match "role.name" "web" "cassandra"', True),
        ('is_match "role.name" "web"', False),
        ('is_match "role.name" "DB"', False),
        ('is_match "role.name" ""', True),
        ('is_match "nothing.name" ""', False),
        ('is_match "value" "5"', True),
        ('is_match "env" "prod"', True),
        ("is_match role.name 'db'", True),
        ('is_exact_match "env.name" "prod"', True),
        ('is_exact_match "env.name" "staging" "prod"', True),
        ('is_exact_match "env.name" "pro"', False),
        ('is_exact_match "value" "5"', True),
        ('is_exact_match "value" "5.00"', True),
        ('is_exact_match "value" "6"', False),
        ('is_exact_match "env.name" ""', False),
        ('is_exact_match "nothing.name" ""', True),
        ('is_exact_match (eval "int(value * 2)") "9" "10"', True),
        ('is_exact_match (eval "int(last_triggered_at_epoch / 3600000 % 24)") "20"', True),
        ('is_match (urlencode "log.message") "%20"', True),
        ("is_priority 'P2'", True),
        ("is_priority 'P1'", False),
        ("env.name", True),
        ("nothing.name", False),
        ("is_no_such_thing", False),
    ],
)
def test_a_condition_asks_what_is_known(condition: str, holds: bool) -> None:
    context = Context(
        priority=2,
        value=5,
        last_triggered_at=AT,
        tags={"role": ["db_cassandra"], "env": ["prod"]},
        more={"log": {"message": "a b"}},
    )
    name = condition.split()[0]
    assert render(f"{{{{#{condition}}}}}x{{{{else}}}}y{{{{/{name}}}}}", context).text == ("x" if holds else "y")
    assert render(f"{{{{^{condition}}}}}x{{{{else}}}}y{{{{/{name}}}}}", context).text == ("y" if holds else "x")


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("a{{!-- b --}}c{{! d }}e{{!-- f }}g", "aceg"),
        ("a{{!-- {{value}} @slack-x --}}b", "ab"),
        ("{{{{raw}}}}\n{{ <TEXT_1> }} {{#is_alert}}\n{{{{/raw}}}}", "\n{{ <TEXT_1> }} {{#is_alert}}\n"),
        ('{{{{is_match "host.name" "web"}}}}{{ .matched }}{{{{/is_match}}}}', "{{ .matched }}"),
        ('{{{{is_match "host.name" "db"}}}}{{ .matched }}{{{{/is_match}}}}', ""),
        ("a } b }} { c", "a } b }} { c"),
        ("{{#is_alert}}\nThis is\n{{/is_alert}} \n\n @slack-a", "\nThis is\n \n\n @slack-a"),
    ],
)
def test_comments_go_and_raw_texts_stay(message: str, shown: str) -> None:
    assert text(message, tags={"host": ["web-1"]}, value=1) == shown


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("{{local_time 'last_triggered_at' 'Asia/Tokyo'}}", "2020-06-04 05:43:04+09:00"),
        ("{{local_time 'first_triggered_at' 'America/New_York'}}", "2020-06-03 16:42:04-04:00"),
        ("{{local_time 'last_triggered_at_epoch' 'UTC'}}", "2020-06-03 20:43:04+00:00"),
        ("{{local_time last_triggered_at 'UTC'}}", "2020-06-03 20:43:04+00:00"),
        ("{{local_time 'last_triggered_at' 'Nowhere/Land'}}", ""),
        ("{{local_time 'last_triggered_at' '../../etc'}}", ""),
        ("{{local_time 'value' 'UTC'}}{{local_time '' 'UTC'}}", ""),
    ],
)
def test_a_time_is_written_in_a_zone(message: str, shown: str) -> None:
    assert text(message, first_triggered_at=AT - 60, last_triggered_at=AT, value=1) == shown


def test_the_last_priority_that_is_shown_counts() -> None:
    message = (
        "{{#is_alert}}{{override_priority 'P1'}}{{/is_alert}}{{#is_warning}}{{override_priority 'P4'}}{{/is_warning}}x"
    )
    assert render(message, Context(transition=T.ALERT)) == Rendered("x", priority=1)
    assert render(message, Context(transition=T.WARNING)) == Rendered("x", priority=4)
    assert render("x", Context()) == Rendered("x")


def test_a_value_is_encoded_for_an_address() -> None:
    assert text('/services/{{urlencode "service.name"}}', tags={"service": ["a/b c"]}) == "/services/a%2Fb%20c"


@pytest.mark.parametrize(
    ("message", "handles"),
    [
        ("@slack-{{service.name}} There is an issue.", ("@slack-ad-server",)),
        (
            "@slack-a{{#is_alert}}@pagerduty-b{{/is_alert}}{{#is_warning}}@slack-c{{/is_warning}}",
            ("@slack-a", "@pagerduty-b"),
        ),
        ("mail@slack-a, @slack-b @slack-b. (@who@example.com)", ("@slack-b", "@who@example.com")),
        ("@{{owner.name}}", ("@who@example.com",)),
        ("{{log.message}}", ()),
        ("{{{{raw}}}}@slack-{{x}}{{{{/raw}}}} {{!-- @slack-y --}}", ()),
        ("@slack-a {{#is_alert}}", ()),
        ("{{nothing.name}}@slack-a", ("@slack-a",)),
    ],
)
def test_tells_whom_its_own_text_names(message: str, handles: tuple[str, ...]) -> None:
    context = Context(
        tags={"service": ["ad-server"], "owner": ["who@example.com"]}, more={"log": {"message": "pay @pagerduty-x"}}
    )
    assert render(message, context).handles == handles

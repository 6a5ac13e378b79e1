"""What variables stand for, of what only some monitors know."""

from __future__ import annotations

import pytest

from dogwatch.message import Context, Tags, render

LOG = {
    "message": "refused <b> {{value}} {{#is_alert}}{{override_priority 'P1'}}{{/is_alert}}",
    "attributes": {
        "http": {"status_code": 503, "url_details.path": "/pay", "method": None},
        "error.message": "no route",
        "user": {"names": ["b", "a"]},
        "is_retried": False,
    },
    "tags": Tags(["env:prod", "dot.key:five", "team:b", "team:a", "urgent"]),
}
CONTEXT = Context(priority=3, value=7.0, more={"log": LOG})


@pytest.mark.parametrize(
    ("variable", "shown"),
    [
        ("log.attributes.http.status_code", "503"),
        ("log.attributes.[http.status_code]", "503"),
        ("log.attributes.http.[url_details.path]", "/pay"),
        ("log.attributes.[http.url_details.path]", "/pay"),
        ("log.attributes.error.message", "no route"),
        ("log.attributes.[error.message]", "no route"),
        ("log.attributes.user.names", "a,b"),
        ("log.attributes.is_retried", "false"),
        ("log.attributes.user", ""),
        ("log.attributes.http.method", ""),
        ("log.attributes.nothing", ""),
        ("log.attributes.http.status_code.deeper", ""),
        ("log.nothing.at.all", ""),
        ("log", ""),
        ("event.title", ""),
        ("log.tags.env", "prod"),
        ("log.tags.team", "a,b"),
        ("log.tags.[dot.key]", "five"),
        ("log.tags.dot.key", ""),
        ("log.tags.urgent", ""),
        ("log.tags.env.name", ""),
        ("log.tags", "dot.key:five,env:prod,team:a,team:b,urgent"),
    ],
)
def test_a_variable_goes_as_deep_as_its_names(variable: str, shown: str) -> None:
    assert render(f"{{{{{variable}}}}}", CONTEXT).text == shown


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('is_match "log.attributes.http.status_code" "50"', True),
        ('is_match "log.attributes.[error.message]" "route" "gone"', True),
        ('is_match "log.attributes.[error.message]" "gone"', False),
        ('is_match "log.attributes.nothing" ""', False),
        ('is_match "log.tags.env" ""', True),
        ('is_match "log.tags" "team:b"', True),
        ('is_exact_match "log.attributes.http.status_code" "503.0"', True),
        ('is_exact_match "log.tags.[dot.key]" "fiv"', False),
        ("log.attributes.http.status_code", True),
        ("log.attributes.nothing", False),
    ],
)
def test_blocks_ask_for_them(condition: str, holds: bool) -> None:
    end = condition.partition(" ")[0]
    assert render(f"{{{{#{condition}}}}}yes{{{{else}}}}no{{{{/{end}}}}}", CONTEXT).text == ("yes" if holds else "no")


def test_functions_take_them() -> None:
    assert render('{{eval "log.attributes.http.status_code % 100"}}', CONTEXT).text == "3"
    assert render('{{urlencode "log.attributes.[error.message]"}}', CONTEXT).text == "no%20route"


def test_what_stands_in_a_variable_is_never_read_again() -> None:
    found = render("{{{log.message}}}", CONTEXT)
    assert (found.text, found.priority) == (LOG["message"], None)
    assert "&lt;b&gt; {{value}}" in render("{{log.message}}", CONTEXT).text


@pytest.mark.parametrize("said", ["@slack-evil", " @slack-evil ", "x\n@slack-evil\n", "@all @slack-evil @", "@"])
def test_what_stands_in_a_variable_tells_nobody(said: str) -> None:
    context = Context(more={"log": {"message": said}})
    assert render("{{log.message}} @slack-ops", context).handles == ("@slack-ops",)
    assert render("{{{log.message}}} @slack-ops", context).handles == ("@slack-ops",)
    assert render("Said: {{{log.message}}}slack-other", context).handles == ()

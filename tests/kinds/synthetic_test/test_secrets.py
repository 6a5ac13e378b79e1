from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds.synthetic_test.secrets import secret_problems

HIDDEN = "0a1b2c3d4e5f"


def found(**request: Any) -> list[str]:
    problems = list(secret_problems({"request": {"method": "GET", "url": "https://a.example", **request}}))
    assert HIDDEN not in str(problems)
    return [problem.path.removeprefix("config.request.") for problem in problems]


@pytest.mark.parametrize(
    "header",
    ["Authorization", "DD-API-KEY", "X-Api-Key", "x-auth", "X-Session-Token", "Proxy-Authorization", "X-Partner-Key"],
)
def test_a_key_in_a_header_is_named_and_not_shown(header: str) -> None:
    assert found(headers={header: HIDDEN}) == [f"headers.{header}"]
    assert found(headers={header: f"Bearer {HIDDEN}"}) == [f"headers.{header}"]
    assert found(headers={header: "Bearer {{ TOKEN }}"}) == []
    assert found(headers={header: "{{TOKEN}}"}) == []


@pytest.mark.parametrize("value", ["Bearer {{ TOKEN }} " + HIDDEN, "Bearer", HIDDEN + "{{ TOKEN }}"])
def test_a_variable_beside_something_else_is_no_variable(value: str) -> None:
    assert found(headers={"Authorization": value}) == ["headers.Authorization"]


@pytest.mark.parametrize("header", ["Accept", "User-Agent", "Content-Type", "Author", "X-Datadog-Trace-ID"])
def test_other_headers_say_what_they_like(header: str) -> None:
    assert found(headers={header: "shop"}) == []


def test_a_cookie_has_names_and_values() -> None:
    assert found(headers={"Cookie": "session={{ SESSION }}; theme={{ THEME }}"}) == []
    assert found(headers={"Cookie": f"session={HIDDEN}"}) == ["headers.Cookie"]


@pytest.mark.parametrize("field", ["password", "clientSecret", "secretKey", "accessKey", "sessionToken"])
def test_credentials_are_named_wherever_they_stand(field: str) -> None:
    assert found(basicAuth={"type": "web", field: HIDDEN}) == [f"basicAuth.{field}"]
    assert found(basicAuth={"type": "web", field: "{{ SECRET }}", "accessTokenUrl": "https://a.example"}) == []


@pytest.mark.parametrize(
    "url",
    [
        f"https://shop:{HIDDEN}@a.example/",
        f"https://a.example/?api_key={HIDDEN}",
        f"https://a.example/?a=1&token={HIDDEN}",
    ],
)
def test_a_secret_in_an_address_is_seen(url: str) -> None:
    assert found(url=url) == ["url"]


@pytest.mark.parametrize("url", ["https://a.example:8443/x@y", "https://a.example/?token={{ TOKEN }}&page=2"])
def test_an_address_without_one_is_right(url: str) -> None:
    assert found(url=url) == []


def test_what_datadog_never_shows_again_is_refused() -> None:
    assert found(certificate={"key": {"content": HIDDEN}}) == ["certificate"]
    assert found(files=[{"name": "a", "content": HIDDEN}]) == ["files"]
    assert found(form={"files": "a"}) == []


def test_a_variable_whose_value_is_hidden_is_one_of_datadogs() -> None:
    plain = {"type": "text", "name": "ORDER", "pattern": "{{ numeric(6) }}"}
    named = {"type": "global", "name": "TOKEN", "id": "0f1e2d3c-4b5a-4968-8776-655443322110", "secure": True}
    config = {"configVariables": [plain, named, {**plain, "secure": True, "pattern": HIDDEN}]}
    assert [problem.path for problem in secret_problems(config)] == ["config.configVariables[2]"]


def test_steps_are_looked_at_as_well() -> None:
    config = {"steps": [{"subtype": "wait"}, {"request": {"headers": {"DD-API-KEY": HIDDEN}}}]}
    assert [problem.path for problem in secret_problems(config)] == ["config.steps[1].request.headers.DD-API-KEY"]

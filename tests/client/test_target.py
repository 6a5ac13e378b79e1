from __future__ import annotations

from typing import Any

import pytest

from dogwatch.client import Target, from_environment, local
from dogwatch.errors import UsageError
from dogwatch.local.server import LOCAL_KEYS

KEYS = {"DD_API_KEY": "0123456789abcdef", "DD_APP_KEY": "fedcba9876543210"}


@pytest.mark.parametrize(
    "url", ["https://api.datadoghq.eu", "http://127.0.0.1:8127", "http://localhost:1", "http://[::1]:8127/"]
)
def test_takes_https_anywhere_and_plain_http_on_this_machine(url: str) -> None:
    assert Target(url).url == url


@pytest.mark.parametrize("url", ["http://api.datadoghq.com", "http://10.0.0.1:8127", "http://127.0.0.1.example.com"])
def test_refuses_plain_http_to_another_machine(url: str) -> None:
    with pytest.raises(UsageError, match="keys would travel in the clear; write https://") as caught:
        Target(url)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "url",
    [
        "datadoghq.eu",
        "ftp://x.example",
        "https://",
        "",
        "https://[::1",
        "https://x.example:99999",
        "https://x. example",
    ],
)
def test_refuses_what_is_no_address(url: str) -> None:
    with pytest.raises(UsageError, match="is no address of a Datadog API; write one like"):
        Target(url)


@pytest.mark.parametrize(
    "url", ["https://user:secret@x.example", "http://:secret@x.example", "ftp://u:secret@x", "https://secret@x"]
)
def test_refuses_a_password_without_repeating_it(url: str) -> None:
    with pytest.raises(UsageError, match="holds a password; write it without") as caught:
        Target(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"deletes": 20}, "deletes of a target is 20; write a share such as 0.2"),
        ({"deletes": -0.1}, "write a share such as 0.2"),
        ({"deletes": "0.2"}, "write a share such as 0.2"),
        ({"deletes": True}, "write a share such as 0.2"),
        ({"parallel": 0}, "parallel of a target is 0; write a whole number from 1 on"),
        ({"parallel": 1.5}, "write a whole number from 1 on"),
        ({"parallel": True}, "write a whole number from 1 on"),
        ({"env": "Not a name"}, "'Not a name' is no environment"),
        ({"env": None}, "env of a target is None; write a text"),
        ({"api_key_from": 5}, "api_key_from of a target is 5; write a text"),
        ({"app_key_from": ""}, "app_key_from of a target is ''; write a text"),
        ({"url": 5}, "url of a target is 5; write a text"),
    ],
)
def test_refuses_fields_that_cannot_be_meant(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        Target(**{"url": "https://api.datadoghq.eu", **fields})
    assert said in str(caught.value)


def test_takes_the_ends_of_the_ranges() -> None:
    assert Target("https://api.datadoghq.eu", parallel=1, deletes=0).deletes == 0
    assert Target("https://api.datadoghq.eu", deletes=1).deletes == 1


def test_datadogs_own_variables_are_the_target() -> None:
    target = from_environment(KEYS).with_keys(KEYS)
    assert (target.url, target.env) == ("https://api.datadoghq.com", "prod")
    assert (target.api_key, target.app_key) == (KEYS["DD_API_KEY"], KEYS["DD_APP_KEY"])
    assert from_environment({**KEYS, "DD_SITE": "us5.datadoghq.com"}).url == "https://api.us5.datadoghq.com"
    assert from_environment({**KEYS, "DD_ENV": "staging"}).env == "staging"
    assert from_environment({**KEYS, "DD_ENV": "staging"}, "dev").env == "dev"


def test_a_full_host_wins_over_the_site() -> None:
    both = {**KEYS, "DATADOG_HOST": "https://api.example/", "DD_SITE": "datadoghq.eu"}
    assert from_environment(both).url == "https://api.example"


def test_people_see_an_embedded_datadog_where_its_api_is() -> None:
    assert local(port=1234).app == "http://127.0.0.1:1234"
    assert Target("https://api.datadoghq.eu").app == "https://app.datadoghq.eu"


def test_says_which_keys_are_missing() -> None:
    with pytest.raises(UsageError, match=r"^DD_API_KEY and DD_APP_KEY not set: no organisation to talk to"):
        from_environment({}).with_keys({})
    with pytest.raises(UsageError, match=r"^DD_APP_KEY not set"):
        from_environment({}).with_keys({**KEYS, "DD_APP_KEY": " "})


def test_a_target_may_name_other_variables_for_its_keys() -> None:
    target = Target("https://api.datadoghq.eu", api_key_from="EU_API", app_key_from="EU_APP")
    assert target.with_keys({"EU_API": " a1 \n", "EU_APP": "b2"}).secrets == ("a1", "b2")


@pytest.mark.parametrize("key", ["abc\ndef", "abc def", "schlüssel", "abc\x00"])
def test_refuses_a_key_that_cannot_be_one_without_repeating_it(key: str) -> None:
    with pytest.raises(UsageError, match="DD_APP_KEY holds no key") as caught:
        from_environment({}).with_keys({**KEYS, "DD_APP_KEY": key})
    assert key not in str(caught.value)


def test_neither_its_text_nor_its_representation_shows_keys() -> None:
    target = from_environment({"DATADOG_HOST": "https://api.example/"}).with_keys(KEYS)
    assert str(target) == "https://api.example, environment prod"
    assert not any(key in repr(target) for key in KEYS.values())


def test_the_embedded_datadog_is_on_this_machine() -> None:
    assert str(local()) == "http://127.0.0.1:8127, environment prod"
    assert str(local("dev", 9000)) == "http://127.0.0.1:9000, environment dev"
    assert local().secrets == (LOCAL_KEYS.api, LOCAL_KEYS.application)


def test_a_target_of_which_nothing_else_is_said_is_production_with_careful_limits() -> None:
    target = Target("https://api.datadoghq.eu")
    assert (target.env, target.parallel, target.deletes) == ("prod", 64, 0.2)


@pytest.mark.parametrize(
    "id", ["prod", "TODO", "5A0E8400-E29B-41D4-A716-446655440000", "5a0e8400e29b41d4a716446655440000", 5]
)
def test_refuses_an_organisation_that_is_no_id(id: Any) -> None:
    with pytest.raises(
        UsageError, match="which is no id of an organisation; write the UUID that dogwatch targets says"
    ):
        Target("https://api.datadoghq.eu", organisation=id)


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        (5, "prefix of a target is 5; write a text such as"),
        (" eu", "prefix of a target is ' eu'; write a text"),
        ("[a\nb]", "write a text such as '[eu staging]'"),
        ("x" * 61, "prefix of a target has 61 letters; write at most 60"),
    ],
)
def test_refuses_a_prefix_that_no_name_can_begin_with(prefix: Any, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        Target("https://api.datadoghq.eu", prefix=prefix)
    assert said in str(caught.value)

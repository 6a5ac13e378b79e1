from __future__ import annotations

import pytest

from dogwatch.instrument import complaints
from dogwatch.instrument.settings import read_settings


@pytest.mark.parametrize(
    ("environ", "url"),
    [
        ({}, "udp://localhost:8125"),
        ({"DD_AGENT_HOST": "agent"}, "udp://agent:8125"),
        ({"DD_AGENT_HOST": "::1", "DD_DOGSTATSD_PORT": "9"}, "udp://[::1]:9"),
        ({"DD_DOGSTATSD_URL": "unix:///dsd.socket", "DD_AGENT_HOST": "agent"}, "unix:///dsd.socket"),
    ],
)
def test_the_url_wins_over_host_and_port(environ: dict[str, str], url: str) -> None:
    assert read_settings(environ).url == url


def test_unified_tags_come_from_the_environment_as_datadog_stores_them() -> None:
    environ = {"DD_ENV": "Prod", "DD_SERVICE": "shop api", "DD_VERSION": "1.2,3", "DD_ENTITY_ID": ""}

    assert read_settings(environ).tags == ("env:prod", "service:shop_api", "version:1.2_3")


@pytest.mark.parametrize(("said", "enabled"), [("false", False), ("0", False), ("true", True), ("", True)])
def test_can_be_switched_off(said: str, enabled: bool) -> None:
    assert read_settings({"DOGWATCH_ENABLED": said}).enabled is enabled


def test_the_key_of_users_is_given_or_random() -> None:
    assert read_settings({"DOGWATCH_USER_KEY": "k"}).user_key == b"k"
    assert read_settings({}).user_key != read_settings({}).user_key


@pytest.mark.parametrize("given", ["nonsense", "tcp://agent:8125", "udp://", "://agent"])
def test_what_is_no_address_is_not_used_and_said(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setattr(complaints, "_LOGGED", set())
    assert read_settings({"DD_DOGSTATSD_URL": given, "DD_AGENT_HOST": "agent"}).url == "udp://agent:8125"
    assert f"DD_DOGSTATSD_URL={given!r} is not used" in caplog.text

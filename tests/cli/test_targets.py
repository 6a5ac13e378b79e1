from __future__ import annotations

import json
from pathlib import Path

import pytest

from dogwatch.cli.targets import target
from dogwatch.errors import CatalogError, UsageError
from dogwatch.local.api.keys import ORGANISATION
from tests.declare.catalogs import add
from tests.faults import Faulty
from tests.reported import running_with_durations as running

from .command import dogwatch, shop

TARGETS = """
from dogwatch import Target
TARGETS = {
    "prod": Target("https://api.datadoghq.eu", env="prod"),
    "staging": Target(
        "https://api.datadoghq.eu", env="staging", api_key_from="STAGING_API", app_key_from="STAGING_APP"
    ),
}
"""

ELSEWHERE = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"


def write_targets(folder: Path, **targets: str) -> Path:
    """A catalog's folder with these targets, each the arguments of its Target."""
    lines = "".join(f"    {name!r}: Target({arguments}),\n" for name, arguments in targets.items())
    return add(folder, "sync/targets.py", f"from dogwatch import Target\nTARGETS = {{\n{lines}}}\n")


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell with the keys of one organisation and nothing else."""
    for name in ("DATADOG_HOST", "DD_SITE", "DD_ENV", "STAGING_API", "STAGING_APP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DD_API_KEY", "api")
    monkeypatch.setenv("DD_APP_KEY", "app")


def test_the_environment_is_the_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(target(None, False, None, tmp_path)) == "https://api.datadoghq.com, environment prod"
    monkeypatch.setenv("DD_SITE", "datadoghq.eu")
    assert str(target(None, False, "staging", tmp_path)) == "https://api.datadoghq.eu, environment staging"


def test_a_name_stands_in_the_targets_beside_the_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, "sync/targets.py", TARGETS)
    assert str(target("prod", False, None, tmp_path)) == "https://api.datadoghq.eu, environment prod"
    monkeypatch.setenv("STAGING_API", "other")
    monkeypatch.setenv("STAGING_APP", "one")
    assert target("staging", False, "staging", tmp_path).secrets == ("other", "one")


@pytest.mark.parametrize(
    ("name", "is_local", "env", "said"),
    [
        ("prod", True, None, "--target and --local name two targets; write one of them"),
        ("live", False, None, "there is no target 'live' in sync/targets.py; known: prod, staging"),
        ("prod", False, "staging", "target prod is environment prod, but --env says staging; leave --env out"),
        ("staging", False, None, "STAGING_API and STAGING_APP not set"),
    ],
)
def test_refuses_a_target_that_is_none_or_two(
    tmp_path: Path, name: str, is_local: bool, env: str | None, said: str
) -> None:
    add(tmp_path, "sync/targets.py", TARGETS)
    with pytest.raises(UsageError) as caught:
        target(name, is_local, env, tmp_path)
    assert str(caught.value).startswith(said)


def test_says_where_targets_would_stand(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a target by its name needs sync/targets\.py beside the catalog"):
        target("prod", False, None, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = (\n", "targets.py:1: syntax"),
        ("1 / 0\n", "targets.py:1: Python: ZeroDivisionError"),
        ("x = 1\n", "targets.py: targets: it binds no dict of Target to TARGETS"),
        ("TARGETS = {'prod': 'https://api.datadoghq.eu'}\n", "targets.py: targets: it binds no dict of Target"),
    ],
)
def test_reports_what_is_wrong_in_the_targets(tmp_path: Path, text: str, said: str) -> None:
    add(tmp_path, "sync/targets.py", text)
    with pytest.raises(CatalogError) as caught:
        target("prod", False, None, tmp_path)
    assert said in str(caught.value)


def test_local_is_the_usual_port_or_the_loopback_address_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert target(None, True, None, tmp_path).url == "http://127.0.0.1:8127"
    monkeypatch.setenv("DATADOG_HOST", "http://localhost:9000/")
    assert target(None, True, None, tmp_path).url == "http://localhost:9000"


@pytest.mark.parametrize("host", ["https://api.datadoghq.com", "http://example.com:9000", "https://127.0.0.1:9000"])
def test_local_is_never_an_organisation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("DATADOG_HOST", host)
    assert target(None, True, None, tmp_path).url == "http://127.0.0.1:8127"
    assert target(None, True, None, tmp_path).secrets == ("local", "local")


def test_an_address_that_is_none_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATADOG_HOST", "http://[")
    with pytest.raises(UsageError, match=r"^DATADOG_HOST is 'http://\[', which is no address; write one like http"):
        target(None, True, None, tmp_path)


def test_a_command_takes_the_target_by_its_name_with_its_own_keys(tmp_path: Path) -> None:
    with running() as server:
        at = f'Target("{server.url}", env="staging", api_key_from="STAGING_API", app_key_from="STAGING_APP")'
        add(shop(tmp_path), "sync/targets.py", f'from dogwatch import Target\nTARGETS = {{"staging": {at}}}\n')
        own = {"STAGING_API": "local", "STAGING_APP": "local", "DD_API_KEY": "another", "DD_APP_KEY": "another"}
        ended = dogwatch(tmp_path, "apply", "--target", "staging", "--yes", env=own)
        without = dogwatch(tmp_path, "plan", "--target", "staging")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"Target: {server.url}, environment staging\nPlan: 2 to create")
    assert (without.returncode, without.stdout) == (2, "")
    assert without.stderr.startswith("STAGING_API and STAGING_APP not set: no organisation to talk to")


@pytest.mark.parametrize(
    "command",
    [["plan"], ["apply", "--yes"], ["sync", "--yes"], ["drift"], ["mute", "checkout", "1h", "--reason", "x", "--yes"]],
)
def test_keys_of_another_organisation_are_refused_before_anything_is_asked(tmp_path: Path, command: list[str]) -> None:
    faulty = Faulty(lambda call: None)
    with running(wrap=faulty.wrap) as server:
        write_targets(shop(tmp_path), prod=f'"{server.url}", organisation="{ELSEWHERE}"')
        faulty.calls.clear()
        ended = dogwatch(tmp_path, *command, "--target", "prod", env={"DD_API_KEY": "local", "DD_APP_KEY": "local"})
        paths = [call.path for call in faulty.calls]
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"{server.url}, environment prod: the keys in DD_API_KEY and DD_APP_KEY are of the "
        f"organisation {ORGANISATION}, and the target is the organisation {ELSEWHERE}: nothing was read or written\n"
    )
    assert paths == ["/api/v2/validate"]


def test_says_whose_the_keys_of_each_target_are(tmp_path: Path) -> None:
    with running() as server:
        write_targets(
            shop(tmp_path),
            prod=f'"{server.url}"',
            right=f'"{server.url}", env="staging", organisation="{ORGANISATION}"',
            wrong=f'"{server.url}", organisation="{ELSEWHERE}"',
            keyless='"https://api.datadoghq.eu", api_key_from="EU_API", app_key_from="EU_APP"',
        )
        ended = dogwatch(tmp_path, "targets", env={"DD_API_KEY": "local", "DD_APP_KEY": "local"})
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.splitlines() == [
        f"prod: {server.url}, environment prod",
        f"    names no organisation; the keys are of {ORGANISATION}",
        f"right: {server.url}, environment staging",
        f"    organisation {ORGANISATION}; the keys are of it",
        f"wrong: {server.url}, environment prod",
        f"    organisation {ELSEWHERE}; the keys are of {ORGANISATION}: nothing would be read or written",
        "keyless: https://api.datadoghq.eu, environment prod",
        "    names no organisation; EU_API and EU_APP not set: no organisation to talk to; set the keys (and DD_SITE), "
        "or use --local for the embedded Datadog",
    ]


def test_programs_get_the_targets(tmp_path: Path) -> None:
    with running() as server:
        write_targets(shop(tmp_path), prod=f'"{server.url}"', wrong=f'"{server.url}", organisation="{ELSEWHERE}"')
        ended = dogwatch(tmp_path, "targets", "--json", env={"DD_API_KEY": "local", "DD_APP_KEY": "local"})
    said = json.loads(ended.stdout)
    assert (ended.returncode, said["ok"]) == (1, False)
    assert [(each["name"], each["ok"], each["organisation"]) for each in said["targets"]] == [
        ("prod", True, None),
        ("wrong", False, ELSEWHERE),
    ]

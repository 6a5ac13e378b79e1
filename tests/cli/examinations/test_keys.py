from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dogwatch.local import running
from dogwatch.local.server import Keys
from tests.cli.command import dogwatch, shop

API, APPLICATION = "a" * 32, "b" * 40
KEYS = {"DD_API_KEY": API, "DD_APP_KEY": APPLICATION}
TARGETS = """
from dogwatch import Target

TARGETS = {"eu": Target("URL", env="eu", api_key_from="EU_API", app_key_from="EU_APP")}
"""


def findings(out: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(each["subject"], each["what"]): each for each in json.loads(out)["findings"]}


def test_looks_at_the_keys_when_nothing_else_is_asked_for(tmp_path: Path) -> None:
    with running(keys=Keys(API, APPLICATION)) as server:
        said = dogwatch(shop(tmp_path), "doctor", url=server.url, env=KEYS)
    assert said.returncode == 0, said.stdout
    assert "  ok       DD_APP_KEY" in said.stdout
    assert "  ok       monitors_write" in said.stdout
    assert "All is there: " in said.stdout
    assert API not in said.stdout
    assert APPLICATION not in said.stdout


def test_no_keys_are_a_finding_and_end_with_1(tmp_path: Path) -> None:
    with running() as server:
        said = dogwatch(shop(tmp_path), "doctor", "--keys", "--json", url=server.url)
    found = findings(said.stdout)
    assert said.returncode == 1
    assert (found["keys", "DD_API_KEY"]["state"], found["keys", "DD_APP_KEY"]["state"]) == ("missing", "missing")
    assert ("versions", "python") in found
    assert not any(subject == "permissions" for subject, _ in found)


def test_a_target_by_its_name_is_looked_at_with_its_own_keys(tmp_path: Path) -> None:
    (tmp_path / "sync").mkdir()
    with running(keys=Keys(API, APPLICATION)) as server:
        (tmp_path / "sync" / "targets.py").write_text(TARGETS.replace("URL", server.url))
        keys = {"EU_API": API, "EU_APP": "wrong" * 8}
        said = dogwatch(shop(tmp_path), "doctor", "--target", "eu", "--json", env=keys)
    found = findings(said.stdout)
    assert (found["keys", "EU_API"]["state"], found["keys", "EU_APP"]["state"]) == ("ok", "wrong")
    assert "wrongwrong" not in said.stdout + said.stderr


def test_the_embedded_datadog_needs_no_keys(tmp_path: Path) -> None:
    with running() as server:
        said = dogwatch(shop(tmp_path), "doctor", "--local", url=server.url)
    assert said.returncode == 0, said.stdout


def test_a_site_that_is_none_is_a_finding_with_the_one_that_was_meant(tmp_path: Path) -> None:
    said = dogwatch(shop(tmp_path), "doctor", "--json", env={"DD_SITE": "https://app.datadoghq.eu/", **KEYS})
    found = findings(said.stdout)["site", "target"]
    assert (said.returncode, found["state"], found["remedy"]) == (1, "wrong", "write DD_SITE=datadoghq.eu")


def test_a_key_in_quotes_is_told_without_repeating_it(tmp_path: Path) -> None:
    with running() as server:
        said = dogwatch(shop(tmp_path), "doctor", url=server.url, env={**KEYS, "DD_API_KEY": f'"{API} "'})
    assert said.returncode == 1
    assert "DD_API_KEY holds no key" in said.stdout
    assert API not in said.stdout

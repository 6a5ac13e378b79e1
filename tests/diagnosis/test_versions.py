from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError

from dogwatch.diagnosis import Finding, version_findings

ASKS = ["ddtrace<5,>=3.0; extra == 'tracing'", "datadog-api-client>=2.62; extra == 'official'", "click>=8.1"]


def told(**versions: str) -> dict[str, Finding]:
    def installed(name: str) -> str:
        try:
            return {"dogwatch": "0.1.0", **{key.replace("_", "-"): value for key, value in versions.items()}}[name]
        except KeyError:
            raise PackageNotFoundError(name) from None

    asks: Callable[[str], list[str]] = lambda name: ASKS  # noqa: E731
    return {each.what: each for each in version_findings(installed, asks)}


def test_versions_within_the_bounds_are_well() -> None:
    found = told(ddtrace="4.16.0", datadog_api_client="2.62.0")
    assert {each.state for each in found.values()} == {"ok"}
    assert (found["dogwatch"].seen, found["ddtrace"].seen) == ("0.1.0", "4.16.0")


def test_a_version_out_of_bounds_is_wrong() -> None:
    assert told(ddtrace="2.21.3")["ddtrace"].state == "wrong"
    assert told(ddtrace="5.0.0rc1")["ddtrace"].state == "wrong"
    assert told(datadog_api_client="2.9.0")["datadog-api-client"].remedy == "pip install 'dogwatch[official]'"


def test_what_is_not_installed_is_a_hint() -> None:
    assert told()["ddtrace"].state == "hint"


def test_what_runs_here_is_well() -> None:
    assert {each.state for each in version_findings()} == {"ok"}

"""The embedded Datadog answers recorded conversations as the real one did."""

import re
from collections import Counter
from functools import cache

import pytest

from tests.local.replay import FAMILIES, Judged, json_lines, replayed

ORIGINS = ("api-client", "terraform", "sync-cli")

# Differences of fields that came or went since a recording was made, or that depend on the organisation: nothing in
# the request decides them, so no server can answer all recordings alike.
OF_ITS_TIME = {
    "monitor": (r"(draft_status|restriction_policy|assets): .* is too much",),
    "slo": (
        r"data\.(\d+\.)?sli_specification: .* is too much",  # derived for all metric SLOs since March 2026
        r"data\.(\d+\.)?(timeframe|target_threshold|warning_threshold): .* is too much",  # not yet in 2022
    ),
    "slo_correction": (r"data\.attributes\.slo_query: null is too much",),  # not yet in 2024
    "dashboard": (
        r"is_read_only: false is missing",  # no longer shown since June 2025
        r"restricted_roles: \[\] is too much",  # in one of three organisations only when it was sent
    ),
    "metric_tags": (
        r"data\.attributes\.exclude_tags_mode: false is too much",  # not yet in 2022
        r'data\.attributes\.aggregations\.0\.(space|time): "avg" became "sum"',  # the default of 2022
    ),
    "synthetics": (
        r"tests\.\d+\.(options\.downtime_ids|metadata): .* is missing",  # where include_metadata asks for them
        r"options\.bits_ai_auto_investigate: false is too much",  # only since 2026
        r'creation_source: "terraform" is missing',  # by who asked
        r"created_by: .* is too much|modified_by: .* is too much|deleted_at: null is too much",  # not yet in 2023
    ),
    "metric_list": (r"data\.\d+\.relationships: .* is too much",),  # not yet in 2025
    "catalog": (r'data\.\d+\.meta\.origin: "unknown" is missing',),  # no longer in November 2024
}

TO_THE_LETTER = {
    "synthetics": 0.81,
    "dashboard": 0.6,
    "slo": 0.75,
    "slo_correction": 0.66,
    "metric_tags": 0.89,
    "catalog": 0.75,
}
"""Shares below nine of ten that are reached without excusing any field, so that they do not sink."""


def is_of_its_time(exchange: Judged) -> bool:
    known = OF_ITS_TIME.get(exchange.family, ())
    return all(any(re.fullmatch(pattern, each) for pattern in known) for each in exchange.differences)


def why_unlike(exchange: Judged) -> str | None:
    """The reason for which an exchange may differ, or None when nothing excuses it."""
    found = exchange.differences
    if is_of_its_time(exchange):
        return "fields that came or went since, or that depend on the organisation"
    if found == ("assets: [] is missing",) and exchange.frozen < "2026":
        return "until 2025 a GET showed empty assets without being asked; since 2026 it does not"
    if found == ('overall_state: "OK" became "No Data"',):
        return "the real monitor was evaluated meanwhile; here nothing evaluates yet"
    if len(found) == 1 and found[0].startswith("options.silenced.*: "):
        return "a downtime of API version 1 muted the monitor; those downtimes are not emulated"
    if exchange.call.endswith("/corrections") and all(each.startswith("links.") for each in found[1:]):
        return "links have no host here"
    if exchange.call.endswith("/all-tags") and found[0].startswith("data.attributes.tags: [] became"):
        return "the tags of a point just submitted were not indexed yet"
    if exchange.family == "metric_list" and found[0].endswith(" became []"):
        return "a metric had reported lately, which the recording does not show"
    if exchange.family == "dashboard_list" and found[0].startswith("deleted_dashboards_from_list: "):
        return "two deletes of one dashboard arrived together, and were recorded in another order"
    if len(found) == 1 and re.fullmatch(r"dashboard_lists\.\d+\.dashboard_count: 1 became 0", found[0]):
        return "what was in a list that was there before is nowhere recorded"
    if exchange.family == "powerpack" and exchange.call.endswith("/powerpacks") and found[-1].startswith("links."):
        return "a list goes by ids, and those that were made here have others; links have no host here"
    if exchange.family == "synthetics" and exchange.call.endswith("/delete") and "404" in found[0]:
        return "the test was one of a mobile application, and refused by name when it was created"
    if exchange.family == "synthetics" and found[0].startswith("config.configVariables: [") and '"global"' in found[0]:
        return "a global variable that the request names became one of the test; global variables are not kept here"
    if exchange.family == "synthetics" and found[-1] == "overall_state: 2 is too much" and exchange.frozen < "2025":
        return "until 2024 the answer to a PUT showed no state"
    return None


@cache
def all_judged() -> list[Judged]:
    rows = (row for origin in ORIGINS for row in json_lines(f"conversations/{origin}.jsonl.gz"))
    return [judged for row in rows for judged in replayed(row)]


def unlike(family: str) -> list[Judged]:
    return [each for each in all_judged() if each.family == family and each.verdict == "unlike"]


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_nine_of_ten_recorded_exchanges_are_answered_alike(family: str):
    count = Counter(each.verdict for each in all_judged() if each.family == family)
    of_its_time = sum(is_of_its_time(each) for each in unlike(family))
    total = count["alike"] + count["unlike"]
    share = (count["alike"] + of_its_time) / total
    print(f"\n{family}: {share:.1%} of {total} alike", end="")
    print(
        f", {count['alike'] / total:.1%} to the letter, the others but for fields of their time or organisation", end=""
    )
    print(f"; left out: {count['presumed']} reads of what was there before, {count['refused']} refused by name")
    assert share >= 0.9
    assert count["alike"] / total >= TO_THE_LETTER.get(family, 0.9)
    assert count["alike"] >= (500 if family == "monitor" else 1)


def test_every_exchange_answered_otherwise_has_a_known_reason():
    others = [each for family in sorted(FAMILIES) for each in unlike(family)]
    for (family, reason), number in sorted(
        Counter((each.family, why_unlike(each)) for each in others).items(), key=str
    ):
        print(f"{family:16}{number:4} {reason or 'NOT EXPLAINED'}")
    for each in others:
        if not is_of_its_time(each):
            print(f"     {each.frozen} {each.source} #{each.n} {each.call}: {'; '.join(each.differences)}")
    assert [each for each in others if why_unlike(each) is None] == []

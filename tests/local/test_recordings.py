"""The embedded Datadog answers recorded monitor conversations as the real one did."""

from collections import Counter

from tests.local.replay import Judged, concerns_us, json_lines, replayed

ORIGINS = ("api-client", "terraform", "sync-cli")
NEWER_FIELDS = ("draft_status", "restriction_policy", "assets")


def why_unlike(exchange: Judged) -> str | None:
    """The reason for which an exchange may differ, or None when nothing excuses it."""
    found = exchange.differences
    if all(each.endswith(" is too much") and each.partition(":")[0] in NEWER_FIELDS for each in found):
        return "recorded before the answers had draft_status, restriction_policy or assets"
    if found == ("assets: [] is missing",) and exchange.frozen < "2026":
        return "until 2025 a GET showed empty assets without being asked; since 2026 it does not"
    if found == ('overall_state: "OK" became "No Data"',):
        return "the real monitor was evaluated meanwhile; here nothing evaluates yet"
    if len(found) == 1 and found[0].startswith("options.silenced.*: "):
        return "a downtime of API version 1 muted the monitor; those downtimes are not emulated"
    return None


def all_judged() -> list[Judged]:
    rows = (row for origin in ORIGINS for row in json_lines(f"conversations/{origin}.jsonl.gz"))
    return [judged for row in rows if concerns_us(row) for judged in replayed(row)]


def test_nine_of_ten_recorded_exchanges_are_answered_alike_and_every_other_one_has_a_known_reason():
    judged = all_judged()
    count = Counter(exchange.verdict for exchange in judged)
    share = count["alike"] / (count["alike"] + count["unlike"])
    print(f"\n{share:.1%} alike: {count['alike']} of {count['alike'] + count['unlike']}", end="")
    print(f"; {count['presumed']} reads of what was there before are left out")
    unlike = [exchange for exchange in judged if exchange.verdict == "unlike"]
    for reason, number in Counter(why_unlike(exchange) for exchange in unlike).most_common():
        print(f"{number:4} {reason or 'NOT EXPLAINED'}")
    for exchange in unlike:
        where = f"{exchange.frozen} {exchange.source} #{exchange.n} {exchange.call}"
        print(f"     {where}: {'; '.join(exchange.differences)}")
    assert [exchange for exchange in unlike if why_unlike(exchange) is None] == []
    assert share >= 0.9
    assert count["alike"] > 500

from __future__ import annotations

from dogwatch.diagnosis import Finding
from dogwatch.report import finding_lines, findings_data

HITS = Finding("search", "feature.hits", "ok", "12", "nothing to do")
ACTION = Finding("search", "feature.interactions pay", "missing", "nobody did it", 'write interaction("pay")')
VERSION = Finding("service shop-api", "tag version", "hint", "it is not set", "DD_VERSION tells deployments apart")


def test_shows_each_subject_with_its_findings_and_what_to_do() -> None:
    assert "\n".join(finding_lines([HITS, ACTION, VERSION])) == (
        "search\n"
        "  ok       feature.hits              12\n"
        "  missing  feature.interactions pay  nobody did it\n"
        '           → write interaction("pay")\n'
        "service shop-api\n"
        "  hint     tag version               it is not set\n"
        "           → DD_VERSION tells deployments apart\n"
        "\n"
        "1 missing, 0 wrong, 1 as declared."
    )


def test_hints_are_no_faults() -> None:
    assert list(finding_lines([HITS, VERSION]))[-1] == "All is there: 1 thing looked at."
    assert findings_data([HITS, VERSION])["ok"] is True


def test_long_remedies_are_wrapped() -> None:
    lines = list(finding_lines([ACTION._replace(remedy="word " * 60)]))
    assert len(lines) > 5
    assert max(map(len, lines)) <= 110


def test_programs_get_every_finding() -> None:
    data = findings_data([HITS, ACTION])
    assert data["ok"] is False
    assert data["findings"][1] == {
        "subject": "search",
        "what": "feature.interactions pay",
        "state": "missing",
        "seen": "nobody did it",
        "remedy": 'write interaction("pay")',
        "keys": [],
    }


def test_what_a_finding_concerns_is_named_in_part() -> None:
    keys = ("shop/a", "shop/b", "shop/c", "shop/d", "shop/e")
    lines = list(finding_lines([Finding("slack", "@slack-x", "missing", "no such channel", "add it", keys)]))
    assert lines[2:4] == ["           in shop/a, shop/b, shop/c and 2 more", "           → add it"]
    assert len(list(finding_lines([Finding("slack", "@slack-x", "ok", "set up", "", keys)]))) == 4


def test_what_nobody_knows_is_counted_and_no_fault() -> None:
    unknown = Finding("team", "@team-x", "unknown", "Forbidden")
    assert findings_data([unknown])["ok"] is True
    assert list(finding_lines([HITS, unknown]))[-1] == "All is there: 1 thing looked at, 1 not known."

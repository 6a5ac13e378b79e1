from __future__ import annotations

from dogwatch.declare import Again, Route
from dogwatch.report import route_lines, routes_data

PAGED = Route(
    "checkout",
    "payments",
    1,
    (1,),
    ("errors", "latency-p95", "traffic-min"),
    {"alert": ("@pagerduty-P", "@slack-p"), "recovery": ("@slack-p",), "renotify": ("@slack-p",)},
    Again(30, 4),
)
MILDER = Route("checkout", "payments", 1, (2, 3, 4), ("cpu",), {"alert": ("@slack-p",), "warning": ("@slack-p",)}, None)
NOBODY = Route(None, "payments", None, (), ("load",), {"alert": ()}, None)


def test_a_line_per_handle_says_when_it_is_told() -> None:
    assert list(route_lines([PAGED, MILDER, NOBODY])) == [
        "feature       prio   monitors   tells         alert  recovery  warning  no data  renotify",
        "checkout      P1     errors +2  @pagerduty-P  x                -        -",
        "                                @slack-p      x      x         -        -        30m ×4",
        "              P2–P4  cpu        @slack-p      x      -         x        -        -",
        "(no feature)         load       nobody               -         -        -        -",
    ]


def test_what_is_told_again_without_an_end_has_no_number() -> None:
    again = Route("a", "t", 2, (2,), ("m",), {"alert": ("@slack-p",), "renotify": ("@slack-p",)}, Again(120, None))
    assert list(route_lines([again]))[1].endswith("  2h")


def test_a_long_name_is_cut() -> None:
    long = Route("a", "t", 2, (2,), ("engagement-open_recommendation-band", "b"), {"alert": ("@slack-p",)}, None)
    assert "  engagement-open_rec… +1  @slack-p" in list(route_lines([long]))[1]


def test_programs_get_all_of_it() -> None:
    assert routes_data([PAGED], "prod") == {
        "environment": "prod",
        "routes": [
            {
                "feature": "checkout",
                "team": "payments",
                "tier": 1,
                "priorities": [1],
                "monitors": ["errors", "latency-p95", "traffic-min"],
                "tells": {"alert": ["@pagerduty-P", "@slack-p"], "recovery": ["@slack-p"], "renotify": ["@slack-p"]},
                "renotify": {"minutes": 30, "times": 4},
            }
        ],
    }

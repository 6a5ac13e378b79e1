from __future__ import annotations

from dogwatch.declare.groups import concerned, group_options, grouped, titled
from dogwatch.values import Duration

from .features import feature

HITS = feature().metrics.hits.sum()
WINDOW = Duration(600.0)


def test_groups_by_all_keys_or_leaves_the_query_alone() -> None:
    assert str(grouped(HITS, ("region", "version"))).endswith(" by {region,version}")
    assert grouped(HITS, ()) is HITS


def test_names_the_group_by_datadogs_variables() -> None:
    assert concerned(("region", "version")) == " of region {{region.name}} and version {{version.name}}"
    assert concerned(()) == titled(()) == ""


def test_a_key_with_a_dot_stands_in_brackets() -> None:
    assert concerned(("cloud.zone",)) == " of cloud.zone {{[cloud.zone].name}}"


def test_a_new_group_is_judged_after_a_whole_window() -> None:
    assert group_options(("region",), (), WINDOW) == {"new_group_delay": 600}
    assert group_options((), (), WINDOW) == {}


def test_no_group_is_new_for_more_than_a_day() -> None:
    assert group_options(("region",), (), Duration(604800.0)) == {"new_group_delay": 86400}


def test_says_by_which_keys_messages_are_sent() -> None:
    options = group_options(("region", "version"), ("region",), WINDOW)
    assert options == {"new_group_delay": 600, "notify_by": ["region"]}

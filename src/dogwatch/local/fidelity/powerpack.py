"""How true the embedded Datadog is about powerpacks."""

from __future__ import annotations

from .row import Row

POWERPACKS = (
    Row("create, read, list, change, delete", "exact", "statuses, shapes, errors and order of the list as recorded"),
    Row("what was not sent", "exact", "a place of the group, ids of its widgets, empty texts and lists, as recorded"),
    Row("`PATCH` without a group", "approximate", "what is not sent stays; recorded changes send everything"),
    Row("no `group_widget`", "exact", "400 in recorded words"),
    Row("other bodies that are refused", "approximate", "400 in the recorded form; the words after it are ours"),
    Row("more than 8 tags, a tag of more than 80 letters", "approximate", "400, as described; in our words"),
    Row("links to pages", "approximate", "without a host"),
    Row("a page without a limit", "approximate", "25, which Datadog's own client takes for granted"),
    Row("what its widgets say", "approximate", "as on dashboards: anything that has a type is taken"),
    Row("a dashboard on a powerpack that is not there", "approximate", "taken; no recording shows one"),
    Row("powerpacks on drawn dashboards", "approximate", "a group, with title and variables as the widget says them"),
)

TABLES = {"Powerpacks": POWERPACKS}

"""How true the embedded Datadog is about synthetic tests."""

from __future__ import annotations

from .row import Row

SYNTHETIC = (
    Row("create, read, list, change, delete API tests", "exact", "statuses, shapes and errors as recorded"),
    Row(
        "running tests, results, uptimes, triggers",
        "absent",
        "none is run: their monitors stay No Data",
    ),
    Row("tests of browsers, mobile applications, networks, and suites", "refused", "501 by name"),
    Row("global variables, private locations", "refused", "501 by name; ids of variables are taken as sent"),
    Row("a global variable that a request names", "absent", "Datadog makes it a variable of the test (recorded)"),
    Row("`PATCH` of a test, search of tests", "refused", "501 by name"),
    Row("what a create fills in", "exact", "`monitor_options` where some are sent, ids of steps, as recorded"),
    Row("`bits_ai_auto_investigate`", "approximate", "false in answers to writes, as recorded since 2026; never true"),
    Row("certificates of clients, files", "exact", "what stands in them is not shown, as recorded; nor is it kept"),
    Row("a `PUT` without a status", "exact", "a paused test stays so, as recorded"),
    Row("a `PUT` with another subtype", "decided", "400 in our words; Datadog's Terraform provider replaces the test"),
    Row("`PUT /tests/{id}/status`", "approximate", "`true`, as described; not recorded"),
    Row("order of the list", "approximate", "that of creation; recorded lists have one test"),
    Row("size of a page", "approximate", "100 unless said, as described; any size is taken"),
    Row("a second delete of the same test", "approximate", "404 in the recorded words of a read"),
    Row("delete of a test whose monitor is in use", "approximate", "400 in the words of its monitor, unless forced"),
    Row(
        "the monitor of a test",
        "exact",
        "name, query, options, tags as recorded; it goes with the test",
    ),
    Row("order of tags and locations", "approximate", "as sent; Datadog gives them back in any order"),
    Row(
        "what a request or an assertion may say",
        "approximate",
        "taken as sent; only required fields are looked at",
    ),
)

TABLES = {"Synthetic tests": SYNTHETIC}

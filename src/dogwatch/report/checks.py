"""The page that lists the checks: docs/checks/README.md."""

from __future__ import annotations

from dogwatch.declare import CHECKS

_PAGE = """# Checks

`dogwatch check` looks for what Datadog takes and what still cannot do what was meant. Each check has a name, which
stands in brackets behind what it says, and a page here. An error ends with exit code 2, a warning does not. This table
is made from the code.

| check | | finds |
|---|---|---|
{rows}

## To live with it for a while

A silence names the check, a day and a reason, and stands where it is about: in a monitor, in a feature for all that is
made for it, or in the catalog.

```python
Monitor("failing", ..., silences=[Silence("division-without-guard", until="2027-01-31", why="orders come in spring")])
```

Up to and with that day the check is quiet about it. From the next day on it speaks again, and says that the silence has
ended; a silence that leaves out nothing is reported as well, so that none stays behind.
"""


def checks_page() -> str:
    """The page: every check with its severity and what it finds."""
    rows = [f"| [{name}]({name}.md) | {check.severity} | {check.finds} |" for name, check in sorted(CHECKS.items())]
    return _PAGE.format(rows="\n".join(rows))

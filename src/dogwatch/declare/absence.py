"""What it means when no data comes, and the options that say so to Datadog.

The policies say it by `on_missing_data` and not by the older `notify_no_data`, which may not stand beside it: without
either an alert stays for as long as nothing comes, unless `timeout_h` ends it. Parts of windows are empty where calls
are few, so a full window is never required: Datadog would cancel the evaluation of one that is not, and an alert would
outlive what it was about (docs: monitors, metric monitor).
"""

from __future__ import annotations

from typing import Any

_SPARSE: dict[str, Any] = {"require_full_window": False}

# Without calls nothing is slow and nothing fails. "default" would keep the last state of anything but a count.
QUIET: dict[str, Any] = {**_SPARSE, "on_missing_data": "resolve"}
# Of a count "default" evaluates missing data as zero. `default_zero()` in the query would take that away (docs:
# monitors, configuration), and counts need it nowhere: in their arithmetic what is missing is zero already.
ZERO: dict[str, Any] = {**_SPARSE, "on_missing_data": "default"}
# Two series do not arrive at the same instant, so the latest minute is not yet whole where they are calculated with.
LATE: dict[str, Any] = {"evaluation_delay": 60}

IS_QUIET = "no calls, so nothing to judge: the alert ends. Whether anybody gets through is for Traffic(min=...) to tell"
IS_DEAD = "no calls count as zero: nobody gets through, or the service is gone"

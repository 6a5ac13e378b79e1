"""Whatever the embedded Datadog refuses of a body, `check` says without asking it, or nobody but a server can know.

Bodies stand in `refused_bodies`: each is sent, and read offline, side by side. That none was forgotten shows in the
source of the server: each line that refuses a body was reached by one of them, or stands here with the reason.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from dogwatch.kinds import KINDS, Body
from dogwatch.local.api import errors
from tests.local.organisation import Organisation
from tests.refused_bodies import REFUSED, SOUND, changed
from tests.test_refusals import found

API = Path(errors.__file__).parent

# What reads the bodies of each kind.
READERS = (
    *("monitor/body.py", "monitor/query.py", "monitor/options.py", "monitor/slo_alert.py"),
    *("slo/body.py", "slo/thresholds.py", "slo/specification.py", "slo/correction.py"),
    *("downtime/attributes.py", "downtime/schedule.py", "notification_rule/attributes.py"),
    *("dashboard/body.py", "dashboard/widgets.py", "dashboard/template_variables.py"),
    *("dashboard_list/endpoints.py", "dashboard_list/items.py", "powerpack/attributes.py"),
    *("synthetic_test/body.py", "entity/definition.py"),
    *("generated_metric/definition.py", "metric/metadata.py", "metric/tags.py"),
)
_CHANGE = "it is about a change of what is there, which the plan makes anew instead"
_EXISTS = "it depends on what exists there"
_DECLARED = "where the SLO is declared, the checks slo-has-no-such-time-frame and burn-rate-out-of-reach say it"
_ENVELOPE = "dogwatch writes it itself"
_READS = "it refuses a request that reads, and writes nothing"
_NOT_HERE = "Datadog takes it; the embedded one does not emulate it"
# What refuses that no body of a catalog can reach, by where it stands, with the reason.
ONLY_THERE: Mapping[str, str] = {
    "monitor/body.py _type: Refused(400, errors.TYPE_CHANGE)": _CHANGE,
    "monitor/slo_alert.py check: invalid('query', f'SLO {alert.slo} not found')": _EXISTS,
    "monitor/slo_alert.py check: invalid('query', f'SLO {alert.slo} has no target over {alert.over}')": _DECLARED,
    "monitor/slo_alert.py _check_reachable: burn_rate(burn_rate, most)": _DECLARED,
    "slo/correction.py updated: correction('the SLO of a correction cannot be changed')": _CHANGE,
    "dashboard/body.py _check_layout: Refused(400, errors.LAYOUT_CHANGE)": _CHANGE,
    "dashboard_list/endpoints.py stored: dashboard_list_not_found(id)": _EXISTS,
    "dashboard_list/items.py _item: dashboard_not_found(id)": _EXISTS,
    "dashboard_list/items.py _item: invalid('dashboards', f'{id} is no {type}')": _EXISTS,
    "dashboard_list/items.py _item: not_emulated(f'dashboards of the type {type}')": _NOT_HERE,
    "dashboard_list/items.py _item: invalid('dashboards', 'each must have an id and a type')": _ENVELOPE,
    "dashboard_list/items.py _sent: invalid('dashboards', 'it must be a list')": _ENVELOPE,
    "entity/definition.py taken: not_emulated(f'entities of the schema {version}')": _NOT_HERE,
    "entity/definition.py taken: not_emulated(f'entities of the kind {kind}')": _NOT_HERE,
    "generated_metric/definition.py merged: invalid('compute')": _CHANGE,
    "generated_metric/definition.py merged: cannot_change(f'compute.{name}')": _CHANGE,
    "generated_metric/definition.py merged: cannot_change(name)": _CHANGE,
    "metric/metadata.py list_active: required('from')": _READS,
    "metric/metadata.py list_active: invalid('from')": _READS,
    "metric/metadata.py list_active: invalid('tag_filter', 'it cannot be combined with other filters')": _READS,
    "metric/metadata.py search: required('q')": _READS,
    "metric/metadata.py search: not_emulated(f'search of {facet}')": _READS,
    "metric/metadata.py get: metric_not_found(name)": _READS,
    "metric/metadata.py update: Refused(400, errors.METADATA_NOT_UPDATED)": _EXISTS,
    "metric/tags.py create: Refused(400, errors.NO_SUCH_METRIC)": _EXISTS,
    "metric/tags.py create: Refused(409, f'{name} has a tag configuration already')": _EXISTS,
    "metric/tags.py update: invalid('metric_type')": _CHANGE,
    "metric/tags.py all_tags: metric_not_found(name)": _READS,
    "metric/tags.py all_tags: invalid('page[limit]')": _READS,
    "metric/tags.py _document: metric_not_found(name)": _EXISTS,
    "metric/tags.py _attributes: invalid('data')": _ENVELOPE,
    "metric/tags.py _attributes: invalid('attributes')": _ENVELOPE,
}


def sent(kind: str, body: Body) -> tuple[int, Any]:
    """What an organisation answers in which the metric `shop.orders` has reported."""
    organisation = Organisation()
    organisation.report("shop.orders")
    request = KINDS[kind].wire.create(body)
    return organisation.ask(request.method, request.path, request.body, **dict(request.query))


@cache
def answers() -> tuple[list[tuple[int, Any]], frozenset[tuple[str, int]]]:
    """What was answered to each body, and the lines of the server that stood on the way to a refusal."""
    lines: set[tuple[str, int]] = set()
    given = errors.Refused.__init__

    def noted(self: errors.Refused, *arguments: Any) -> None:
        given(self, *arguments)
        lines.update(_lines(sys._getframe(1)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(errors.Refused, "__init__", noted)
        return [sent(*changed(*row)) for row in REFUSED], frozenset(lines)


def _lines(frame: FrameType | None) -> Iterator[tuple[str, int]]:
    while frame is not None:
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(API):
            yield str(file.relative_to(API)), frame.f_lineno
        frame = frame.f_back


def refusing(reader: str) -> Iterator[tuple[str, range]]:
    """Where a module refuses, by its function and what it raises, with the lines; calls of `_must` are such places."""
    tree = ast.parse((API / reader).read_text(encoding="utf-8"))
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        for node in ast.walk(function):
            if isinstance(node, ast.Raise) and node.exc is not None and function.name != "_must":
                what = ast.unparse(node.exc).removeprefix("errors.")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_must":
                what = ast.unparse(node)
            else:
                continue
            assert node.end_lineno is not None
            yield f"{reader} {function.name}: {what}", range(node.lineno, node.end_lineno + 1)


@pytest.mark.parametrize("called", SOUND)
def test_nothing_is_said_of_what_is_sound(called: str) -> None:
    kind, body = SOUND[called]
    assert found(kind, body) == []
    status, answer = sent(kind, body)
    assert status < 300 or "not found" in str(answer) or "Some monitor IDs" in str(answer)


def test_what_is_refused_is_said_offline() -> None:
    rows = zip(REFUSED, answers()[0], strict=True)
    missed = [(*row, answer) for row, answer in rows if not found(*changed(*row))]
    assert missed == []


def test_every_body_of_the_table_is_refused() -> None:
    taken = [(*row, status) for row, (status, _) in zip(REFUSED, answers()[0], strict=True) if status != 400]
    assert taken == []


def test_no_line_that_refuses_was_forgotten() -> None:
    _, reached = answers()
    places = [each for reader in READERS for each in refusing(reader)]
    forgotten = [
        name
        for name, lines in places
        if name not in ONLY_THERE and not any((name.split(" ")[0], line) in reached for line in lines)
    ]
    assert forgotten == []
    assert ONLY_THERE.keys() <= {name for name, _ in places}

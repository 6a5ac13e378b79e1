from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.kinds import FieldChange
from dogwatch.plan import Change, Create, Delete, LeftAlone, Plan, Update, Waiting
from dogwatch.report import plan_data, plan_markdown
from tests.bodies import declared, found

TARGET = "https://api.datadoghq.eu, environment prod"
FENCE = re.compile(r"^ {0,3}(`{3,})(\w*)$")

LINKS = ("https://app.datadoghq.eu/monitors/3", "https://app.datadoghq.eu/monitors/4")


def data(*changes: Change, refused: tuple[str, ...] = (), **others: Any) -> dict[str, Any]:
    plan = Plan(TARGET, changes, others.pop("unchanged", 0), managed=0, **others)
    return {**plan_data(plan), "refused": list(refused), "not_validated": []}


def update(*fields: FieldChange, key: str = "shop/checkout/errors") -> Update:
    return Update("monitor", key, "17", fields, {}, {})


def outside(markdown: str) -> str:
    """What a page shows outside of fences, which end at a line of as many backticks as they began with."""
    lines, open_fence = [], ""
    for line in re.split(r"\r\n|\n|\r", markdown):
        fence = FENCE.match(line)
        if open_fence:
            if fence and len(fence[1]) >= len(open_fence) and not fence[2]:
                open_fence = ""
        elif fence:
            open_fence = fence[1]
        else:
            lines.append(line)
    assert not open_fence, "a fence is left open"
    return "\n".join(lines)


def test_folds_what_changes_by_feature() -> None:
    made = data(
        Create("monitor", "shop/checkout/latency-p95", declared(name="[prod] checkout: slow", query="q > 1")),
        update(
            FieldChange("message", "Slow.\nLook at the dashboard.\n@slack-a", "Slow.\nLook at the runbook.\n@slack-a"),
            FieldChange("options.thresholds.critical", 0.5, 0.4),
            FieldChange("tags", ["team:payments", "tier:1"], ["team:payments", "tier:2"]),
        ),
        Delete("monitor", "shop/search/errors", "18", found(18, name="[prod] search: failing", query="q > 2")),
        unchanged=40,
        left_alone=(LeftAlone("monitor", "shop/disk", ("3", "4"), "its mark occurs more than once", LINKS),),
        waiting=(Waiting("monitor", "shop/search/slow", "the metric m has not reported yet"),),
        refused=("monitor shop/checkout/errors: Datadog answered 400: no",),
    )
    assert plan_markdown(made) == (
        """\
**Plan: 1 to create, 1 to update, 1 to delete, 40 unchanged, 1 left alone, 1 waiting for data.**

Target: <code>https://api.datadoghq.eu, environment prod</code>

<details><summary>Would be refused (1)</summary>

```diff
- monitor shop/checkout/errors: Datadog answered 400: no
```

</details>

<details><summary><code>checkout</code>: 1 to create, 1 to update</summary>

```diff
! monitor shop/checkout/errors (17)
      message:
          Slow.
-         Look at the dashboard.
+         Look at the runbook.
          @slack-a
      options.thresholds.critical:
-         0.5
+         0.4
      tags:
-         tier:1
+         tier:2
+ monitor shop/checkout/latency-p95
+         [prod] checkout: slow
+         q > 1
```

</details>

<details><summary><code>search</code>: 1 to delete</summary>

```diff
- monitor shop/search/errors (18)
-         [prod] search: failing
-         q > 2
```

</details>

<details><summary>Left alone (1)</summary>

```diff
monitor shop/disk (3, 4): its mark occurs more than once
    https://app.datadoghq.eu/monitors/3
    https://app.datadoghq.eu/monitors/4
```

</details>

<details><summary>Waiting for data (1)</summary>

```diff
monitor shop/search/slow: the metric m has not reported yet
```

</details>
"""
    )


def test_nothing_to_do_is_said_in_a_line() -> None:
    assert plan_markdown(data(unchanged=3)) == (
        "**Nothing to do: 0 to create, 0 to update, 0 to delete, 3 unchanged.**\n"
        "\n"
        "Target: <code>https://api.datadoghq.eu, environment prod</code>\n"
    )


def test_says_what_becomes_of_an_object_that_cannot_change_or_had_lost_its_mark() -> None:
    text = plan_markdown(data(Create("monitor", "shop/a/b", declared(), replaces="3")))
    assert "+ monitor shop/a/b, in the place of 3, which cannot be changed into it\n" in text
    adopted = Update("monitor", "shop/a/b", "4", (), {}, {}, adopts=True)
    assert "! monitor shop/a/b (4, which carries no mark yet)\n" in plan_markdown(data(adopted))


HOSTILE = [
    "```",
    "`````` ```",
    "```\n\n<script>alert(1)</script> @everyone",
    "  ```\r@mallory",
    "x\u2028```\n@mallory",
    "</code></summary></details> @mallory <img src=x onerror=alert(1)>",
    "[click](https://evil.example) ![](https://evil.example/pixel) #1 GH-1 acme/shop#2",
    "<!-- dogwatch plan -->",
]


def everywhere(text: str) -> dict[str, Any]:
    """A plan that holds a text wherever it can hold one."""
    key = f"shop/{text.replace('/', '')}/x"
    return data(
        Create("monitor", key, declared(name=text, query=text)),
        update(FieldChange(f"widgets[{text}]", text, f"{text}\nmore"), key=key),
        update(FieldChange("tags", [text], []), FieldChange("priority", None, text)),
        Delete("monitor", key, text, found(1, name=text)),
        left_alone=(LeftAlone("monitor", key, (text,), text, (text,)),),
        waiting=(Waiting("monitor", key, text),),
        refused=(text,),
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_somebody_wrote_is_never_markup(hostile: str) -> None:
    seen = outside(plan_markdown(everywhere(hostile)))
    code_taken_out = re.sub(r"<code>[^<>]*</code>", "", seen)
    assert set(re.findall(r"<[^>]*>", code_taken_out)) == {"<details>", "</details>", "<summary>", "</summary>"}
    assert not re.search(r"[@`\[\]#!]|script|evil", code_taken_out)


def test_a_fence_is_longer_than_any_in_it() -> None:
    lines = plan_markdown(everywhere("a ````` b")).splitlines()
    assert {line for line in lines if line.startswith("`")} == {"``````diff", "``````"}


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\x0b"])
def test_no_line_looks_like_one_of_anothers(end: str) -> None:
    lines = plan_markdown(everywhere(f"a{end}+ monitor shop/forged")).splitlines()
    assert len(lines) > 40
    assert [line for line in lines if line.startswith("+ monitor shop/forged")] == []


@given(st.lists(st.text(st.sampled_from("`~\r\n\u2028 a@<>&-+")), min_size=4, max_size=4), st.integers(300, 1500))
def test_no_text_ends_its_fence_however_it_is_cut(texts: list[str], maximum: int) -> None:
    one, two, three, four = texts
    made = data(update(FieldChange(one, f"{two}\n", three)), update(FieldChange("tags", [three], [four]), key="a/b/c"))
    text = plan_markdown(made, maximum, "elsewhere")
    assert "@" not in re.sub(r"<code>[^<>]*</code>", "", outside(text))
    assert len(text.encode()) <= maximum


def test_what_cannot_be_seen_is_written_out() -> None:
    text = plan_markdown(data(update(FieldChange("name", "a\u202egnp.exe\x00", "a\nb\u200bc"))))
    assert "-         a\\u202egnp.exe\\x00\n" in text
    assert "+         b\\u200bc\n" in text


def long(count: int = 3000) -> dict[str, Any]:
    """A plan of many features with lines of two-byte characters."""
    return data(*(update(FieldChange("name", "ä" * 30, "ö" * 30), key=f"shop/f{n:04}/errors") for n in range(count)))


def test_is_cut_at_a_line_by_bytes_and_says_what_is_missing() -> None:
    text = plan_markdown(long(), 65_536, "[in the summary of this run](https://github.example/runs/1)")
    size = len(text.encode())
    assert 65_000 < size <= 65_536
    assert outside(text).count("<details>") == outside(text).count("</details>")
    lines = sum(line.startswith(("!", "-", "+", "      ")) for line in text.splitlines())
    assert text.endswith(
        f"**Cut here: {12_000 - lines} of the plan's 12000 lines do not fit.** "
        "The whole plan is [in the summary of this run](https://github.example/runs/1).\n"
    )


def test_is_cut_inside_of_a_feature_too() -> None:
    fields = [FieldChange(f"options.x{number}", 1, 2) for number in range(5000)]
    text = plan_markdown(data(update(*fields)), 65_536, "elsewhere")
    assert 65_000 < len(text.encode()) <= 65_536
    assert text.count("```") == 2
    assert "The whole plan is elsewhere." in outside(text)


def test_a_line_that_is_too_long_alone_is_missing_as_a_whole() -> None:
    text = plan_markdown(data(update(FieldChange("name", "", "x" * 70_000))), 65_536, "elsewhere")
    assert len(text.encode()) < 1000
    assert "**Cut here: 1 of the plan's 3 lines do not fit.**" in text


def test_what_fits_exactly_is_not_cut() -> None:
    whole = plan_markdown(long(3))
    size = len(whole.encode())
    assert plan_markdown(long(3), size) == whole
    assert "Cut here" in plan_markdown(long(3), size - 1)

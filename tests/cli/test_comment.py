from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dogwatch.kinds import FieldChange
from dogwatch.plan import Change, Plan, Update
from dogwatch.report import plan_data
from tests.github.fake import BOT, COMMIT, TOKEN, FakeGitHub, github, job

from .command import dogwatch

TARGET = "https://api.datadoghq.eu, environment prod"
OTHER = "f" * 40


def save(folder: Path, *changes: Change) -> None:
    data = {**plan_data(Plan(TARGET, changes, 0, 0)), "refused": [], "not_validated": []}
    (folder / "plan.json").write_text(json.dumps(data))


def update(text: str = "b") -> Update:
    return Update("monitor", "shop/checkout/errors", "17", (FieldChange("name", "a", text),), {}, {})


def comment(folder: Path, fake: FakeGitHub, *arguments: str, **others: str) -> tuple[int, str, str]:
    ended = dogwatch(folder, "comment", *arguments, env=job(fake, **others))
    assert TOKEN not in ended.stdout + ended.stderr
    return ended.returncode, ended.stdout, ended.stderr


def test_writes_updates_and_leaves_one_comment(tmp_path: Path) -> None:
    with github() as fake:
        save(tmp_path, update())
        assert comment(tmp_path, fake, "plan.json", "--pr", "7") == (0, "#7: commented\n", "")
        assert comment(tmp_path, fake, "plan.json", "--pr", "7") == (0, "#7: left the comment as it is\n", "")
        save(tmp_path)
        assert comment(tmp_path, fake, "plan.json", "--pr", "7") == (0, "#7: updated the comment\n", "")
    assert fake.writes == ["POST /repos/acme/shop/issues/7/comments", "PATCH /repos/acme/shop/issues/comments/100"]
    assert fake.bodies() == [
        "<!-- dogwatch plan -->\n**Nothing to do: 0 to create, 0 to update, 0 to delete, 0 unchanged.**\n\n"
        f"Target: <code>{TARGET}</code>\n"
    ]


def test_is_silent_when_nothing_changes(tmp_path: Path) -> None:
    save(tmp_path)
    with github() as fake:
        ended = comment(tmp_path, fake, "plan.json", "--pr", "7")
    assert ended == (0, "#7: not commented, since nothing changes\n", "")
    assert fake.writes == []


def test_finds_its_comment_behind_a_hundred_others_and_touches_none_of_them(tmp_path: Path) -> None:
    save(tmp_path, update())
    with github() as fake:
        for _ in range(150):
            fake.say("<!-- dogwatch plan -->\nme too", author="mallory")
        fake.say("<!-- dogwatch plan -->\nold")
        assert comment(tmp_path, fake, "plan.json", "--pr", "7")[1] == "#7: updated the comment\n"
    assert fake.writes == ["PATCH /repos/acme/shop/issues/comments/250"]


def test_finds_the_pull_request_of_a_branch_while_the_commit_is_its_last(tmp_path: Path) -> None:
    save(tmp_path, update())
    with github() as fake:
        of_old = comment(tmp_path, fake, "plan.json", "--head", "acme:faster", "--commit", OTHER)
        of_none = comment(tmp_path, fake, "plan.json", "--head", "acme:no&state=all", "--commit", COMMIT)
        assert fake.writes == []
        of_last = comment(tmp_path, fake, "plan.json", "--head", "acme:faster", "--commit", COMMIT)
    assert of_old == (0, f"{OTHER} is the last commit of no open pull request: nothing was commented\n", "")
    assert of_none == (0, f"{COMMIT} is the last commit of no open pull request: nothing was commented\n", "")
    assert of_last == (0, "#7: commented\n", "")
    assert fake.bodies()[0].endswith(f"\nOf commit {COMMIT}.\n")


def test_two_plans_have_a_comment_each(tmp_path: Path) -> None:
    save(tmp_path, update())
    with github() as fake:
        comment(tmp_path, fake, "plan.json", "--pr", "7")
        comment(tmp_path, fake, "plan.json", "--pr", "7", "--name", "plan-staging")
    assert [body.splitlines()[0] for body in fake.bodies()] == [
        "<!-- dogwatch plan -->",
        "<!-- dogwatch plan-staging -->",
    ]


def test_says_that_there_is_no_plan_over_an_old_one(tmp_path: Path) -> None:
    with github() as fake:
        fake.say("<!-- dogwatch plan -->\nold")
        ended = comment(tmp_path, fake, "--failed", "--head", "acme:faster", "--commit", COMMIT)
    assert ended == (0, "#7: updated the comment\n", "")
    assert fake.bodies() == [
        "<!-- dogwatch plan -->\n**No plan could be made.** Why is "
        "[in the summary of this run](https://github.example/acme/shop/actions/runs/42).\n"
        f"\nOf commit {COMMIT}.\n"
    ]


def test_a_comment_is_no_larger_than_github_takes(tmp_path: Path) -> None:
    save(tmp_path, *(update("ä" * 90) for _ in range(1000)))
    with github() as fake:
        assert comment(tmp_path, fake, "plan.json", "--head", "acme:faster", "--commit", COMMIT)[0] == 0
    [body] = fake.bodies()
    assert 65_000 < len(body.encode()) <= 65_536
    assert "The whole plan is [in the summary of this run](https://github.example/acme/shop/actions/runs/42)" in body


@pytest.mark.parametrize(
    ("arguments", "others", "said"),
    [
        (("plan.json",), {}, "say which pull request: --pr NUMBER, or --head OWNER:BRANCH with --commit SHA"),
        (("plan.json", "--head", "a:b"), {}, "say which pull request: "),
        (("plan.json", "--pr", "7", "--head", "a:b", "--commit", COMMIT), {}, "say which pull request: "),
        (("plan.json", "--head", "a:b", "--commit", "HEAD"), {}, "'HEAD' is no commit; write all of its hash"),
        (("plan.json", "--pr", "7", "--name", "a -->"), {}, "'a -->' is no name for a comment; write one like plan"),
        (("--pr", "7"), {}, "write the file of plan --json, or --failed when there is none"),
        (("plan.json", "--failed", "--pr", "7"), {}, "write the file of plan --json, or --failed when there is none"),
        (("features.py", "--pr", "7"), {}, "features.py is no JSON: "),
        (("plan.json", "--pr", "7"), {"GITHUB_TOKEN": ""}, "GITHUB_TOKEN holds no token; "),
        (("plan.json", "--pr", "7"), {"GITHUB_REPOSITORY": "x"}, "GITHUB_REPOSITORY is 'x'; it is owner/name"),
    ],
)
def test_wrong_use_is_said_in_a_line(
    tmp_path: Path, arguments: tuple[str, ...], others: dict[str, Any], said: str
) -> None:
    save(tmp_path, update())
    (tmp_path / "features.py").write_text("catalog = None\n")
    with github() as fake:
        code, out, error = comment(tmp_path, fake, *arguments, **others)
        assert fake.writes == []
    assert (code, out, error.count("\n")) == (2, "", 1)
    assert error.startswith(said)


def test_a_refusal_of_github_is_a_line_without_the_token(tmp_path: Path) -> None:
    save(tmp_path, update())
    with github() as fake:
        code, out, error = comment(tmp_path, fake, "plan.json", "--pr", "7", GITHUB_TOKEN="ghs_of_somebody_else")
    assert (code, out) == (1, "")
    assert error == "GitHub answered 401 to GET issues/7/comments: Bad; check GITHUB_TOKEN\n"


def test_the_bot_is_who_writes_in_a_job_unless_it_is_another(tmp_path: Path) -> None:
    save(tmp_path, update())
    with github() as fake:
        fake.say("<!-- dogwatch plan -->\nold", author="shop-app[bot]")
        comment(tmp_path, fake, "plan.json", "--pr", "7")
        comment(tmp_path, fake, "plan.json", "--pr", "7", "--author", "shop-app[bot]")
    assert [one["user"]["login"] for one in fake.comments] == ["shop-app[bot]", BOT]
    assert "old" not in fake.comments[0]["body"]


def test_links_pictures_of_dashboards_where_any_change(tmp_path: Path) -> None:
    board = Update("dashboard", "shop/board", "abc", (FieldChange("title", "a", "b"),), {}, {})
    there = ("--pictures", "https://github.com/acme/shop/actions/runs/1/artifacts/2")
    with github() as fake:
        save(tmp_path, update())
        assert comment(tmp_path, fake, "plan.json", "--pr", "7", *there)[1] == "#7: commented\n"
        assert "before and after" not in fake.bodies()[0]
        save(tmp_path, board)
        assert comment(tmp_path, fake, "plan.json", "--pr", "7", *there)[1] == "#7: updated the comment\n"
        assert f"\n[The dashboard before and after]({there[1]})\n" in fake.bodies()[0]
        assert comment(tmp_path, fake, "plan.json", "--pr", "7", "--pictures", "")[1] == "#7: updated the comment\n"
        assert "before and after" not in fake.bodies()[0]


def test_refuses_an_address_that_would_end_its_link(tmp_path: Path) -> None:
    save(tmp_path, update())
    with github() as fake:
        ended = comment(tmp_path, fake, "plan.json", "--pr", "7", "--pictures", "https://x) [free](https://evil")
    assert ended[0] == 2
    assert "is no address" in ended[2]
    assert fake.writes == []

"""`dogwatch init` in an empty folder, and every command of the README that it writes."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from dogwatch.local import running

from .command import at_a_terminal, dogwatch

ANSWERS = ("--name", "shop", "--feature", "order-history", "--notify", "@slack-shop")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)


def test_what_it_writes_passes_everything_at_once(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "init", ".", *ANSWERS)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Wrote 20 files. What next: dogwatch check && dogwatch test" in ended.stdout
    said: list[str] = []
    with running() as server:
        for command in commands((tmp_path / "README.md").read_text()):
            ended = dogwatch(tmp_path, *command, url=server.url)
            assert (ended.returncode, ended.stderr) == (0, ""), command
            said.append(ended.stdout)
    assert [text.splitlines()[0] for text in said[:2]] == [
        "shop: no mistakes in 1 team, 1 feature, 11 monitors, 1 SLO, 3 dashboards, 2 metrics (environment prod)",
        "...                                                                      [100%]",
    ]
    assert "created, 0 updated, 0 deleted." in said[2]
    assert "Nothing to do: 0 to create, 0 to update, 0 to delete" in said[3]


def commands(readme: str) -> list[list[str]]:
    """What a reader types, but for what needs the network, keys, or a second terminal."""
    lines = [line for block in BLOCK.findall(readme) for line in block.splitlines()]
    typed = [line.split()[1:] for line in lines if line.startswith("dogwatch ")]
    assert [each for each in typed if each == ["up"]], readme
    assert all(line.startswith(("dogwatch ", "python3 -m venv", "DD_API_KEY=… ")) for line in lines), lines
    return [each for each in typed if each != ["up"]]


def test_what_workflows_call_can_be_called(tmp_path: Path) -> None:
    assert dogwatch(tmp_path, "init", ".", *ANSWERS).returncode == 0
    ended = subprocess.run([tmp_path / ".ci" / "quietly", "true"], capture_output=True, timeout=30, check=False)
    assert ended.returncode == 0
    assert not os.access(tmp_path / "README.md", os.X_OK)


def test_touches_nothing_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "features.py").write_text("mine")
    (tmp_path / "sync").mkdir()
    (tmp_path / "sync" / "targets.py").write_text("mine too")
    ended = dogwatch(tmp_path, "init", ".", *ANSWERS)
    assert ended.returncode == 2
    assert ended.stderr == (
        ". holds features.py, sync/targets.py already: nothing was written; name a folder of its own\n"
    )
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["features.py", "targets.py"]
    assert (tmp_path / "features.py").read_text() == "mine"


def test_says_what_is_wrong_before_it_writes(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "init", "new", "--name", "My Shop", "--feature", "x", "--notify", "me")
    assert ended.returncode == 2
    assert "write lower case words such as my-shop" in ended.stderr
    assert "--notify: 'me' does not begin with @" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_asks_nobody_where_nobody_is(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "init", "shop")
    assert ended.returncode == 2
    assert ended.stderr == (
        "nobody is there to be asked: What is the product called? Say --name, --feature and --notify, or --yes\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_takes_what_it_proposes_when_told_to_ask_nothing(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "init", "Great Shop", "--yes")
    assert (ended.returncode, ended.stderr) == (0, "")
    features = (tmp_path / "Great Shop" / "features.py").read_text()
    assert 'Team("great-shop", notify="@slack-great-shop-alerts")' in features
    assert "What next: cd 'Great Shop' && dogwatch check" in ended.stdout


def test_a_wrong_answer_is_asked_for_again_with_what_to_write(tmp_path: Path) -> None:
    typed = "Acme Travel\nacme\nbooking\n#acme-ops\n@slack-acme-ops\n"
    code, said = at_a_terminal(tmp_path, "init", ".", url="", answer=typed)
    assert code == 0
    assert "Error: 'Acme Travel' cannot stand in keys and tags; write lower case words such as acme-travel\n" in said
    assert said.count("What is the product called? [") == 2
    assert "write '@slack-acme-ops'\n" in said
    assert 'Team("acme", notify="@slack-acme-ops")' in (tmp_path / "features.py").read_text()


def test_a_name_that_will_not_do_is_said_once(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "init", "--name", "My Shop", "--feature", "x", "--notify", "@slack-x")
    assert ended.stderr == "--name 'My Shop' cannot stand in keys and tags; write lower case words such as my-shop\n"


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = dogwatch(tmp_path, "init", "file/shop", "--yes")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.endswith(" cannot be written: Not a directory; name another folder\n")

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import Started, dogwatch, environment, shop

BIN = Path(sys.executable).parent


def shell(name: str) -> str:
    """The program of a shell; skips the test where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} here")
    return found


def variables(tmp_path: Path) -> dict[str, str]:
    """Those of a shell that finds dogwatch, and nothing that a person has set."""
    path = f"{BIN}:/usr/local/bin:/usr/bin:/bin"
    # ZSH reads files of its own from ZDOTDIR, fish from XDG_CONFIG_HOME.
    own = {"HOME": str(tmp_path), "ZDOTDIR": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    return environment(PATH=path, TERM="xterm", XDG_CACHE_HOME=str(tmp_path / "cache"), **own)


def said(tmp_path: Path, *command: str) -> str:
    """What a shell prints in the folder of a shop; it complains of nothing."""
    ended = subprocess.run(
        command, cwd=shop(tmp_path), env=variables(tmp_path), capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.stderr == ""
    return ended.stdout


def bash(tmp_path: Path, *words: str) -> list[str]:
    """What bash offers for the last of the words, as it takes them apart."""
    quoted = " ".join(f"'{word}'" for word in words)
    script = f"""
        source <(dogwatch completion bash)
        COMP_WORDS=({quoted}) COMP_CWORD={len(words) - 1}
        _dogwatch_completion dogwatch
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    return said(tmp_path, shell("bash"), "--norc", "-c", script).split()


def fish(tmp_path: Path, line: str) -> list[str]:
    """What fish offers at the end of a line: the word, a tab and what it says of it."""
    script = f'dogwatch completion fish | source; complete -C"{line}"'
    return said(tmp_path, shell("fish"), "--no-config", "-c", script).splitlines()


def zsh(tmp_path: Path, line: str, *wanted: str, menu: bool = False) -> str:
    """Types a line and a tab at zsh's prompt; what it wrote from then until all that is wanted stands there."""
    program = shell("zsh")
    functions = shop(tmp_path) / "functions"
    functions.mkdir()
    (functions / "_dogwatch").write_text(dogwatch(tmp_path, "completion", "zsh").stdout)
    begin = f"PS1='> '; fpath=({functions} $fpath); autoload -Uz compinit; compinit -u -D; print be''gun\n"
    ours, theirs = pty.openpty()
    with Started(
        [program, "-f", "-i"],
        cwd=tmp_path,
        env=variables(tmp_path),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        os.write(ours, begin.encode())
        _read(ours, "begun")
        # A second tab lists what the first found, where that is more than one.
        os.write(ours, f"{line}\t{chr(9) * menu}".encode())
        written = _read(ours, *wanted)
        process.kill()
    os.close(ours)
    return written


def _read(terminal: int, *wanted: str) -> str:
    """What comes until all that is wanted has come, and nothing more for a moment."""
    text, until = "", time.monotonic() + 20
    while time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 0.3)
        if ready:
            text += os.read(terminal, 65536).decode(errors="replace")
        elif all(word in text for word in wanted):
            return text
    raise AssertionError(f"zsh wrote {text!r}, without {wanted}")


def test_bash_completes_with_what_it_prints(tmp_path: Path) -> None:
    assert bash(tmp_path, "dogwatch", "mute", "") == ["checkout", "search"]


def test_bash_completes_a_value_that_is_written_with_its_option(tmp_path: Path) -> None:
    assert bash(tmp_path, "dogwatch", "routes", "--feature", "=", "se") == ["search"]
    assert bash(tmp_path, "dogwatch", "routes", "--feature", "=") == ["checkout", "search"]


def test_fish_completes_commands_and_says_all_of_what_they_do(tmp_path: Path) -> None:
    assert fish(tmp_path, "dogwatch doc") == [
        "docs\twrite a page per feature, an index, and CODEOWNERS",
        "doctor\tsay what is wrong between the catalog and what runs",
    ]


def test_fish_completes_names_values_and_files(tmp_path: Path) -> None:
    assert fish(tmp_path, "dogwatch mute ") == ["checkout", "search"]
    assert fish(tmp_path, "dogwatch routes --feature=se") == ["--feature=search"]
    assert fish(tmp_path, "dogwatch check --catalog fea") == ["features.py"]
    assert fish(tmp_path, "dogwatch check --catalog=fea") == ["--catalog=features.py"]


def test_zsh_completes_commands_and_shows_what_they_do(tmp_path: Path) -> None:
    zsh(tmp_path, "dogwatch pl", "dogwatch plan")
    # A menu is as wide as the terminal.
    shutil.rmtree(tmp_path / "functions")
    zsh(tmp_path, "dogwatch doc", "write a page per feature, an index, and CODEOWNERS", "doctor", menu=True)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("dogwatch mute s", "mute search"),
        ("dogwatch routes --feature=s", "--feature=search"),
        ("dogwatch check --catalog=fea", "--catalog=features.py"),
        ("dogwatch check --catalog fea", "--catalog features.py"),
    ],
)
def test_zsh_completes_names_values_and_files(tmp_path: Path, line: str, wanted: str) -> None:
    # Zsh writes what it adds, and goes back for what it replaces.
    zsh(tmp_path, line, wanted)


def test_a_shell_that_is_not_known_is_a_wrong_use(tmp_path: Path) -> None:
    said = dogwatch(tmp_path, "completion", "tcsh")
    assert said.returncode == 2
    assert "'bash', 'zsh', 'fish'" in said.stderr

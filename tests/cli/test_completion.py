from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import dogwatch, environment, shop

BIN = Path(sys.executable).parent
BASH = """
source <(dogwatch completion bash)
COMP_WORDS=(dogwatch mute "") COMP_CWORD=2
_dogwatch_completion dogwatch
printf '%s\\n' "${COMPREPLY[@]}"
complete -p dogwatch
"""


def test_bash_completes_with_what_it_prints(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    variables = {"PATH": f"{BIN}:/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    said = subprocess.run(
        [bash, "--norc", "-c", BASH],
        cwd=shop(tmp_path),
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.stderr == ""
    assert said.stdout.splitlines()[:2] == ["checkout", "search"]
    assert "-F _dogwatch_completion dogwatch" in said.stdout


@pytest.mark.parametrize(("shell", "words"), [("zsh", "dogwatch mute se"), ("fish", "dogwatch mute se")])
def test_other_shells_ask_for_the_same_names(tmp_path: Path, shell: str, words: str) -> None:
    script = dogwatch(tmp_path, "completion", shell)
    assert script.returncode == 0
    assert f"_DOGWATCH_COMPLETE={shell}_complete" in script.stdout
    asked = {"_DOGWATCH_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    # Zsh says which word it is, fish the word itself.
    asked["COMP_CWORD"] = "2" if shell == "zsh" else "se"
    said = dogwatch(shop(tmp_path), env=asked)
    assert "search" in said.stdout
    assert "checkout" not in said.stdout


def test_a_shell_that_is_not_known_is_a_wrong_use(tmp_path: Path) -> None:
    said = dogwatch(tmp_path, "completion", "tcsh")
    assert said.returncode == 2
    assert "'bash', 'zsh', 'fish'" in said.stderr

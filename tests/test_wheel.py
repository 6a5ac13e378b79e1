"""What a service installs: the wheel holds dogwatch alone, and its base runs with nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UV = Path(sys.executable).parent / "uv"


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    ended = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(UV, "build", "--wheel", "--quiet", "--no-build-isolation", "--python", sys.executable, "--out-dir", folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_dogwatch_only(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    assert {name.split("/")[0] for name in names} == {"dogwatch", "dogwatch-0.1.0.dist-info"}
    assert "dogwatch/py.typed" in names
    assert "dogwatch/declare/routing/templates/message.txt" in names
    assert "dogwatch-0.1.0.dist-info/licenses/LICENSE" in names


def test_the_base_alone_imports_what_a_service_imports(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    run(UV, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv")
    run(UV, "pip", "install", "--quiet", "--python", python, wheel)

    installed = run(UV, "pip", "list", "--quiet", "--format", "freeze", "--python", python)
    service = "import dogwatch.instrument, dogwatch.names, dogwatch.values; print(dogwatch.names.DURATION.name)"

    assert installed.split() == ["dogwatch==0.1.0"]
    assert run(python, "-c", service, cwd=tmp_path) == "feature.duration\n"


def test_the_base_says_what_the_command_line_needs(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    run(UV, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv")
    run(UV, "pip", "install", "--quiet", "--python", python, wheel)

    ended = subprocess.run(
        [str(python.parent / "dogwatch"), "plan"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 2
    assert "pip install 'dogwatch[sync]'" in ended.stderr
    assert "Traceback" not in ended.stderr

from __future__ import annotations

import subprocess
import sys


def test_importing_the_queries_loads_nothing_but_the_standard_library() -> None:
    program = "import dogwatch.query, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    out = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True).stdout
    before = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print(*{name.partition('.')[0] for name in sys.modules})"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert set(out.split()) - set(before.split()) - sys.stdlib_module_names == {"dogwatch"}

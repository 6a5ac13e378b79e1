from pathlib import Path

from dogwatch.local import fidelity


def test_the_page_in_the_documentation_is_current():
    committed = Path(__file__).parents[2] / "docs" / "fidelity.md"
    assert committed.read_text() == fidelity.page(), "run: python -m dogwatch.local.fidelity > docs/fidelity.md"


def test_every_row_is_a_row_of_a_table():
    rows = [row for table in fidelity.TABLES.values() for row in table]
    assert {row.level for row in rows} == fidelity.LEVELS.keys()
    assert not [row for row in rows if "|" in row.what + row.note or "\n" in row.what + row.note]

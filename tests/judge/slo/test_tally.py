import numpy as np

from dogwatch.judge.slo.tally import all_up, tally, together

CELLS = tally(
    ("region",),
    (("eu",), ("us",)),
    np.array([0, 60, 120, 3600]),
    np.array([[1.0, 2, 3], [4, 5, 6]]),
    np.full((2, 3), 10.0),
)


def test_a_window_of_whole_cells_is_their_sum():
    good, total = CELLS.between([0, 60], [120, 3600])
    assert good.tolist() == [[3, 5], [9, 11]]
    assert total.tolist() == [[20, 20], [20, 20]]


def test_a_cell_that_is_cut_counts_by_the_share_of_its_time():
    good, _ = CELLS.between([30], [90])
    assert good.tolist() == [[1.5], [4.5]]


def test_nothing_was_before_the_first_edge_and_after_the_last():
    good, total = CELLS.between([-500, 3600], [5000, 9999])
    assert (good.tolist(), total.tolist()) == ([[6, 0], [15, 0]], [[30, 0], [30, 0]])


def test_all_groups_as_one_are_summed_up():
    overall = together(CELLS)
    assert (overall.keys, overall.groups) == ((), ((),))
    assert overall.between([0], [3600])[0].tolist() == [[21]]
    assert overall.cells[1].tolist() == [[20, 20, 20]]


def test_all_groups_as_one_are_up_while_all_of_them_are():
    up = tally(
        ("host",),
        (("a",), ("b",)),
        np.array([0, 10, 20, 30]),
        np.array([[10.0, 0, 10], [10, 10, 4]]),
        np.full((2, 3), 10.0),
    )
    good, total = all_up(up).cells
    assert (good.tolist(), total.tolist()) == ([[10, 0, 4]], [[10, 10, 10]])


def test_cutting_a_tally_changes_no_sum():
    cut = CELLS.cut([30, 90, -5, 9999])
    assert cut.edges.tolist() == [0, 30, 60, 90, 120, 3600]
    assert cut.cells[0][0].tolist() == [0.5, 0.5, 1, 1, 3]
    assert [each.tolist() for each in cut.between([10], [200])] == [
        each.tolist() for each in CELLS.between([10], [200])
    ]

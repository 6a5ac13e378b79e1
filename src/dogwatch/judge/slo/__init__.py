"""Service level objectives: what was good of what there was, over windows that roll, and what is left of the budget."""

"""What dogwatch costs, measured as whole processes; `make bench` prints the tables. Never part of the tests."""

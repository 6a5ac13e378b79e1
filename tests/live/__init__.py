"""The rules of evaluation that are in doubt, held against the real Datadog; `make live`, never part of the tests.

It needs the keys of an organisation that is there for such things: it submits a few series under a name of its own, and
keeps the percentiles of one of them enabled. `test_live` runs the same against the embedded Datadog.
"""

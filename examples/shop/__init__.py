"""A small shop: a FastAPI front, a Flask payment service behind it, and people who come and go.

    python -m examples.shop --for 20s

Each file is a part of a real service that happens to be small; `docs/guide/shop.md` says which to look at for what.
"""

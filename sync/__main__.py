"""`python -m sync plan` is `dogwatch plan`, for those who start things from the repository."""

from dogwatch.cli import main

if __name__ == "__main__":
    main()

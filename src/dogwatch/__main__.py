"""`python -m dogwatch` is the command line."""

from dogwatch.cli import main

if __name__ == "__main__":
    main()

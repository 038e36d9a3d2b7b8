"""The entry point of ``reportlint`` and of ``python -m reportlint``."""

import gc
import sys


def main() -> None:
    """Run the command line on the arguments of the process."""
    gc.disable()  # what is built here holds no cycles; looking for some takes a third of the time on long texts
    from reportlint.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

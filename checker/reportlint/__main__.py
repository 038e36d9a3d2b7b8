"""The entry point of ``reportlint`` and of ``python -m reportlint``."""

import sys


def main() -> None:
    """Run the command line on the arguments of the process."""
    from reportlint.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

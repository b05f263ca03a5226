"""Where the program starts: `readiness` and `python -m readiness`."""

from __future__ import annotations

import sys


def main() -> None:
    """Load the command line and run it; an interruption while it loads is one like any other."""
    try:
        from readiness.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()

"""Where the frozen program starts: one executable, two names.

`reader` is the command line (without arguments it opens the window); `perspective-reader`, which the desktop menu
calls, always opens the window.
"""

import multiprocessing
import sys
from pathlib import Path


def main() -> int | None:
    """Starts the part of the program that belongs to the name it was called by."""
    if Path(sys.argv[0]).name == "perspective-reader":
        from reader.app import main as start
    else:
        from reader.cli import main as start
    return start()


if __name__ == "__main__":
    # Worker processes start the frozen program anew; this call turns those into workers.
    multiprocessing.freeze_support()
    sys.exit(main())

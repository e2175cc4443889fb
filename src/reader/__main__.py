"""``python -m reader``, and the entry of the frozen command line."""

from __future__ import annotations

import sys


def open_window() -> int:
    """Entry of ``perspective-reader``. Import workers load this module too, so Qt is imported only when it runs."""
    from reader.app import main as open_program

    return open_program()


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # The import's worker processes start the frozen program anew; this call turns those into workers.
        import multiprocessing

        multiprocessing.freeze_support()

    from reader.cli import main

    sys.exit(main())

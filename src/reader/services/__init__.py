"""Use cases: what the window and the command line ask for. Knows no Qt, and SQL only through the library."""

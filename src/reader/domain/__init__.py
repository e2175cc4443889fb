"""The program's own ideas, in plain Python and numpy: no files, no SQL, no Qt."""

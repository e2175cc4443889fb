"""Files to the program's own ideas and back: one module per caption format, and the framework files."""

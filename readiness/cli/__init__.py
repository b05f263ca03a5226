"""One module per command: parse, call, print, exit code. Heavy imports stand inside the functions that need them."""

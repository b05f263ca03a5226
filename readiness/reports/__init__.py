"""A finished assessment in, a document out. Nothing is computed here; numbers are rounded, and only here."""

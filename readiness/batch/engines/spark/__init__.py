"""Spark in pieces: the session, the files where its executors see them, and rows numbered as a spreadsheet numbers them."""

"""The tests. A package, so that what several of them share (`strategies`, `columns`) is imported by one name."""

"""What runs the expressions: Polars, DuckDB or Spark. Each opens a place, scores it, and counts what became of its rows."""

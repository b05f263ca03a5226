"""What a run leaves: scores in every format, wide or long, and the rejects."""

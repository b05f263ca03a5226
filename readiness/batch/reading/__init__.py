"""From whatever a survey platform exports to a described table: sources, encodings, delimiters, sheets, platforms."""

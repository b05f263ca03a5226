"""The interview: what comes next, taking an answer, going back, jumping; and its line-by-line front end."""

"""The full-screen interview: screens that draw `readiness.interview` and hand it keys, one module each."""

"""What carries the window while it runs: the loop, threads, jobs, the session, the language."""

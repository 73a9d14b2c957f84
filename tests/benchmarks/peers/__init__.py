"""What the peers of bench_fleet run: theirs to read, each as its documentation shows it."""

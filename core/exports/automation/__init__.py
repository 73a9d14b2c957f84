"""People's own automation: what a deploy does, by a shell script over SSH."""

"""The two commands of the README, proved on a computer that has almost nothing."""

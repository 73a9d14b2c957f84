"""The output of programs: drawn, searched, coloured."""

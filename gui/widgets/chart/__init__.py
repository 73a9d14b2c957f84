"""Values over time: a line in a table's cell, and a chart that tells each value."""

"""What is made of an inspection for people: documents, differences, budgets, hints, the treemap."""

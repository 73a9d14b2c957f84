"""The board: how all services of a server are, by one question for each look at it."""

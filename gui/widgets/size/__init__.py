"""Where the bytes went: treemap, table, and what is said beside them."""

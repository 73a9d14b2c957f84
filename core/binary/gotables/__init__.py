"""What Go's compiler and linker write into a program, read in bulk."""

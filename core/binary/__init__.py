"""What is inside an ELF, PE or Mach-O file."""

"""The containers of programs: ELF, PE, Mach-O, and what is common to them."""

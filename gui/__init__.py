"""The window: shows what core knows and decides nothing."""

import gc

# Most of what a window makes lives as long as it does. Looking through it all as often as Python
# does by default costs a start 30 ms; `shell.app.show` has it looked for seldom from then on.
gc.set_threshold(200_000, 20, 50)

"""The window: shows what core knows and decides nothing."""

import gc

# Most of what a window makes lives as long as it does. Looking through it all as often as Python
# does by default costs a start 20 ms, and stops the window for as long now and then.
gc.set_threshold(20_000, 20, 50)

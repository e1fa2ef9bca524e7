"""How all tests run: property tests by chance at a desk, with the same examples where a change is let in."""

import os
import signal

from hypothesis import settings
from tests.store.opened import empty_file, server, store

__all__ = ["empty_file", "server", "store"]

settings.register_profile("same", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("same")
# A shell starts what it does not wait for with the signal ignored, and what the tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

"""How the property tests run: by chance at a desk, the same examples each time where a change is let in."""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("same")

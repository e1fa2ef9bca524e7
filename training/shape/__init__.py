"""Whether the twins have the shape that learning from them needs: `python -m training.shape`, part of `make check`."""

"""What of a fault is logged: where and of what kind, never its text, which could quote a message."""

import logging
import traceback


class Sparse(logging.Formatter):
    """Writes the level, the logger, and the places of a traceback by file and line."""

    def format(self, record: logging.LogRecord) -> str:
        """`ERROR django.request: KeyError at queue.py:41, urls.py:12`."""
        told = f"{record.levelname} {record.name}"
        if not record.exc_info or record.exc_info[0] is None:
            return told
        places = traceback.extract_tb(record.exc_info[2])[-6:]
        where = ", ".join(f"{place.filename.rpartition('/')[2]}:{place.lineno}" for place in reversed(places))
        return f"{told}: {record.exc_info[0].__name__} at {where}"

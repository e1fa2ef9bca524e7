"""Ids of STIX objects that their content alone decides."""

import json
from uuid import uuid5

from lurewatch.model.encode_bulletin import NAMESPACE


def id_of(kind: str, *parts: str) -> str:
    """The id of an object of a kind, made of parts that tell it from all others of its kind."""
    return f"{kind}--{uuid5(NAMESPACE, json.dumps([kind, *parts]))}"

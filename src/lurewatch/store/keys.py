"""The store's key and what is derived from it: marks, seals, the chain of the log. It is never stored."""

import base64
import hmac
import os
import secrets
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lurewatch.errors import UsageError

KEY = 32  # bytes
_NONCE = 12


class Sealed:
    """Seals and opens with one key; `what` is bound to it, so that a seal opens only where it belongs."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, data: bytes, what: str) -> bytes:
        """The data, packed and encrypted."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, zlib.compress(data, 1), what.encode())

    def open(self, data: bytes | memoryview, what: str) -> bytes:
        """What was sealed; UsageError where the key is another's, or it was changed or moved."""
        try:
            return zlib.decompress(self._cipher.decrypt(bytes(data[:_NONCE]), bytes(data[_NONCE:]), what.encode()))
        except InvalidTag as error:
            raise UsageError(f"{what}: cannot be opened; the key is not the store's, or it was changed") from error


class Keys:
    """Everything that is made with the store's key."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.chain = self._derived("chain")
        self.own = Sealed(self._derived("own"))
        self.persons = Sealed(self._derived("persons"))
        self.print = self.mark("print", "")[:16]

    def _derived(self, purpose: str) -> bytes:
        return hmac.digest(self._secret, f"lurewatch {purpose}".encode(), "sha256")

    def mark(self, purpose: str, value: str | bytes) -> str:
        """A keyed hash, 32 hex digits: equal for equal values, and nothing to whoever lacks the key."""
        data = value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
        return hmac.digest(self._derived(f"mark {purpose}"), data, "sha256").hex()[:32]

    def name(self, purpose: str, value: str) -> str:
        """The same as a short name: 12 letters and digits."""
        return base64.b32encode(bytes.fromhex(self.mark(purpose, value))).decode("ascii")[:12]


class _Held:
    keys: Keys | None = None


def use(secret: bytes) -> None:
    """The key of the store that this process opens."""
    if len(secret) != KEY:
        raise UsageError(f"the key of the store has {len(secret)} bytes in place of {KEY}; set it anew")
    _Held.keys = Keys(secret)


def keys() -> Keys:
    """What is made with the key; UsageError where no store was opened."""
    if _Held.keys is None:
        raise UsageError("no store is open; name its settings, or start with `lurewatch serve`")
    return _Held.keys


def new_secret() -> bytes:
    """A key for a new store."""
    return os.urandom(KEY)

"""An authority of our own, made by openssl, and certificates that it signs."""

import subprocess
from pathlib import Path

_SUBJECT = "/CN=An authority of these tests"


class Authority:
    """Signs certificates; `certificate` is what a client trusts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.certificate = folder / "ca.pem"
        self._key = folder / "ca.key"
        _openssl("req", "-x509", *_new(self._key), "-out", self.certificate, "-subj", _SUBJECT, "-days", "2")

    def sign(self, name: str, to: str = "DNS:localhost") -> tuple[Path, Path]:
        """A certificate for these names, and its key."""
        certificate, key, request = (self._folder / f"{name}.{end}" for end in ("pem", "key", "csr"))
        extensions = self._folder / f"{name}.ext"
        extensions.write_text(f"subjectAltName={to}\n")
        _openssl("req", *_new(key), "-out", request, "-subj", f"/CN={name}")
        signing = ("-CA", self.certificate, "-CAkey", self._key, "-CAcreateserial", "-extfile", extensions)
        _openssl("x509", "-req", "-in", request, "-out", certificate, "-days", "2", *signing)
        return certificate, key


def _new(key: Path) -> tuple[str | Path, ...]:
    return "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key


def _openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, timeout=30)

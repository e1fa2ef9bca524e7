"""One signed-in connection to a mailbox: what a watch asks of it, and every fault of it in words."""

import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import NamedTuple

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError

from lurewatch.desk.asked import Mailbox
from lurewatch.errors import ServiceGone, ServiceRefused, UsageError
from lurewatch.jobs.mailbox.wire import Client

MAIL_BYTES = 8 << 20  # of one mail that are fetched; the readers keep no more
EARLIER_BYTES = 256 << 10  # of a mail that came before
_HEADER_BYTES = 256 << 10
_WINDOW = 50_000  # uids that one search may find, so that its line stays bounded
_LAST_UID = 0xFFFFFFFF
_SHOWN = 8
_CODE = re.compile(r"\[([A-Z][A-Z-]{1,30})")
_PASSING = frozenset(("UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT"))  # of RFC 5530: it may go better later
# What imapclient raises over an answer that makes no sense, besides its own errors.
_SENSELESS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError, MemoryError)


class Folder(NamedTuple):
    """A folder as it is opened; `next_uid` is 0 where the server does not say."""

    name: str
    uidvalidity: int
    next_uid: int
    messages: int


class Fetched(NamedTuple):
    """A mail, or the beginning of one, and how many of its bytes were left on the server."""

    data: bytes
    dropped: int = 0


class Connection:
    """Signed in when it is made; raises ServiceGone or ServiceRefused, whatever the server does."""

    def __init__(self, mailbox: Mailbox, sign_in: Callable[[IMAPClient], None]) -> None:
        self._place = f"{mailbox.host}:{mailbox.port}"
        client = self._connected(mailbox)
        self._client: IMAPClient = client
        self._wire = client.wire
        try:
            with self._speaking("signing in", "the server will not talk to us"):
                sign_in(client)
                self.has_idle = self._offers("IDLE")
        except BaseException:
            self.close()
            raise

    def _connected(self, mailbox: Mailbox) -> Client:
        try:
            return Client(mailbox.host, mailbox.port, _context(mailbox))
        except ssl.SSLCertVerificationError as error:
            raise ServiceRefused(
                f"{self._place}: the server's certificate cannot be trusted ({error.verify_message}); correct host, or "
                "name the authority that signed it as ca"
            ) from None
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
            raise self._gone("connecting", error) from error
        except ssl.SSLError as error:
            reason = error.reason or type(error).__name__
            raise ServiceRefused(f"{self._place}: no TLS to be had there ({reason}); the usual port is 993") from None
        except (OSError, IMAPClientError, *_SENSELESS) as error:
            raise self._gone("connecting", error) from error

    def _offers(self, capability: str) -> bool:
        return bool(self._client.has_capability(capability))

    def close(self) -> None:
        """Says good-bye as far as the server still listens."""
        with suppress(OSError, IMAPClientError, *_SENSELESS):
            self._client.logout()
        with suppress(OSError):
            self._client.shutdown()

    @contextmanager
    def _speaking(self, doing: str, refusal: str) -> Iterator[None]:
        self._wire.begin()
        try:
            yield
        except IMAPClientReadOnlyError as error:
            raise ServiceRefused(f"{self._place}: the folder may only be read; take mark out") from error
        except (IMAPClientAbortError, OSError, EOFError) as error:
            raise self._gone(doing, error) from error
        except IMAPClientError as error:
            found = _CODE.search(str(error)[:500])
            code = f" [{found[1]}]" if found else ""
            kind = ServiceGone if found and found[1] in _PASSING else ServiceRefused
            raise kind(f"{self._place}: {refusal}{code}") from error
        except _SENSELESS as error:
            raise self._gone(doing, error) from error

    def _gone(self, doing: str, error: Exception) -> ServiceGone:
        why = type(error).__name__
        if isinstance(error, OSError):
            why = error.strerror or why
        elif isinstance(error, _SENSELESS):
            why = f"an answer that makes no sense, {why}"
        return ServiceGone(f"{self._place}: lost while {doing} ({why})")

    def open(self, name: str, mark: str = "") -> Folder:
        """Opens a folder: to read only, unless there is a mark to be set in it."""
        try:
            with self._speaking("opening a folder", f"no folder {name!r} to be opened"):
                told = self._client.select_folder(name, readonly=not mark)
                self._wire.has_news = False
        except ServiceRefused as error:
            raise ServiceRefused(f"{error}; there are {self._folders()}") from error
        uidvalidity = _number(told.get(b"UIDVALIDITY"))
        if not uidvalidity:
            raise ServiceRefused(f"{self._place}: {name!r} has no UIDVALIDITY, so no message could be known again")
        if mark and not _may_be_set(mark, told.get(b"PERMANENTFLAGS")):
            raise ServiceRefused(f"{self._place}: {mark!r} cannot be set in {name!r}; take mark out, or set \\Flagged")
        return Folder(name, uidvalidity, _number(told.get(b"UIDNEXT")), _number(told.get(b"EXISTS")))

    def _folders(self) -> str:
        with self._speaking("listing folders", "folders cannot be listed"):
            names = [str(name) for _, _, name in self._client.list_folders()]
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        return ", ".join(map(repr, names[:_SHOWN])) + more if names else "none"

    def uids(self, folder: Folder, after: int, since: date | None) -> Iterator[int]:
        """The uids above one, ascending, of what arrived on a day or later; asked for in windows in a large folder."""
        if folder.next_uid and folder.next_uid <= after + 1:
            return
        last = folder.next_uid - 1 if folder.next_uid else _LAST_UID
        is_small = folder.messages <= _WINDOW or not folder.next_uid
        step = _LAST_UID if is_small else _WINDOW
        for low in range(after + 1, last + 1, step):
            high = "*" if is_small else str(low + step - 1)
            found = self._found(["UID", f"{low}:{high}", *(("SINCE", since) if since else ())])
            yield from sorted(uid for uid in found if low <= uid <= _LAST_UID)

    def _found(self, criteria: Sequence[str | date], charset: str | None = None) -> set[int]:
        with self._speaking("searching", "the server does not search the folder"):
            return {_number(uid) for uid in self._client.search(list(criteria), charset)}

    def headers(self, uids: Sequence[int]) -> Mapping[int, Fetched]:
        """The headers, by uid; `dropped` is the size of the whole mail. What has gone meanwhile is not among them."""
        item = f"BODY.PEEK[HEADER]<0.{_HEADER_BYTES}>"
        told = self._told(uids, item, "RFC822.SIZE")
        return {uid: Fetched(_part(told[uid], b"BODY[HEADER]"), _size(told[uid])) for uid in uids if uid in told}

    def mails(self, uids: Sequence[int], most: int) -> Mapping[int, Fetched]:
        """The mails, by uid, of each the first `most` bytes, without marking them as seen."""
        told = self._told(uids, f"BODY.PEEK[]<0.{most}>", "RFC822.SIZE")
        return {uid: _mail(told[uid], most) for uid in uids if uid in told}

    def _told(self, uids: Sequence[int], *items: str) -> Mapping[int, Mapping[bytes, object]]:
        with self._speaking("fetching", "the server does not give a message"):
            told: Mapping[int, Mapping[bytes, object]] = self._client.fetch(list(uids), list(items))
        return told

    def earlier(self, sender: str, before: int, most: int) -> list[int]:
        """The uids of a sender's (an address's) last mails in the open folder before one, ascending."""
        if before < 2 or not sender.isprintable():
            return []
        criteria = ["UID", f"{max(1, before - _WINDOW)}:{before - 1}", "FROM", sender]
        found = self._found(criteria, None if sender.isascii() else "UTF-8")
        return sorted(uid for uid in found if 0 < uid < before)[-most:]

    def mark(self, uid: int, mark: str) -> None:
        """Sets a flag or keyword on a message; one that has gone meanwhile is none."""
        with self._speaking("marking", f"{mark!r} cannot be set"):
            self._client.add_flags([uid], [mark], silent=True)

    def wait(self, seconds: float) -> None:
        """Waits until the server tells of a change since the folder was opened, at most so long; without IDLE, so long.

        Where a server that offers IDLE refuses it, this ends at once, and `has_idle` is false from then on.
        """
        if not self.has_idle:
            time.sleep(seconds)
            return
        try:
            with self._speaking("waiting", "the server does not let us wait"):
                self._wire.await_news(seconds)
        except ServiceRefused:
            self.has_idle = False


def _context(mailbox: Mailbox) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if mailbox.ca:
        try:
            context.load_verify_locations(mailbox.ca)
        except (OSError, ssl.SSLError) as error:
            raise UsageError(f"{mailbox.ca}: no certificate can be read there ({type(error).__name__})") from None
    return context


def _number(told: object) -> int:
    return told if isinstance(told, int) and told > 0 else 0


def _may_be_set(mark: str, permanent: object) -> bool:
    """Whether a folder keeps a flag (RFC 3501: `\\*` means any keyword); if it does not say, it keeps all."""
    if not isinstance(permanent, tuple):
        return True
    return mark.encode().lower() in {one.lower() for one in permanent} or (b"\\*" in permanent and mark[0] != "\\")


def _part(told: Mapping[bytes, object], name: bytes) -> bytes:
    """A part of a mail, whether the server keeps to the bound that was asked for or sends the whole."""
    data = told.get(name + b"<0>", told.get(name))
    return data if isinstance(data, bytes) else b""


def _size(told: Mapping[bytes, object]) -> int:
    return _number(told.get(b"RFC822.SIZE"))


def _mail(told: Mapping[bytes, object], most: int) -> Fetched:
    data = _part(told, b"BODY[]")
    kept = data[:most]
    return Fetched(kept, max(len(data), _size(told)) - len(kept) if len(kept) == most else 0)

"""Signing in to an IMAP server, by a password or by OAuth 2 (XOAUTH2, OAUTHBEARER of RFC 7628)."""

import re
from collections.abc import Callable

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, LoginError

from lurewatch.desk.asked import Mailbox, SignIn
from lurewatch.errors import ServiceGone, ServiceRefused
from lurewatch.jobs.mailbox.keeping import Secret, needed
from lurewatch.jobs.mailbox.tokens import Tokens
from lurewatch.jobs.telling import Tell

_CODE = re.compile(r"\[([A-Z][A-Z-]{1,30})\]")
_PASSING = frozenset(("UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT"))  # of RFC 5530: it may go better later


class SigningIn:
    """Signs in to a mailbox as often as it is asked; what it sends is in no error."""

    def __init__(self, mailbox: Mailbox, tell: Tell) -> None:
        self._mailbox = mailbox
        self._tokens = Tokens(mailbox, tell) if mailbox.sign_in is not SignIn.PASSWORD else None

    def sign_in(self, client: IMAPClient) -> None:
        """Signs in; ServiceRefused where the server will not have it, ServiceGone where that may pass."""
        if self._tokens is None:
            self._by_password(client)
            return
        was_held = self._tokens.holds_one()
        try:
            self._by_token(client, self._tokens.token())
        except ServiceRefused:
            if not was_held:  # a token held from before may have been ended early
                raise
            self._tokens.forget()
            self._by_token(client, self._tokens.token())

    def _by_password(self, client: IMAPClient) -> None:
        password = needed(Secret.PASSWORD, self._mailbox)
        if client.has_capability("AUTH=PLAIN"):
            self._tried(lambda: client.plain_login(self._mailbox.user, password))
        elif password.isascii() and self._mailbox.user.isascii() and not client.has_capability("LOGINDISABLED"):
            self._tried(lambda: client.login(self._mailbox.user, password))
        else:
            raise self._refused("takes no password in a way that we know")

    def _by_token(self, client: IMAPClient, token: str) -> None:
        mechanism = self._mailbox.sign_in.upper()
        if not client.has_capability(f"AUTH={mechanism}"):
            raise self._refused(f"does not offer {mechanism}; set sign_in to what it offers")
        said = iter((_initial(self._mailbox, token),))  # after a refusal the server waits for an empty answer
        self._tried(lambda: client.sasl_login(mechanism, lambda challenge: next(said, b"")))

    def _tried(self, attempt: Callable[[], object]) -> None:
        try:
            attempt()
        except LoginError as error:
            if isinstance(error.__context__, IMAPClientAbortError):  # imapclient makes one of the other
                raise ServiceGone(f"{self._mailbox.host}: the connection broke while signing in") from None
            raise self._after(str(error)) from None

    def _after(self, said: str) -> ServiceGone | ServiceRefused:
        """The error for what the server said, of which only a code that is known is repeated."""
        found = _CODE.search(said[:500])
        code = found[1] if found else ""
        if code in _PASSING:
            return ServiceGone(f"{self._mailbox.host}: signing in is not possible now [{code}]")
        told = f" [{code}]" if code else ""
        return self._refused(f"refused to sign in {self._mailbox.user}{told}; check the user and the secret")

    def _refused(self, what: str) -> ServiceRefused:
        return ServiceRefused(f"{self._mailbox.host}: the server {what}")


def _initial(mailbox: Mailbox, token: str) -> bytes:
    if mailbox.sign_in is SignIn.XOAUTH2:
        return f"user={mailbox.user}\1auth=Bearer {token}\1\1".encode()
    user = mailbox.user.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={user},\1host={mailbox.host}\1port={mailbox.port}\1auth=Bearer {token}\1\1".encode()

"""Access tokens of OAuth 2: given as they are, or fetched from the endpoint that the settings name (RFC 6749)."""

import json
import re
import time
from typing import NamedTuple
from urllib.parse import urlencode

from lurewatch.desk.asked import Grant, Mailbox, TokenSource
from lurewatch.errors import ServiceGone, ServiceRefused
from lurewatch.jobs.mailbox.keeping import Secret, keep, kept, needed, variable
from lurewatch.jobs.posting import FAULTS, Answer, Endpoint, endpoint_of, post
from lurewatch.jobs.telling import Tell

_SECONDS, _MOST = 20.0, 64 << 10
_EARLY = 60.0  # seconds before its end at which a token is no longer used
_CODE = re.compile(r"[a-z_]{1,40}")
_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_EXAMPLE = "https://login.firm.example/token"


class _Token(NamedTuple):
    value: str
    until: float


_NONE = _Token("", 0.0)


class Tokens:
    """Gives an access token for a mailbox, the same one as long as it is good."""

    def __init__(self, mailbox: Mailbox, tell: Tell) -> None:
        self._mailbox = mailbox
        self._tell = tell
        self._refresh = ""
        self._token = _NONE
        source = mailbox.tokens
        self._source = (source, endpoint_of(source.url, "[mailbox.oauth2] url", _EXAMPLE)) if source else None

    def holds_one(self) -> bool:
        """Whether the next token given is one that was fetched before."""
        return self._token.until > time.monotonic()

    def token(self) -> str:
        """A token that is good, as far as can be told; ServiceGone or ServiceRefused where none is to be had."""
        if self._source is None:
            return needed(Secret.ACCESS, self._mailbox)
        if not self.holds_one():
            self._token = self._fetched(*self._source)
        return self._token.value

    def forget(self) -> None:
        """After a token was refused: the next is fetched anew."""
        self._token = _NONE

    def _fetched(self, source: TokenSource, endpoint: Endpoint) -> _Token:
        place = f"{endpoint.host}: the token endpoint"
        try:
            answer = post(endpoint, urlencode(self._form(source)).encode(), _HEADERS, _SECONDS, _MOST)
        except TimeoutError:
            raise ServiceGone(f"{place} gave no answer in time") from None
        except FAULTS as error:
            raise ServiceGone(f"{place} could not be asked ({type(error).__name__})") from None
        return self._of(answer, place)

    def _form(self, source: TokenSource) -> dict[str, str]:
        form = {"grant_type": str(source.grant), "client_id": source.client_id}
        if source.grant is Grant.REFRESH:
            form["refresh_token"] = self._refresh or needed(Secret.REFRESH, self._mailbox)
            secret = kept(Secret.CLIENT, self._mailbox)
        else:
            secret = needed(Secret.CLIENT, self._mailbox)
        form |= {"client_secret": secret} if secret else {}
        return form | ({"scope": source.scope} if source.scope else {})

    def _of(self, answer: Answer, place: str) -> _Token:
        told = _told(answer.body)
        if answer.status >= 500 or answer.status == 429:
            raise ServiceGone(f"{place} answered with status {answer.status}")
        if answer.status != 200:
            raise ServiceRefused(f"{place} refused ({_code(told)}); get a new grant, and set the secrets anew")
        value, rotated = told.get("access_token"), told.get("refresh_token")
        if not isinstance(value, str) or not value.isascii() or not value.isprintable() or not value:
            raise ServiceRefused(f"{place} gave no token; check its URL")
        if isinstance(rotated, str) and rotated and rotated != self._refresh:
            self._rotate(rotated)
        return _Token(value, time.monotonic() + _lasting(told.get("expires_in")))

    def _rotate(self, rotated: str) -> None:
        """Some endpoints give a new refresh token with each access token, and the old one then ends."""
        is_first_sight = not self._refresh
        self._refresh = rotated
        if is_first_sight and rotated == kept(Secret.REFRESH, self._mailbox):
            return
        if not keep(Secret.REFRESH, rotated, self._mailbox) and is_first_sight:
            self._tell(
                f"the token endpoint gives new refresh tokens, which {variable(Secret.REFRESH)} cannot keep over a "
                "restart; use the keyring"
            )


def _told(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _code(told: dict[str, object]) -> str:
    """The endpoint's error code, where it looks like one."""
    code = told.get("error")
    return code if isinstance(code, str) and _CODE.fullmatch(code) else "no reason given"


def _lasting(seconds: object) -> float:
    given = float(seconds) if isinstance(seconds, int) and 0 < seconds < 10**6 else 300.0
    return max(given - _EARLY, given / 2)

"""Mails, and mailboxes of them."""

import base64

from fuzz.canary import CANARY

_DATE = "Mon, 2 Mar 2026 09:00:00 +0000"
_ENVELOPE = b"From rowan@northgate.example Mon Mar  2 09:00:00 2026\n"
_PAGE = f"<style>.x{{display:none}}</style><p>Dear Kim,<br>{CANARY}<div class=x>unseen</div><a href=http://b.example>a.example</a>"


def mail(body: str, kind: str = "", coding: str = "", more: str = "") -> bytes:
    """A mail with the usual header, and more of one."""
    typed = f"Content-Type: {kind}\n" if kind else ""
    coded = f"Content-Transfer-Encoding: {coding}\n" if coding else ""
    head = (
        "Received: from mx.example by mx.firm.example; " + _DATE + "\nReturn-Path: <rowan@northgate.example>\n"
        "From: Rowan Ashby <rowan@northgate.example>\nTo: Kim Holt <kim@firm.example>, sam@firm.example\n"
        f"Subject: =?utf-8?q?A_paid_r=C3=A9port?=\nMessage-ID: <1@northgate.example>\n"
        f"Date: {_DATE}\nMIME-Version: 1.0\n"
    )
    return (head + typed + coded + more + "\n" + body).encode("utf-8")


def _parts(kind: str, *parts: str) -> tuple[str, str]:
    """A body in parts and its content type."""
    body = "".join(f"--b1\n{part}\n" for part in parts) + "--b1--\n"
    return body, f'multipart/{kind}; boundary="b1"'


def mails() -> tuple[bytes, ...]:
    """Plain, in parts, coded, quoting, with a mail attached, and in the forms of several programs."""
    plain = f"Content-Type: text/plain; charset=utf-8\n\nDear Kim,\n{CANARY}.\n\nBest,\nRowan"
    page = f"Content-Type: text/html\n\n{_PAGE}"
    file = (
        "Content-Type: application/pdf; name*0*=utf-8''a%20; name*1=b.pdf\nContent-Disposition: attachment\n\nJVBERi0="
    )
    inner = "Content-Type: message/rfc822\n\n" + mail(CANARY).decode("utf-8")
    coded = base64.encodebytes(CANARY.encode("utf-16")).decode("ascii")
    return (
        mail(f"{CANARY}\n\n-- \nRowan Ashby\nNorthgate Insight\n"),
        mail(f"Yes.\n\nOn Mon, 2 Mar 2026 at 09:00, Kim Holt <kim@firm.example> wrote:\n> {CANARY}\n> two\n"),
        mail(f"-----Original Message-----\nFrom: Kim\nSent: Monday\nTo: Rowan\nSubject: hello\n\n{CANARY}\n"),
        mail(*_parts("alternative", plain, page)),
        mail(*_parts("mixed", plain, file, inner)),
        mail(coded, "text/plain; charset=utf-16", "base64"),
        mail(f"caf=E9 =\n{CANARY}=20", "text/plain; charset=iso-8859-1", "quoted-printable"),
        mail(_PAGE, "text/html; charset=utf-8", more="List-Unsubscribe: <mailto:u@a.example>\n"),
        mail(CANARY).replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf\n" + mail(CANARY, more="Authentication-Results: mx; dmarc=fail\nReply-To: <r@else.example>\n"),
        b"640\n" + mail(CANARY) + b'<?xml version="1.0"?><plist/>',
    )


def mailboxes() -> tuple[bytes, ...]:
    """With quoted `From ` lines, with Content-Length, without blank lines between, with returns."""
    one, two, three, *others = mails()
    long = mail(f"{CANARY}\n\nFrom here on\nFrom a Mon Mar  2 09:00:00 2026\n", more="Content-Length: 99\n")
    return (
        _ENVELOPE + one + b"\n" + _ENVELOPE + two + b"\n",
        _ENVELOPE + mail(f">From here\n>>From there\n{CANARY}\n") + _ENVELOPE + three,
        _ENVELOPE + long + b"\n" + _ENVELOPE + others[0],
        (_ENVELOPE + one + b"\n" + _ENVELOPE + b">From b@b.example Mon Mar  2 09:00 2026\n" + others[1]).replace(
            b"\n", b"\r\n"
        ),
    )

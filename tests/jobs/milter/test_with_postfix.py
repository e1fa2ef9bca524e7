"""The filter behind a real Postfix: what is delivered, and that everything is."""

import os
import smtplib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.jobs.milter.filter import Filter, running, until
from tests.jobs.milter.mails import COVERT, HEAD, delivered, names, value, without
from tests.jobs.milter.postfix import Postfix
from tests.jobs.milter.sink import Sink

pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(os.geteuid() != 0, reason="Postfix's master starts as root alone; run the tests as root"),
]


@pytest.fixture(scope="module")
def shared(postfix: Postfix, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filter]:
    """A filter for all tests of this file."""
    with running(tmp_path_factory.mktemp("filter"), postfix.milter) as found:
        yield found


def test_header(postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """A mail arrives with one verdict and one id, which the filter's records know; a second one has another id."""
    found = [delivered(postfix, sink, COVERT) for _ in range(2)]
    for mail in found:
        assert value(mail, b"X-Lurewatch-Verdict") in {b"likely", b"highly likely", b"almost certain"}
        assert value(mail, b"X-Lurewatch-Id").decode() in shared.records
    assert len({value(mail, b"X-Lurewatch-Id") for mail in found}) == 2


@pytest.mark.parametrize(
    "forged",
    [
        b"X-Lurewatch-Verdict: remote chance\r\n",
        b"x-lUREWATCH-vERDICT:remote chance\r\n",
        b"X-Lurewatch-Verdict : remote chance\r\n",
        b"X-Lurewatch-Verdict\t:\r\n remote\r\n\tchance\r\n",
        b"X-Lurewatch-Verdict:\r\n \r\n remote chance\r\n",
        b"X-Lurewatch-Verdict:\r\nX-Lurewatch-Id:\r\n",
        b"X-Lurewatch-Verdict: " + b"\xff\x80 remote chance" * 20 + b"\r\n",
        b"X-Lurewatch-Verdict: " + b"remote chance " * 9_000 + b"\r\n",
        b"X-Lurewatch-Id: 0123456789abcdef\r\nX-Lurewatch-Verdict: remote chance\r\n" * 200,
        b"From: rowan@northgate.example\r\nX-Lurewatch-Verdict: remote chance\r\nX-Other: X-Lurewatch-Verdict: kept\r\n"
        * 2,
    ],
)
def test_forged_header(forged: bytes, postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """However it is written and however often it comes, at the top or at the end, ours alone arrives."""
    for mail in (forged + COVERT, HEAD + forged + COVERT[len(HEAD) :]):
        found = delivered(postfix, sink, mail)
        assert names(found).count(b"x-lurewatch-verdict") == 1
        assert names(found).count(b"x-lurewatch-id") == 1
        assert value(found, b"X-Lurewatch-Verdict") in {b"likely", b"highly likely", b"almost certain"}
        assert b"remote" not in found
        assert found.count(b"X-Other: X-Lurewatch-Verdict: kept") == forged.count(b"X-Other")


def test_flood_of_forged_headers(postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """Two thousand go; of twenty thousand, Postfix drops each by itself if told to; neither takes long."""
    forged = b"X-Lurewatch-Verdict: remote chance\r\n"
    begun = time.monotonic()
    found = [delivered(postfix, sink, forged * 2_000 + COVERT)]
    found += [delivered(postfix, sink, forged * 20_000 + COVERT, postfix.guarded)]
    assert time.monotonic() - begun < 20
    assert [names(mail).count(b"x-lurewatch-verdict") for mail in found] == [1, 1]
    assert not [mail for mail in found if b"remote" in mail]


def test_headers_of_a_mail_within(postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """What stands in the body, or in a mail attached, is somebody's words and stays."""
    attached = b"X-Lurewatch-Verdict: kept\r\nFrom: a@b.example\r\n\r\nhi\r\n"
    inner = b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + attached + b"--b--\r\n"
    mail = HEAD + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + inner
    found = delivered(postfix, sink, mail)
    assert found.endswith(inner)
    assert names(found).count(b"x-lurewatch-verdict") == 1


@pytest.mark.parametrize(
    "mail",
    [
        COVERT,
        HEAD + b"\r\n",
        HEAD + b"\r\n.\r\n..\r\n.x\r\n\r\n\r\n",
        HEAD + b"\r\n" + bytes(byte for byte in range(256) if byte not in b"\r\n\0") + b"\r\n",
        HEAD + b"Subject: \xff\xfe\x80 \xc3\xa9\r\nX-A:\r\n\tfolded \r\n  twice\r\n\r\n\xff\xfe\r\n",
        HEAD + b"this is no header\r\nX-Lurewatch-Verdict: of the body\r\n\r\nbody\r\n",
        b"no header at all\r\n",
        b"\r\nbody alone\r\n",
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b\r\nContent-Type: x\r\n--b--\r\n--b",
        HEAD + b"\r\n" + b"x" * 5_000 + b"\r\n" + b" trailing \t \r\n",
        HEAD + b"Content-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\x80\x81\r\n",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"QUJD" * 19 * 20_000 + b"\r\n",
    ],
)
def test_content_is_untouched(mail: bytes, postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """Save for our headers, what arrives is to the byte what arrives where no filter is asked."""
    plain = delivered(postfix, sink, mail, postfix.plain)
    found = delivered(postfix, sink, mail)
    assert value(found, b"X-Lurewatch-Verdict")
    assert without(found, b"X-Lurewatch-Verdict:", b"X-Lurewatch-Id:") == without(plain)


def test_large_mail(postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """Thirty megabytes arrive whole, and are told to be not judged."""
    mail = HEAD + b"\r\n" + (b"x" * 76 + b"\r\n") * 400_000
    found = delivered(postfix, sink, mail)
    assert value(found, b"X-Lurewatch-Verdict") == b"not judged"
    assert without(found, b"X-Lurewatch-Verdict:") == mail


def test_outgoing_mail(postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """To somebody outside no verdict goes, nor one that stood there before."""
    before = len(sink.mails)
    postfix.send(b"X-Lurewatch-Id: 0123\r\n" + COVERT, ["rowan@northgate.example"])
    until(lambda: len(sink.mails) > before)
    assert b"urewatch" not in sink.mails[before]


def test_many_mails_at_a_time(postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """A hundred and fifty from forty senders at a time are each delivered once, with a verdict."""
    before = len(sink.mails)

    def one(number: int) -> None:
        postfix.send(HEAD + b"X-Number: %d\r\n\r\nLunch on day %d?\r\n" % (number, number))

    with ThreadPoolExecutor(40) as pool:
        list(pool.map(one, range(150)))
    until(lambda: len(sink.mails) >= before + 150)
    found = sink.mails[before:]
    assert sorted(int(value(mail, b"X-Number")) for mail in found) == list(range(150))
    assert all(names(mail).count(b"x-lurewatch-verdict") == 1 for mail in found)


def test_several_mails_of_one_sender(postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """Mails on one connection, one of them broken off, do not mix."""
    before = len(sink.mails)
    with smtplib.SMTP("127.0.0.1", postfix.port, timeout=60) as client:
        client.sendmail("rowan@northgate.example", ["noor@quietlab.example"], COVERT)
        client.docmd("MAIL", "FROM:<rep@union.example>")
        client.docmd("RCPT", "TO:<noor@quietlab.example>")
        client.rset()
        client.sendmail("rowan@northgate.example", ["noor@quietlab.example"], HEAD + b"\r\nLunch?\r\n")
        client.sendmail("rep@union.example", ["noor@quietlab.example"], COVERT)
    until(lambda: len(sink.mails) >= before + 3)
    verdicts = sorted(value(mail, b"X-Lurewatch-Verdict") for mail in sink.mails[before:])
    assert verdicts[1:] == [b"not judged", b"remote chance"]


def test_what_the_logs_hold(postfix: Postfix, sink: Sink, shared: Filter) -> None:
    """Neither the filter's log nor, on its behalf, Postfix's holds a word or a verdict of a mail."""
    delivered(postfix, sink, COVERT)
    for word in ("quantum", "employer", "northgate", "quietlab", "almost certain"):
        assert word not in shared.log.lower()
    assert "quantum" not in postfix.log.lower()
    assert "almost certain" not in postfix.log.lower()

"""Archives of everything else, in themselves and damaged."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping

from fuzz.seeds import conversations, linkedin, mail


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive; its members carry no time, so that the same members make the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return file.getvalue()


def tarred(members: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive; its members carry no time either."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue().rstrip(b"\0") + bytes(1024)


def gzipped(data: bytes) -> bytes:
    """A gzip file, without a time."""
    return gzip.compress(data, mtime=0)


def archives() -> tuple[bytes, ...]:
    """A zip of an export, gzip, archives in archives, many members, odd names, tar, an Office document, nothing."""
    one, two, *_ = mail.mails()
    export = {
        "Connections.csv": linkedin.connections()[0],
        "messages.csv": linkedin.messages()[0],
        "Skills.csv": b"a,b",
    }
    return (
        zipped({"mail/a.eml": one, "mail/b\x1b.eml": two, "c.jsonl": conversations.lines()[0]}),
        zipped(export, zipfile.ZIP_STORED),
        gzipped(mail.mailboxes()[0]),
        gzipped(one) + gzipped(two),
        zipped({"in.zip": zipped({"in.zip": zipped({"a.gz": gzipped(one)})})}),
        zipped({f"{n}.eml": one for n in range(12)}),
        zipped({"zeros": bytes(100_000), "a.mbox": mail.mailboxes()[1]}),
        zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
        zipped({}),
        zipped({"a.eml": one})[:-30],
        one + zipped({"a.eml": two}),
        tarred({"a/" * 60 + "a.eml": one, "b.gz": gzipped(two)}),
        gzipped(tarred({"a" * 110: one, "messages.csv": linkedin.messages()[0]}, tarfile.GNU_FORMAT)),
    )

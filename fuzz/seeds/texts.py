"""Texts and HTML pages as a message holds them."""

from fuzz.canary import CANARY


def texts() -> tuple[bytes, ...]:
    """Quoting, signed, with legal notices, in the openings of several programs and languages, and disguised."""
    notice = "This e-mail is intended for the named recipient only. If received in error, delete it. " * 4
    return tuple(
        text.encode("utf-8")
        for text in (
            f"Dear Kim,\n\n{CANARY}\n\nKind regards,\nRowan Ashby\nNorthgate Insight\n\nPS: two\n",
            f"Yes.\n\nOn Mon, 2 Mar 2026 at 09:00, Kim <k@firm.example> wrote:\n> one\n>\n> {CANARY}\n\nNo.\n> three\n",
            f"Hi\n\n-----Ursprüngliche Nachricht-----\nVon: Kim\nGesendet: Montag\nAn: Rowan\nBetreff: x\n\n{CANARY}\n",
            f"---------- Forwarded message ---------\nFrom: Kim\nDate: Mon\nTo: R\n\n{CANARY}\n",
            f"Am 02.03.2026 um 09:00 schrieb Kim:\n\n> {CANARY}\n\nNein.\n",
            f"Begin forwarded message:\n\nDe : Kim\nEnvoyé : lundi\nÀ : Rowan\nObjet : x\n\n{CANARY}\n",
            f"{CANARY}\n\n{notice}\n\nTo unsubscribe, change your email preferences.\n\n--\nRowan\n",
            f"s e c r e t p\u0430p\u200bers \u202e{CANARY}\u202c ＰＡＩＤ ſtraße ﬁne \U0001d400\U0001d401\U0001d402\n",
            f"From:\nFrom:\nTo: a\n> 90 %\n>> {CANARY}\n -- \nx\n",
        )
    )


def pages() -> tuple[bytes, ...]:
    """Tables, hidden text of every way, deceiving links, quotes, and what is left open."""
    return tuple(
        page.encode("utf-8")
        for page in (
            f"<title>t</title><style>.x{{display:none}}#y{{opacity:0}}</style><p>{CANARY}<br>two<div class=x>a</div>",
            f"<div id=y>{CANARY}</div><span style='font-size:0px;color:#fff'>b</span><pre> c\n d</pre>{CANARY}",
            f"<blockquote type=cite>{CANARY}<blockquote class=quote>two</blockquote></blockquote><ul><li>a<li>b</ul>",
            f"<table bgcolor=white><tr><td>a<td><font color=white>b</font></table><a href='http://b.example'>a.example</a>{CANARY}",
            f"<img src=x alt='a b' width=2><img alt=c width=1><!-- d --><script>e</script>&amp;&nbsp;&#0;{CANARY}",
            f"<div style='position:absolute;left:-9999px'>a</div><div hidden>b</div><b><i><p>{CANARY}<b><i><p>c",
        )
    )

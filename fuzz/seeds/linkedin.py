"""Tables of a LinkedIn export, of several years."""

from fuzz.canary import CANARY

_OLD = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
_NEW = _OLD.replace("TO,", "TO,RECIPIENT PROFILE URLS,").replace("\n", ",ATTACHMENTS,IS MESSAGE DRAFT\n")
_ROWAN = "https://www.linkedin.com/in/rowan-ashby"
_KIM = "https://www.linkedin.com/in/kim-holt"
_TIME = "2026-03-02 09:00:00 UTC"


def _table(*rows: str) -> bytes:
    return "".join(rows).encode("utf-8")


def messages() -> tuple[bytes, ...]:
    """Of before 2023 with names alone, of today with profiles, sponsored ones in HTML, and the wrong charset."""
    old = f'c1,,Rowan Ashby,{_ROWAN},"Kim Holt, PhD",{_TIME},Paid work,{CANARY},INBOX\n'
    answer = f'c1,,"Kim Holt, PhD",{_KIM},"Rowan Ashby, Sam Reed",{_TIME},,"Two\n\nlines",INBOX\n'
    new = f'c1,,Rowan Ashby,{_ROWAN},"Kim Holt, Sam","{_KIM}, {_ROWAN}",{_TIME},,"{CANARY}",INBOX,https://a.example/x?t=1,No\n'
    draft = f'c1,,Rowan Ashby,{_ROWAN},Kim,"{_KIM}",{_TIME},,"{CANARY}",INBOX,,Yes\n'
    page = f'c2,,LinkedIn Member,,Kim,{_KIM},soon,,"<p>Dear %FIRSTNAME%</p><p>{CANARY}</p>",SPAM,,No\n'
    return (
        _table(_OLD, old, answer),
        _table("\ufeff", _NEW, new, draft),
        _table(_NEW, page),
        _table(_NEW, new.replace(CANARY, f"{CANARY} cafÃ© is openâ€™s"), "too,few\n", "x," * 20 + "\n"),
    )


def invitations() -> tuple[bytes, ...]:
    """With profiles and without; dates of both orders."""
    old = f'From,To,Sent At,Message,Direction\nRowan Ashby,Kim Holt,"1/29/26, 2:37 PM",{CANARY},INCOMING\n'
    new = (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'Rowan,Kim,"29.01.26, 14:37",{CANARY},INCOMING,{_ROWAN},{_KIM}\nRowan,Kim,soon,,INCOMING,{_ROWAN},{_KIM}\n'
    )
    return _table(old), _table(new)


def connections() -> tuple[bytes, ...]:
    """In English after a preamble, and in German; they hold no messages, so no canary either."""
    notes = 'Notes:\n"When exporting your connection data, some of it is missing."\n\n'
    english = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    german = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
    return (
        _table(notes, english, f"Rowan,Ashby,{_ROWAN},,Northgate Insight,Partner,08 Feb 2026\n,,,,,,\n"),
        _table(german, "Rowan,Ashby,,rowan@northgate.example,Northgate,Partner,8. Februar 2026\n,,,a@b.example,,,x\n"),
    )

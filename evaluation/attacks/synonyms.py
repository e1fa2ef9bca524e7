"""Other words for the same: a list of our own, of what approaches are about."""

import re

from evaluation.attacks.rewriting import on_texts

_PAIRS = """
pay=reward, paid=rewarded, payment=settlement, fee=gratuity, money=funds, salary=package, consultant=contributor
consulting=contributing, consultancy=contribution, advisory=counselling, adviser=counsellor, advisor=counsellor
report=write-up, reports=write-ups, paper=piece, essay=composition, summary=digest, analysis=appraisal
confidential=hush-hush, confidentially=on the quiet, private=personal to us, privately=on the quiet, secret=hushed
discreet=low-key, discreetly=low-key, internal=in-company, unpublished=yet unprinted, non-public=not yet out
sensitive=delicate, classified=restricted, documents=pages, document=page, files=attachments, file=attachment
drawings=sketches, drawing=sketch, data=readings, dataset=collection, figures=values, numbers=values, results=outcomes
draft=early version, slides=foils, presentation=deck of foils, photo=snap, photos=snaps, picture=snap, pictures=snaps
screenshot=snap of the display, client=principal, clients=principals, customer=buyer, employer=firm you serve
boss=chief, manager=chief, colleague=teammate, colleagues=teammates, team=crew, company=outfit, firm=outfit
project=undertaking, programme=undertaking, prototype=early specimen, supplier=vendor, suppliers=vendors
call=phone chat, meeting=get-together, meet=get together, interview=conversation, conference=gathering
trip=journey, travel=journey, flight=air ticket, hotel=lodging, expenses=outlays, visit=stop by, invite=ask over
send=forward, share=pass along, give=hand, provide=furnish, tell=let know, describe=sketch out, explain=walk through
write=pen, read=look over, discuss=go over, opportunity=opening, position=post, role=post, job=engagement, task=assignment
offer=proposal, profile=background, expertise=know-how, experience=track record, knowledge=know-how, insight=take
insights=takes, opinion=take, research=investigation, work=labour, quick=swift, simple=easy, easy=light, small=modest
urgent=pressing, soon=shortly, weekly=each week, monthly=each month, remote=from home, flexible=elastic
whatsapp=the green app, telegram=the blue app, signal=the private app, email=mail, gmail=webmail, phone=handset
number=digits, bank=lender, transfer=remittance, cash=notes, crypto=coins, bitcoin=coins, account=facility
password=passphrase, login=sign-on, link=address, download=fetch, install=set up, agreement=understanding
contract=arrangement, government=authorities, ministry=department of state, policy=line, technical=engineering
process=procedure, performance=behaviour, schedule=timetable, budget=spending plan, roadmap=forward plan
"""
_OTHER = dict(pair.strip().split("=") for line in _PAIRS.split("\n") for pair in line.split(",") if pair.strip())
_KNOWN = re.compile(rf"\b(?:{'|'.join(map(re.escape, _OTHER))})\b", re.IGNORECASE)


def _instead(found: re.Match[str]) -> str:
    other = _OTHER[found[0].lower()]
    return other[:1].upper() + other[1:] if found[0][:1].isupper() else other


synonyms = on_texts(lambda text: _KNOWN.sub(_instead, text))

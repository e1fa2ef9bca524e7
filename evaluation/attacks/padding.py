"""Ordinary text before or after what matters."""

from evaluation.attacks.rewriting import on_texts

_ORDINARY = """Thank you all for coming to the garden committee on Thursday. We agreed that the hedge by the car park is to
be cut back before the birds begin to nest, and Merete kindly offered to borrow the long ladder from the fire station.
The minutes of the last evening were approved with one change: it was the north gate that sticks, not the south.

The tea urn has been mended. If you are on the rota for March, please look at the list on the door of the kitchen and
put a cross beside your name; two weeks are still free. The choir would like to have the hall on the second Tuesday,
which suits us as long as the chairs are stacked again. Nobody objected to the new colour of the noticeboard.

A word on the summer fair. Last year we ran out of lemonade by three in the afternoon, so this time we buy twice as much
and keep half of it in the cellar. The brass band has said yes, weather permitting. Stalls can be booked at the usual
table on Saturday mornings. The school asks whether children may sell their cakes, and of course they may.

Finally, the bus will stop at the mill until the bridge is repaired, so allow ten more minutes on your way. Lost at the
last evening: one grey glove, a bicycle pump, and a book about owls. They wait in the box under the stairs."""
_FULL = 30_000  # code points: as much as is judged of one message

padded_before = on_texts(lambda text: f"{_ORDINARY}\n\n{text}")
padded_after = on_texts(lambda text: f"{text}\n\n{_ORDINARY}")
padded_both = on_texts(lambda text: f"{_ORDINARY}\n\n{text}\n\n{_ORDINARY}")
buried = on_texts(lambda text: f"{(_ORDINARY + chr(10) * 2) * (_FULL // len(_ORDINARY) + 1)}{text}")

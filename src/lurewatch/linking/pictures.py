"""How alike two pictures are, by the bits of what they look like; and by what of those bits alike ones are found."""

NEAR = 32  # bits of 256 in which alike ones differ at most: measured in decision 0013
_BITS = 256
_BANDS, _BAND = 24, 24  # bands, and bits of each; a band that differs in none is found
_STEP = 61  # odd, so that the bits of a band come from all over the picture
_PLACES = tuple(tuple(_STEP * (band * _BAND + at) % _BITS for at in range(_BAND)) for band in range(_BANDS))


def apart(looks: str, other: str) -> int:
    """In how many bits two pictures differ."""
    return (int(looks, 16) ^ int(other, 16)).bit_count()


def bands(looks: str) -> frozenset[str]:
    """Some of the bits at a time, each with the number of its band: pictures that are alike have one in common."""
    bits = f"{int(looks, 16):0{_BITS}b}"
    return frozenset(f"{number}:{''.join(bits[at] for at in places)}" for number, places in enumerate(_PLACES))

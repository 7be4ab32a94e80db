"""Which names, places and airlines do invented travellers have? None that a real person was given."""

from __future__ import annotations

from random import Random

#: Airlines that do not exist, by the country they would be of.
AIRLINES = {"CAN": "C0", "MEX": "M0", "USA": "U0", "DEU": "D0"}
#: Airports, and their country.
AIRPORTS = {
    "YYZ": "CAN", "YUL": "CAN", "YVR": "CAN", "MEX": "MEX", "CUN": "MEX", "GDL": "MEX", "MTY": "MEX", "JFK": "USA",
    "ORD": "USA", "DFW": "USA", "LAX": "USA", "MIA": "USA", "FRA": "DEU",
}  # fmt: skip
CURRENCIES = {"CAN": "CAD", "MEX": "MXN", "USA": "USD", "DEU": "EUR"}
TITLES = ("MR", "MRS", "MISS", "")
SENSITIVE = ("WCHR", "KSML", "DBML", "BLND", "MOML")
PLAIN = ("VGML", "PETC", "BIKE", "CKIN")
TAXES = ("YQ", "XY", "AY", "CA", "MX", "US")

_ONSETS = ("B", "D", "F", "G", "L", "M", "N", "P", "R", "S", "T", "V", "Z", "BR", "DR", "QU", "TR")
_VOWELS = ("A", "E", "I", "O", "U", "É", "IA", "UE")
_CODAS = ("", "", "N", "R", "S", "L")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def name(random: Random, syllables: int) -> str:
    """A name of so many syllables."""
    return "".join(
        random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_CODAS) for _ in range(syllables)
    )  # fmt: skip


def surname(random: Random) -> str:
    """A surname: one in eight has an apostrophe, a hyphen, a space or a plus that a sender must release."""
    plain = name(random, random.randint(2, 3))
    form = random.randrange(32)
    return {0: "O'" + plain, 1: plain + "-" + name(random, 2), 2: "DE LA " + plain, 3: "Ñ" + plain}.get(form, plain)


def code(random: Random, length: int) -> str:
    """A code of letters and figures that starts with a letter."""
    return random.choice(_LETTERS[:24]) + "".join(random.choice(_LETTERS) for _ in range(length - 1))


def figures(random: Random, length: int) -> str:
    """So many figures."""
    return str(random.randrange(10**length)).zfill(length)

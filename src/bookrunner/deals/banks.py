"""Brands of investment banks, to part a cover's line that sets several beside each other.

A cover prints its banks side by side with wide spaces, which canonical text does not keep. A line
is parted only where it consists of known brands altogether; any other line stays one name.
"""

from __future__ import annotations

import re

_BRANDS = (
    "Academy Securities|Allen & Company|Aegis Capital|AmeriVet Securities|Baird|Banco "
    "Santander|Santander|Bancroft Capital|"
    "Barclays|BBVA|Benchmark|Berenberg|Blaylock Van|BMO Capital Markets|BNP PARIBAS|BNP "
    "Paribas|BNY Mellon Capital Markets|"
    "BNY Capital Markets|BofA Merrill Lynch|BofA Securities|BTIG|B. Riley Securities|B. "
    "Riley FBR|Cabrera Capital Markets|"
    "Canaccord Genuity|Cantor Fitzgerald|Cantor|Capital One Securities|CastleOak Securities|"
    "Chardan|CIBC Capital Markets|"
    "Citigroup|Citizens JMP|Citizens Capital Markets|Citi|C.L. King & Associates|Comerica "
    "Securities|Commerzbank|Cowen and Company|"
    "Cowen|Craig-Hallum|Credit Agricole CIB|Credit Suisse|D.A. Davidson & Co.|Deutsche Bank "
    "Securities|DNB Markets|Drexel Hamilton|"
    "EF Hutton|Evercore ISI|Evercore|Fifth Third Securities|Goldman Sachs & Co.|Goldman, "
    "Sachs & Co.|Goldman Sachs|Great Pacific "
    "Securities|Guggenheim Securities|Guzman & Company|H.C. Wainwright & Co.|HSBC|Huntington "
    "Capital Markets|ING|Janney Montgomery "
    "Scott|Jefferies|JMP Securities|JonesTrading|J.P. Morgan|Keefe, Bruyette & Woods|KeyBanc "
    "Capital Markets|KKR|Ladenburg Thalmann|"
    "Lazard|Leerink Partners|LifeSci Capital|Lloyds Securities|Loop Capital Markets|M&T "
    "Securities|Macquarie Capital|Maxim Group|"
    "Merrill Lynch|MFR Securities|Mischler Financial Group|Mizuho Securities|Mizuho|Moelis & "
    "Company|Morgan Stanley|MUFG|"
    "National Bank of Canada Financial Markets|NatWest Markets|NatWest|Needham & Company|"
    "Nomura|Northland Capital Markets|"
    "Oppenheimer & Co.|Penserra Securities|Piper Jaffray|Piper Sandler|PNC Capital Markets|"
    "R. Seelaus & Co.|Rabo Securities|"
    "Ramirez & Co.|Raymond James|RBC Capital Markets|Regions Securities|Robert W. Baird & "
    "Co.|Roberts & Ryan|Rothschild & Co|"
    "Roth Capital Partners|Samuel A. Ramirez & Company|Sandler O’Neill|Scotiabank|Siebert "
    "Williams Shank|SMBC Nikko|SOCIETE GENERALE|"
    "Societe Generale|Standard Chartered Bank|Stephens|Stifel|Stifel, Nicolaus & Company|"
    "SunTrust Robinson Humphrey|SVB Leerink|"
    "SVB Securities|TCBI Securities|TD Cowen|TD Securities|Telsey Advisory Group|ThinkEquity|"
    "Tigress Financial Partners|Truist "
    "Securities|Tudor, Pickering, Holt & Co.|UBS Investment Bank|UBS|UniCredit|US Bancorp|"
    "U.S. Bancorp|Wedbush PacGrow|Wedbush "
    "Securities|Wedbush|Wells Fargo Securities|William Blair|Wolfe|WR Securities|Zions"
)
_BRAND = re.compile(
    "(?:"
    + "|".join(
        re.escape(b).replace(r"\ ", r"\s+")
        for b in sorted(_BRANDS.split("|"), key=len, reverse=True)
    )
    + r")(?:,?\s+(?:Incorporated|Inc\.|LLC|L\.P\.|Ltd\.|Corp\.|& Company|Securities))?(?![\w])"
)


def parted(words: str) -> list[tuple[str, int]]:
    """Each brand of a line of brands with its offset; empty where the line is anything else."""
    found: list[tuple[str, int]] = []
    place = 0
    while place < len(words):
        space = re.compile(r"[\s|•]+").match(words, place)
        place = space.end() if space else place
        if place >= len(words):
            break
        brand = _BRAND.match(words, place)
        if not brand:
            return []
        found.append((brand[0], place))
        place = brand.end()
    return found if len(found) > 1 else []

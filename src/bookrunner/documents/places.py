"""Names on cover pages that the SEC's formats turn into codes: states, provinces, exchanges."""

from __future__ import annotations

import re

_STATES = (
    "AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;"
    "DE Delaware;DC District of Columbia;FL Florida;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;"
    "IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland;MA Massachusetts;"
    "MI Michigan;MN Minnesota;MS Mississippi;MO Missouri;MT Montana;NE Nebraska;NV Nevada;"
    "NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;NC North Carolina;ND North Dakota;"
    "OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;RI Rhode Island;SC South Carolina;"
    "SD South Dakota;TN Tennessee;TX Texas;UT Utah;VT Vermont;VA Virginia;WA Washington;"
    "WV West Virginia;WI Wisconsin;WY Wyoming;PR Puerto Rico;GU Guam;VI Virgin Islands;"
    "AS American Samoa;MP Northern Mariana Islands;UM United States Minor Outlying Islands;"
    "AB Alberta;BC British Columbia;MB Manitoba;NB New Brunswick;NL Newfoundland and Labrador;"
    "NS Nova Scotia;NT Northwest Territories;NU Nunavut;ON Ontario;"
    "PE Prince Edward Island;QC Quebec;SK Saskatchewan;YT Yukon"
)
_STATE_CODES = {
    name.casefold(): code
    for code, _, name in (entry.partition(" ") for entry in _STATES.split(";"))
}
_ALSO = {
    "d c": "DC",
    "newfoundland": "NL",
    "samoa": "AS",
    "u s virgin islands": "VI",
}


def state_code(name: str) -> str:
    """The postal code of a state or province; "" when the name is not one."""
    cleaned = re.sub(r"[.\s]+", " ", name).strip()
    if cleaned.replace(" ", "").upper() in _STATE_CODES.values():
        return cleaned.replace(" ", "").upper()
    bare = re.sub(r"^(?:the )?(?:state|commonwealth|province) of ", "", cleaned.casefold())
    bare = bare.removeprefix("washington, ").removesuffix(", u s").replace("é", "e")
    return _STATE_CODES.get(bare) or _ALSO.get(bare, "")


# What a name begins with, its longer forms first, and the SEC's code.
_EXCHANGES = (
    ("nyseamerican nysemkt nyseamex americanstockexchange", "NYSEAMER"),
    ("nysearca", "NYSEArca"),
    ("nysechicago chicagostockexchange", "CHX"),
    ("nysenational", "NYSENAT"),
    ("newyorkstockexchange nyse", "NYSE"),
    ("nasdaqbx", "BX"),
    ("nasdaqgemx", "GEMX"),
    ("nasdaqise", "ISE"),
    ("nasdaqmrx", "MRX"),
    ("nasdaqphlx philadelphiastockexchange phlx", "Phlx"),
    ("nasdaq nsdq", "NASDAQ"),
    ("cboebyx", "CboeBYX"),
    ("cboebzx", "CboeBZX"),
    ("cboec2", "C2"),
    ("cboeedga", "CboeEDGA"),
    ("cboeedgx", "CboeEDGX"),
    ("chicagoboardoptionsexchange cboe", "CBOE"),
    ("bostonoptions box", "BOX"),
    ("investorsexchange iex", "IEX"),
    ("longtermstockexchange ltse", "LTSE"),
    ("miamiinternationalsecuritiesexchange", "MIAX"),
    ("miaxpearl", "PEARL"),
    ("txse texasstockexchange", "TXSE"),
)


def exchange_code(name: str) -> str:
    """The SEC's code of an exchange (``NYSE``, ``NASDAQ``); "" when the name is not known."""
    letters = re.sub(r"[^a-z0-9]", "", name.casefold()).removeprefix("the")
    for marks, code in _EXCHANGES:
        if letters.startswith(tuple(marks.split(" "))):
            return code
    return ""

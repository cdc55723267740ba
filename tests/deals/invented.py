"""Small invented documents of deals, as filed in form."""

from bookrunner.documents import Document, parse

_HEAD = "<html><head><title>x</title></head><body>"
_COMMISSION = "<p>SECURITIES AND EXCHANGE COMMISSION</p><p>Washington, D.C. 20549</p>"


def page(form: str, company: str, *paragraphs: str) -> bytes:
    """A full submission of one HTML document."""
    body = "\n".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs)
    return (
        "<SEC-DOCUMENT>0009999990-25-000001.txt : 20250602\n<SEC-HEADER>\n"
        f"ACCESSION NUMBER: 0009999990-25-000001\nCONFORMED SUBMISSION TYPE: {form}\n"
        f"FILER:\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME: {company}\n"
        "\t\tCENTRAL INDEX KEY: 9999990077\n</SEC-HEADER>\n"
        f"<DOCUMENT>\n<TYPE>{form}\n<SEQUENCE>1\n<FILENAME>d.htm\n<TEXT>\n"
        f"{_HEAD}{_COMMISSION}{body}</body></html>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    ).encode()


def rows(*lines: tuple[str, ...]) -> str:
    """A table."""
    cells = ("".join(f"<td>{cell}</td>" for cell in line) for line in lines)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in cells) + "</table>"


def offering(proceeds: str = "111,600,000") -> bytes:
    """An initial public offering of shares by the company and by holders, with traps."""
    return page(
        "424B4",
        "BRINDLE WORKS INC",
        "Filed pursuant to Rule 424(b)(4)",
        "Registration No. 333-999001",
        "PROSPECTUS",
        "10,000,000 Shares",
        "Brindle Works, Inc.",
        "Common Stock",
        "This is the initial public offering of common stock of Brindle Works, Inc., par value "
        "$0.001 per share. We are offering 5,000,000 shares. The selling stockholders identified "
        "in this prospectus are offering an additional 5,000,000 shares. The initial public "
        "offering price is $14.00 per share.",
        "Our common stock has been approved for listing on the New York Stock Exchange under the "
        "symbol “BRIN.”",
        rows(
            ("", "Per Share", "Total"),
            ("Initial public offering price", "$", "14.00", "$", "140,000,000"),
            ("Underwriting discounts and commissions(1)", "$", "0.84", "$", "8,400,000"),
            ("Proceeds, before expenses, to us", "$", "11.16", "$", proceeds),
            ("Proceeds, before expenses, to the selling stockholders", "$", "2", "$", "20,000,000"),
        ),
        "The underwriters have an option for a period of 30 days to purchase up to 1,500,000 "
        "additional shares of common stock from us.",
        "The underwriters expect to deliver the shares on or about March 11, 2025.",
        "Joint Book-Running Managers",
        rows(("Harrow Securities", "Pell &amp; Co.")),
        "Co-Managers",
        "Tarn Capital",
        "The date of this prospectus is March 6, 2025.",
        "TABLE OF CONTENTS",
        "Page",
        "In January 2024 we sold 2,000,000 preferred shares in a private placement at a price of "
        "$9.25 per share.",
        "USE OF PROCEEDS",
        "Each $1.00 increase in the assumed initial public offering price of $15.00 per share "
        "would increase the net proceeds to us from this offering by approximately $4.7 million.",
        "We estimate that the net proceeds to us from this offering will be approximately "
        "$109.7 million, after deducting underwriting discounts.",
        "UNDERWRITING",
        "We and our directors have agreed that, for a period of 180 days after the date of this "
        "prospectus, we will not offer, sell, contract to sell or pledge any shares (the lock-up).",
    )


def merger(*more: str) -> bytes:
    """A report of a merger for cash."""
    return page(
        "8-K",
        "MOSSGATE SYSTEMS INC",
        "FORM 8-K CURRENT REPORT",
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On June 2, 2025, Mossgate Systems, Inc., a Delaware corporation (“Mossgate”), entered "
        "into an Agreement and Plan of Merger (the “Merger Agreement”) with Larkfield "
        "Corporation, a Delaware corporation (“Parent”), and Lark Merger Sub, Inc., a Delaware "
        "corporation and a wholly owned subsidiary of Parent (“Merger Sub”), pursuant to which "
        "Merger Sub will merge with and into Mossgate (the “Merger”), with Mossgate surviving "
        "the Merger as a wholly owned subsidiary of Parent.",
        "At the effective time each share of common stock, par value $0.01 per share, will be "
        "converted into the right to receive $21.50 in cash, without interest.",
        "If the Merger Agreement is terminated under specified circumstances, Mossgate will be "
        "required to pay Parent a termination fee of $38.5 million. Parent will be required to "
        "pay Mossgate a reverse termination fee of $61.0 million if the Merger Agreement is "
        "terminated because financing fails.",
        "Either party may terminate if the Merger has not closed on or before March 31, 2026 "
        "(the “Outside Date”).",
        *more,
    )


def notes() -> bytes:
    """A report of two tranches of notes sold, and of notes that were there before."""
    return page(
        "8-K",
        "TILLER FOODS INC",
        "FORM 8-K CURRENT REPORT",
        "Item 8.01 Other Events.",
        "On May 5, 2025, Tiller Foods, Inc. completed the sale of $250,000,000 aggregate principal "
        "amount of its Floating Rate Senior Notes due 2027 (the “2027 Notes”) and $400,000,000 "
        "aggregate principal amount of its 4.250% Senior Notes due 2031 (the “2031 Notes”).",
        "The 2027 Notes and the 2031 Notes will mature on May 5, 2027 and May 15, 2031, "
        "respectively.",
        "The proceeds will be used to redeem all of its outstanding $900,000,000 aggregate "
        "principal amount of 6.000% Senior Notes due 2026.",
    )


def read(content: bytes) -> Document:
    """The document."""
    return parse(content, name="0009999990-25-000001.txt")

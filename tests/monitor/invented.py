"""Invented filings that tell events."""

_TITLES = {
    "1.01": "Entry into a Material Definitive Agreement",
    "2.01": "Completion of Acquisition or Disposition of Assets",
    "2.02": "Results of Operations and Financial Condition",
    "5.02": "Departure of Directors or Certain Officers; Election of Directors",
    "5.07": "Submission of Matters to a Vote of Security Holders",
    "7.01": "Regulation FD Disclosure",
    "8.01": "Other Events",
    "1.02": "Termination of a Material Definitive Agreement",
    "3.01": "Notice of Delisting or Failure to Satisfy a Continued Listing Rule or "
    "Standard; Transfer of Listing",
    "3.02": "Unregistered Sales of Equity Securities",
    "3.03": "Material Modification to Rights of Security Holders",
    "4.01": "Changes in Registrant’s Certifying Accountant",
    "5.03": "Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year",
}


def filing(form: str, *paragraphs: str, number: int = 1, day: str = "20250603") -> bytes:
    """A full submission of one HTML document."""
    body = "\n".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<SEC-DOCUMENT>0009999990-25-{number:06}.txt : {day}\n<SEC-HEADER>\n"
        f"<ACCEPTANCE-DATETIME>{day}160501\n"
        f"ACCESSION NUMBER: 0009999990-25-{number:06}\nCONFORMED SUBMISSION TYPE: {form}\n"
        "CONFORMED PERIOD OF REPORT: 20250602\n"
        "FILER:\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME: MOSSGATE SYSTEMS INC\n"
        "\t\tCENTRAL INDEX KEY: 9999990077\n</SEC-HEADER>\n"
        f"<DOCUMENT>\n<TYPE>{form}\n<SEQUENCE>1\n<FILENAME>d.htm\n<TEXT>\n"
        f"<html><body><p>SECURITIES AND EXCHANGE COMMISSION</p>{body}</body></html>\n"
        "</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    ).encode()


def current(item: str, *paragraphs: str, form: str = "8-K", number: int = 1) -> bytes:
    """An 8-K of one Item."""
    day = f"202506{2 + number:02}"
    head = f"Item {item} {_TITLES[item]}."
    return filing(form, f"FORM {form}", head, *paragraphs, "SIGNATURES", number=number, day=day)

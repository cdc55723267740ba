"""Debt tables read by hand from filings, in millions, each with its accession and note.

``rows`` counts the rows of the tables that have an amount at the balance sheet date, finance leases
included. A tranche is (words in its name, principal, carrying value, coupon in percent, year of
maturity); None is what the table does not say. A wall is by fiscal year end, thereafter last.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reported:
    """One filing's debt, as its own tables print it."""

    file: str
    """The beginning of the file's name, which ends in the accession."""
    form: str
    rows: int
    face: float
    """Debt on the balance sheet."""
    tranches: tuple[tuple[str, float | None, float | None, float | None, int | None], ...]
    wall: tuple[float, ...] = ()
    first_year: int = 0


REPORTED = (
    Reported("AAPL_0000320193-24-000123", "10-K", 1, 106629, (
        ("Fixed-rate 0.000%", 97341, None, None, None),
    ), (10930, 12342, 9936, 7800, 5153, 51180), 2025),
    Reported("ABT_0001628280-24-005348", "10-K", 16, 14679, (
        ("5-year term loan due 2024", 419, None, None, 2024),
        ("1.50% Notes, due 2026", 1266, None, 1.5, 2026),
        ("4.90% Notes, due 2046", 3250, None, 4.9, 2046),
    ), (1100, 1500, 3000, 656, 651, 8000), 2024),
    Reported("ADBE_0000796343-24-000006", "10-K", 4, 3634, (
        ("1.90% 2025 Notes", 500, None, 1.9, 2025),
        ("2.30% 2030 Notes", 1300, None, 2.3, 2030),
    )),
    Reported("AMC_0001411579-23-000057", "10-Q", 9, 4873, (
        ("Term Loan due 2026", 1915, None, None, 2026),
        ("12.75% Odeon Senior Secured Notes", 400, None, 12.75, 2027),
        ("6.375% Senior Subordinated Notes", 5, None, 6.375, 2024),
        ("Finance lease liabilities", 57.4, None, None, None),
    ), (10, 25, 118.3, 3064.9, 525.5, 0, 950), 2023),
    Reported("AMD_0000002488-24-000012", "10-K", 4, 2468, (
        ("2.950% Senior Notes Due 2024", 750, None, 2.95, 2024),
        ("4.393% Senior Notes Due 2052", 500, None, 4.393, 2052),
    )),
    Reported("BA_0000012927-24-000010", "10-K", 8, 52307, (
        ("1.17% - 2.50% due through 2026", None, 10135, None, None),
        ("6.88% - 8.75% due through 2043", None, 1855, None, None),
        ("Finance lease obligations", None, 253, None, None),
    )),
    Reported("BMY_0000014272-24-000044", "10-K", 39, 39772, (
        ("2.900% Notes due 2024", 2478, None, 2.9, 2024),
        ("6.400% Notes due 2063", 1250, None, 6.4, 2063),
        ("Non-U.S. short-term borrowings", None, 170, None, None),
    )),
    Reported("DIS_0001744489-23-000171", "10-Q", 5, 47189, (
        ("U.S. dollar denominated notes", None, 43745, None, None),
        ("Asia Theme Parks borrowings", None, 1436, None, None),
    )),
    Reported("GD_0000040533-24-000007", "10-K", 15, 9261, (
        ("November 2024", 500, None, 2.375, 2024),
        ("April 2050", 750, None, 4.25, 2050),
    ), (507, 1504, 1003, 1253, 1004, 4069), 2024),
    Reported("GE_0000040545-24-000027", "10-K", 6, 20964, (
        ("Senior notes", None, 1044, None, None),
        ("Subordinated notes", None, 1383, None, None),
    ), (1151, 1827, 1334, 1580, 478, 14493), 2024),
    Reported("GM_0001467858-24-000031", "10-K", 5, 121741, (
        ("Unsecured debt", None, 15842, None, None),
        ("Unsecured debt", None, 60084, None, None),
    ), (39065, 25615, 15142, 10596, 7995, 25081), 2024),
    Reported("HD_0000354950-24-000062", "10-K", 39, 44111, (
        ("3.75% Senior notes due February 2024", 1100, 1100, 3.75, 2024),
        ("5.875% Senior notes due December 2036", 3000, 2872, 5.875, 2036),
        ("Finance lease obligations", None, 3268, None, None),
    ), (1100, 2750, 3050, 2500, 2500, 30250), 2025),
    Reported("INTC_0000050863-24-000010", "10-K", 43, 49266, (
        ("2.88%, due May 2024", 1250, None, 2.88, 2024),
        ("5.90%, due February 2063", 1250, None, 5.9, 2063),
        ("5.00%, due September 2052", 445, None, 5.0, 2052),
    ), (2288, 3750, 2500, 3826, 3174, 34747), 2024),
    Reported("jnj-10-k-2025-02-13", "10-K", 34, 36634, (
        ("2.625% Notes due 2025", None, 750, 2.625, 2025),
        ("5.25% Debentures due 2054", None, 843, 5.25, 2054),
        ("2.450% Notes due 2060", None, 1058, 2.45, 2060),
    ), (1749, 1999, 2385, 2275, 1444, 22548), 2025),
    Reported("KHC_0001637459-24-000018", "10-K", 6, 20032, (
        ("U.S. dollar notes", None, 16545, None, None),
        ("2030 Notes", None, 163, 6.25, 2030),
        ("Finance lease obligations", None, 145, None, None),
    ), (611, 666, 1879, 1862, 1586, 13129), 2024),
    Reported("KO_0000021344-24-000009", "10-K", 6, 42064, (
        ("U.S. dollar notes due 2024-2093", None, 21982, None, None),
        ("Swiss franc notes due 2028", None, 684, None, 2028),
    )),
    Reported("LOW_0000060667-24-000033", "10-K", 9, 35921, (
        ("Notes due fiscal 2029-2033", None, 9507, None, None),
        ("Finance lease obligations", None, 509, None, None),
    )),
    Reported("MARA_0001628280-24-007680", "10-K", 1, 325.654, (
        ("Convertible note", 330.707, None, 1.0, 2026),
    ), (0, 0, 330.707, 0, 0, 0), 2024),
    Reported("MCD_0000063908-24-000072", "10-K", 11, 39345.3, (
        ("Fixed", None, None, None, None),
        ("Total Japanese Yen - Fixed", 88.6, None, None, 2030),
    ), (2192.4, 3092.7, 2436.3, 3113.0, 4293.4, 24439.3), 2024),
    Reported("META_0001326801-24-000012", "10-K", 9, 18385, (
        ("2027 Notes", 2750, None, 3.5, 2027),
        ("2063 Notes", 1750, None, 5.75, 2063),
    )),
    Reported("NKE_0000320187-24-000044", "10-K", 9, 8909, (
        ("March 27, 2025", 1000, 999, 2.4, 2025),
        ("March 27, 2050", 1500, 1482, 3.38, 2050),
    )),
    Reported("NVDA_0001045810-24-000029", "10-K", 8, 9709, (
        ("0.584% Notes Due 2024", 1250, None, 0.584, 2024),
        ("3.70% Notes Due 2060", 500, None, 3.7, 2060),
    )),
    Reported("PFE_0000078003-23-000088", "10-Q", 12, 65341, (
        ("Notes due 2025", 3750, None, None, 2025),
        ("Notes due 2050-2063", 11250, None, None, None),
        ("Other short-term borrowings", 420, None, None, None),
    )),
    Reported("SJM_0000091419-24-000054", "10-K", 12, 8364, (
        ("3.50% Senior Notes due March 15, 2025", 1000, 999.3, 3.5, 2025),
        ("6.50% Senior Notes due November 15, 2053", 1000, 982.6, 6.5, 2053),
    )),
    Reported("TMO_0000097745-24-000007", "10-K", 48, 34917, (
        ("0.75% 8-Year Senior Notes", 1104, None, 0.75, 2024),
        ("2.382% 30-Year Senior Notes", 236, None, 2.382, 2052),
        ("Finance lease liabilities", 190, None, None, None),
    ), (3604, 2356, 2925, 2020, 2451, 21672), 2024),
    Reported("TXN_0000097476-24-000007", "10-K", 17, 11223, (
        ("Notes due 2024 at 2.625%", 300, None, 2.625, 2024),
        ("Notes due 2063 at 5.05%", 1200, None, 5.05, 2063),
    )),
    Reported("unp-10-k-2025-02-07", "10-K", 3, 31192, (
        ("Notes and debentures", 32044, None, None, None),
        ("Equipment obligations", 732, None, None, None),
        ("Finance leases", 109, None, None, None),
    ), (1426, 1516, 1285, 1235, 1258, 26165), 2025),
    Reported("UPS_0001090727-23-000038", "10-Q", 31, 20763, (
        ("2.800% senior notes", 500, 499, 2.8, 2024),
        ("5.125% notes", 573, 545, 5.125, 2050),
        ("Facility notes and bonds", 320, 320, None, None),
    )),
    Reported("V_0001403161-24-000058", "10-K", 14, 20836, (
        ("3.15% Senior Notes due December 2025", 4000, None, 3.15, 2025),
        ("2.375% Senior Notes due June 2034", 728, None, 2.375, 2034),
    ), (0, 5513, 2750, 0, 1120, 11728), 2025),
    Reported("WBA_0001618921-24-000084", "10-K", 16, 9549, (
        ("November 2021 DDTL due November 2024", None, 290, None, 2024),
        ("3.600% unsecured Pound Sterling notes", None, 391, 3.6, 2025),
    ), (1505, 2838, 1835, 1, 751, 2651), 2025),
    Reported("wmt-10-k-2025-03-14", "10-K", 5, 45790, (
        ("U.S. dollar denominated", None, 31406, None, None),
        ("Yen denominated", None, 389, None, 2028),
    ), (2598, 3451, 1741, 3340, 1955, 22914), 2026),
    Reported("crm-10-k-2025-03-05", "10-K", 6, 8433, (
        ("2028 Senior Notes", 1500, 1496, 3.7, 2028),
        ("2061 Senior Notes", 1250, 1236, 3.05, 2061),
    ), (0, 0, 0, 2500, 0, 6000), 2026),
)  # fmt: skip

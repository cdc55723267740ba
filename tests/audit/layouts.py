"""Models in six other layouts, and what people get wrong in them; invented numbers.

They were written before the rules that find their slips were widened; see the methods page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter as _column
from openpyxl.worksheet.worksheet import Worksheet

Value = str | float | None
Layout = Callable[[], Workbook]


def _put(ws: Worksheet, rows: Sequence[Sequence[object]], top: int = 1, left: int = 1) -> None:
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value is not None:
                ws.cell(top + down, left + across).value = value  # type: ignore[assignment]


def discounted_cash_flow() -> Workbook:
    """One sheet from sales to the price of a share, costs below zero."""
    wb = Workbook()
    ws = wb.worksheets[0]
    ws.title = "DCF"
    _put(
        ws,
        [
            ["Project Falcon - DCF ($ in millions, except per share)"],
            [],
            ["", "FY23A", "FY24A", "FY25E", "FY26E", "FY27E", "FY28E", "FY29E"],
            ["Net sales", 900, 960]
            + [f"={_column(c - 1)}4*(1+{_column(c)}5)" for c in range(4, 9)],
            ["  % growth", None, "=C4/B4-1", 0.06, 0.055, 0.05, 0.045, 0.04],
            ["COGS", -540, -572] + [f"=-{_column(c)}4*(1-{_column(c)}8)" for c in range(4, 9)],
            ["Gross profit"] + [f"={_column(c)}4+{_column(c)}6" for c in range(2, 9)],
            ["  % margin", "=B7/B4", "=C7/C4", 0.405, 0.41, 0.41, 0.415, 0.415],
            ["SG&A", -180, -190] + [f"=-{_column(c)}4*{_column(c)}10" for c in range(4, 9)],
            ["  % of sales", "=-B9/B4", "=-C9/C4", 0.195, 0.195, 0.19, 0.19, 0.19],
            ["EBITDA"] + [f"={_column(c)}7+{_column(c)}9" for c in range(2, 9)],
            ["D&A", -45, -48, -50, -52, -54, -56, -58],
            ["EBIT"] + [f"={_column(c)}11+{_column(c)}12" for c in range(2, 9)],
            ["Taxes on EBIT"] + [f"=-{_column(c)}13*$B$30" for c in range(2, 9)],
            ["NOPAT"] + [f"={_column(c)}13+{_column(c)}14" for c in range(2, 9)],
            ["Plus: D&A"] + [f"=-{_column(c)}12" for c in range(2, 9)],
            ["Less: Capex", -50, -52, -55, -57, -58, -60, -61],
            ["Less: Increase in NWC", -8, -9, -10, -9, -9, -8, -8],
            ["Unlevered free cash flow"]
            + [f"=SUM({_column(c)}15:{_column(c)}18)" for c in range(2, 9)],
            ["Discount period (mid-year)", None, None, 0.5, 1.5, 2.5, 3.5, 4.5],
            ["Discount factor", None, None] + [f"=1/(1+$B$40)^{_column(c)}20" for c in range(4, 9)],
            ["PV of UFCF", None, None] + [f"={_column(c)}19*{_column(c)}21" for c in range(4, 9)],
            [],
            ["Terminal growth rate", 0.025],
            ["Terminal value (Gordon)", "=H19*(1+B24)/(B40-B24)"],
            ["PV of terminal value", "=B25/(1+B40)^H20"],
            ["Sum of PV of UFCF", "=SUM(D22:H22)"],
            ["TV as % of EV", "=B26/B41"],
            [],
            ["Tax rate", 0.25],
            ["WACC build"],
            ["Risk-free rate", 0.042],
            ["Equity beta", 1.1],
            ["Equity risk premium", 0.05],
            ["Cost of equity", "=B32+B33*B34"],
            ["Pre-tax cost of debt", 0.06],
            ["After-tax cost of debt", "=B36*(1-B30)"],
            ["Debt / capital", 0.3],
            ["Equity / capital", "=1-B38"],
            ["WACC", "=B35*B39+B37*B38"],
            ["Enterprise value", "=B26+B27"],
            ["Less: Total debt", -420],
            ["Plus: Cash", 95],
            ["Less: Minority interest", -12],
            ["Equity value", "=SUM(B41:B44)"],
            ["Basic shares outstanding (m)", 58.0],
            ["Dilutive options (TSM)", 1.8],
            ["Fully diluted shares", "=B46+B47"],
            ["Implied share price", "=B45/B48"],
            ["Current share price", 22.5],
            ["Premium / (discount)", "=B49/B50-1"],
        ],
    )
    return wb


def buyout() -> Workbook:
    """Inputs, sources and uses side by side, a sweep."""
    wb = Workbook()
    a = wb.worksheets[0]
    a.title = "Inputs"
    s = wb.create_sheet("S&U")
    d = wb.create_sheet("Model")
    _put(
        a,
        [
            ["Inputs"],
            ["LTM EBITDA", 120],
            ["Entry multiple", 9.5],
            ["Exit multiple", 9.5],
            ["Term loan B (x EBITDA)", 4.0],
            ["Senior notes (x EBITDA)", 1.5],
            ["Fees (% of EV)", 0.02],
            ["TLB rate", 0.085],
            ["Notes rate", 0.095],
            ["Tax rate", 0.26],
            ["Minimum cash", 15],
            ["Existing net debt", 200],
        ],
    )
    _put(
        s,
        [
            ["Sources", None, None, "Uses"],
            [
                "Term loan B",
                "=Inputs!B2*Inputs!B5",
                None,
                "Purchase of equity",
                "=Inputs!B2*Inputs!B3-Inputs!B12",
            ],
            ["Senior notes", "=Inputs!B2*Inputs!B6", None, "Refinance net debt", "=Inputs!B12"],
            ["Sponsor equity", "=E6-B2-B3", None, "Fees", "=Inputs!B2*Inputs!B3*Inputs!B7"],
            [None, None, None, "Cash to balance sheet", "=Inputs!B11"],
            ["Total sources", "=SUM(B2:B4)", None, "Total uses", "=SUM(E2:E5)"],
        ],
    )
    rows: list[Sequence[object]] = [
        ["($m)", "Close", 2025, 2026, 2027, 2028, 2029],
        ["EBITDA", "=Inputs!B2"] + [f"={_column(c - 1)}2*(1+{_column(c)}3)" for c in range(3, 8)],
        ["growth", None, 0.05, 0.05, 0.05, 0.04, 0.04],
        ["D&A", None] + [f"={_column(c)}2*$J$2" for c in range(3, 8)],
        ["EBIT", None] + [f"={_column(c)}2-{_column(c)}4" for c in range(3, 8)],
        ["Cash interest", None]
        + [f"={_column(c - 1)}14*Inputs!$B$8+{_column(c - 1)}15*Inputs!$B$9" for c in range(3, 8)],
        ["Pre-tax income", None] + [f"={_column(c)}5-{_column(c)}6" for c in range(3, 8)],
        ["Taxes", None] + [f"=MAX(0,{_column(c)}7)*Inputs!$B$10" for c in range(3, 8)],
        ["Net income", None] + [f"={_column(c)}7-{_column(c)}8" for c in range(3, 8)],
        ["Capex", None] + [f"={_column(c)}2*$J$3" for c in range(3, 8)],
        ["Change in NWC", None, 3, 3, 3, 3, 3],
        ["Cash flow for debt repayment", None]
        + [f"={_column(c)}9+{_column(c)}4-{_column(c)}10-{_column(c)}11" for c in range(3, 8)],
        ["TLB repayment", None] + [f"=MIN({_column(c - 1)}14,{_column(c)}12)" for c in range(3, 8)],
        ["Term loan B balance", "='S&U'!B2"]
        + [f"={_column(c - 1)}14-{_column(c)}13" for c in range(3, 8)],
        ["Senior notes balance", "='S&U'!B3"] + [f"={_column(c - 1)}15" for c in range(3, 8)],
        ["Cash", "=Inputs!B11"]
        + [f"={_column(c - 1)}16+{_column(c)}12-{_column(c)}13" for c in range(3, 8)],
        ["Net debt"] + [f"={_column(c)}14+{_column(c)}15-{_column(c)}16" for c in range(2, 8)],
        ["Net debt / EBITDA"] + [f"={_column(c)}17/{_column(c)}2" for c in range(2, 8)],
        ["Exit EV", None] + [f"={_column(c)}2*Inputs!$B$4" for c in range(3, 8)],
        ["Exit equity", None] + [f"={_column(c)}19-{_column(c)}17" for c in range(3, 8)],
        ["MOIC", None] + [f"={_column(c)}20/'S&U'!$B$4" for c in range(3, 8)],
        ["IRR", None] + [f"={_column(c)}21^(1/({_column(c)}1-$C$1+1))-1" for c in range(3, 8)],
    ]
    _put(d, rows)
    _put(d, [["Ratios", None], ["D&A % EBITDA", 0.18], ["Capex % EBITDA", 0.2]], 1, 9)
    return wb


def trading_list() -> Workbook:
    """Companies down the rows, lines across, statistics below."""
    wb = Workbook()
    ws = wb.worksheets[0]
    ws.title = "Comps"
    _put(
        ws,
        [
            ["Trading comparables (USD mm)"],
            [],
            [
                "Company",
                "Price",
                "Basic shares",
                "Diluted shares",
                "Equity value",
                "Debt",
                "Cash",
                "Minority",
                "Enterprise value",
                "LTM sales",
                "LTM EBITDA",
                "LTM net income",
                "EV / Sales",
                "EV / EBITDA",
                "P / E",
            ],
        ],
    )
    data = [
        ("Alpha", 52, 100, 104, 800, 150, 10, 2100, 420, 210),
        ("Beta", 31, 220, 224, 1500, 300, 0, 3400, 610, 260),
        ("Gamma", 12, 80, 83, 100, 90, 0, 700, 60, -15),
        ("Delta", 77, 60, 62, 400, 220, 5, 1600, 330, 170),
        ("Epsilon", 24, 150, 153, 900, 120, 0, 2500, 400, 140),
        ("Zeta", 44, 90, 95, 250, 310, 20, 1500, 350, 190),
    ]
    for i, (n, p, b, d, de, ca, mi, sa, eb, ni) in enumerate(data):
        r = 4 + i
        _put(
            ws,
            [
                [
                    n,
                    p,
                    b,
                    d,
                    f"=B{r}*D{r}",
                    de,
                    ca,
                    mi,
                    f"=E{r}+F{r}-G{r}+H{r}",
                    sa,
                    eb,
                    ni,
                    f"=I{r}/J{r}",
                    f'=IF(K{r}>0,I{r}/K{r},"NM")',
                    f'=IF(L{r}>0,E{r}/L{r},"NM")',
                ]
            ],
            r,
        )
    _put(
        ws,
        [
            ["Mean"] + [None] * 11 + [f"=AVERAGE({c}4:{c}9)" for c in "MNO"],
            ["Median"] + [None] * 11 + [f"=MEDIAN({c}4:{c}9)" for c in "MNO"],
            ["High"] + [None] * 11 + [f"=MAX({c}4:{c}9)" for c in "MNO"],
            ["Low"] + [None] * 11 + [f"=MIN({c}4:{c}9)" for c in "MNO"],
        ],
        11,
    )
    ltm = wb.create_sheet("LTM")
    _put(
        ltm,
        [
            ["Alpha LTM", "FY2024", "9M 2024", "9M 2025", "LTM Sep-25"],
            ["Sales", 2000, 1480, 1580, "=B2+D2-C2"],
            ["EBITDA", 400, 295, 315, "=B3+D3-C3"],
            ["Net income", 205, 150, 155, "=B4+D4-C4"],
        ],
    )
    return wb


def three_statements() -> Workbook:
    """Income, balance sheet and cash flow on a sheet each."""
    wb = Workbook()
    i = wb.worksheets[0]
    i.title = "IS"
    b = wb.create_sheet("BS")
    c = wb.create_sheet("CF")
    cols = range(2, 6)
    _put(
        i,
        [
            ["Income statement", "2024A", "2025E", "2026E", "2027E"],
            ["Revenue", 1000] + [f"={_column(k - 1)}2*(1+{_column(k)}12)" for k in range(3, 6)],
            ["Cost of sales", 600] + [f"={_column(k)}2*{_column(k)}13" for k in range(3, 6)],
            ["Gross profit"] + [f"={_column(k)}2-{_column(k)}3" for k in cols],
            ["Operating expenses", 220] + [f"={_column(k)}2*{_column(k)}14" for k in range(3, 6)],
            ["Depreciation", 50, 52, 54, 56],
            ["Operating income (EBIT)"]
            + [f"={_column(k)}4-{_column(k)}5-{_column(k)}6" for k in cols],
            ["Interest expense", 20]
            + [f"=BS!{_column(k - 1)}10*{_column(k)}15" for k in range(3, 6)],
            ["Profit before tax"] + [f"={_column(k)}7-{_column(k)}8" for k in cols],
            ["Income tax"] + [f"={_column(k)}9*{_column(k)}16" for k in cols],
            ["Net income"] + [f"={_column(k)}9-{_column(k)}10" for k in cols],
            ["Growth", None, 0.05, 0.05, 0.05],
            ["Cost of sales %", None, 0.6, 0.6, 0.595],
            ["Opex %", None, 0.22, 0.22, 0.215],
            ["Interest rate", None, 0.05, 0.05, 0.05],
            ["Tax rate", 0.25, 0.25, 0.25, 0.25],
        ],
    )
    _put(
        b,
        [
            ["Balance sheet", "2024A", "2025E", "2026E", "2027E"],
            ["Cash", 100] + [f"=CF!{_column(k)}13" for k in range(3, 6)],
            ["Receivables", 150] + [f"=IS!{_column(k)}2*{_column(k)}18" for k in range(3, 6)],
            ["Inventory", 120] + [f"=IS!{_column(k)}3*{_column(k)}19" for k in range(3, 6)],
            ["PP&E", 500]
            + [f"={_column(k - 1)}5+CF!{_column(k)}7*-1-IS!{_column(k)}6" for k in range(3, 6)],
            ["Total assets"] + [f"=SUM({_column(k)}2:{_column(k)}5)" for k in cols],
            [],
            ["Payables", 90] + [f"=IS!{_column(k)}3*{_column(k)}20" for k in range(3, 6)],
            [],
            ["Debt", 400] + [f"={_column(k - 1)}10+CF!{_column(k)}9" for k in range(3, 6)],
            ["Total liabilities"] + [f"={_column(k)}8+{_column(k)}10" for k in cols],
            ["Shareholders' equity", 380]
            + [f"={_column(k - 1)}12+IS!{_column(k)}11+CF!{_column(k)}10" for k in range(3, 6)],
            ["Total liabilities and equity"] + [f"={_column(k)}11+{_column(k)}12" for k in cols],
            ["Check"] + [f"={_column(k)}6-{_column(k)}13" for k in cols],
            [],
            [],
            [],
            ["DSO %", None, 0.15, 0.15, 0.15],
            ["Inventory %", None, 0.2, 0.2, 0.2],
            ["Payables %", None, 0.15, 0.15, 0.15],
        ],
    )
    _put(
        c,
        [
            ["Cash flow", "2024A", "2025E", "2026E", "2027E"],
            ["Net income", None] + [f"=IS!{_column(k)}11" for k in range(3, 6)],
            ["Depreciation", None] + [f"=IS!{_column(k)}6" for k in range(3, 6)],
            ["Change in receivables and inventory", None]
            + [
                f"=-(BS!{_column(k)}3-BS!{_column(k - 1)}3)-(BS!{_column(k)}4-BS!{_column(k - 1)}4)"
                for k in range(3, 6)
            ],
            ["Change in payables", None]
            + [f"=BS!{_column(k)}8-BS!{_column(k - 1)}8" for k in range(3, 6)],
            ["Cash from operations", None]
            + [f"=SUM({_column(k)}2:{_column(k)}5)" for k in range(3, 6)],
            ["Capital expenditure", None, -60, -62, -64],
            ["Cash from investing", None] + [f"={_column(k)}7" for k in range(3, 6)],
            ["Net borrowing", None, -20, -20, -20],
            ["Dividends", None] + [-30 for _ in range(3, 6)],
            ["Cash from financing", None] + [f"={_column(k)}9+{_column(k)}10" for k in range(3, 6)],
            ["Net change in cash", None]
            + [f"={_column(k)}6+{_column(k)}8+{_column(k)}11" for k in range(3, 6)],
            ["Ending cash", None]
            + [
                f"={_column(k - 1)}13+{_column(k)}12" if k > 3 else "=BS!B2+C12"
                for k in range(3, 6)
            ],
        ],
    )
    return wb


def merger() -> Workbook:
    """Two companies side by side, then pro forma down one column."""
    wb = Workbook()
    ws = wb.worksheets[0]
    ws.title = "Accretion Dilution"
    _put(
        ws,
        [
            ["Acquirer / Target merger model"],
            [None, "Acquirer", "Target"],
            ["Share price", 60, 25],
            ["Diluted shares", 400, 120],
            ["Equity value", "=B3*B4", "=C3*C4"],
            ["Net income", 1500, 210],
            ["EPS", "=B6/B4", "=C6/C4"],
            ["P/E", "=B3/B7", "=C3/C7"],
            [],
            ["Premium", 0.3],
            ["Offer price per share", "=C3*(1+B10)"],
            ["Offer value", "=B11*C4"],
            ["% stock", 0.5],
            ["% cash", "=1-B13"],
            ["New shares issued", "=B12*B13/B3"],
            ["Cash consideration", "=B12*B14"],
            ["New debt", "=B16"],
            ["Cost of debt", 0.06],
            ["Tax rate", 0.24],
            ["Pre-tax synergies", 80],
            ["Target book value", 1100],
            ["Write-up of intangibles", 600],
            ["Useful life (years)", 10],
            ["Goodwill", "=B12-B21-B22+B22*B19"],
            [],
            ["Pro forma"],
            ["Acquirer net income", "=B6"],
            ["Target net income", "=C6"],
            ["After-tax synergies", "=B20*(1-B19)"],
            ["After-tax interest", "=-B17*B18*(1-B19)"],
            ["After-tax amortisation", "=-B22/B23*(1-B19)"],
            ["Pro forma net income", "=SUM(B27:B31)"],
            ["Pro forma shares", "=B4+B15"],
            ["Pro forma EPS", "=B32/B33"],
            ["Accretion / (dilution)", "=B34/B7-1"],
            ["Ownership acquirer", "=B4/B33"],
            ["Ownership target", "=B15/B33"],
        ],
    )
    return wb


def years_down_the_rows() -> Workbook:
    """Years down the rows, lines across."""
    wb = Workbook()
    ws = wb.worksheets[0]
    ws.title = "Cash flows"
    _put(ws, [["Year", "Revenue", "EBITDA", "Capex", "Tax", "FCF", "Factor", "PV"]])
    for k in range(6):
        r = 2 + k
        _put(
            ws,
            [
                [
                    2025 + k,
                    500 if k == 0 else f"=B{r - 1}*(1+$K$1)",
                    f"=B{r}*$K$2",
                    f"=B{r}*$K$3",
                    f"=(C{r}-$K$6)*$K$4",
                    f"=C{r}-D{r}-E{r}",
                    f"=1/(1+$K$5)^(A{r}-2024)",
                    f"=F{r}*G{r}",
                ]
            ],
            r,
        )
    _put(
        ws,
        [
            ["Growth", 0.04],
            ["EBITDA margin", 0.22],
            ["Capex %", 0.05],
            ["Tax rate", 0.25],
            ["WACC", 0.09],
            ["D&A", 22],
            ["g", 0.02],
        ],
        1,
        10,
    )
    _put(
        ws,
        [
            ["Terminal value", "=F7*(1+K7)/(K5-K7)"],
            ["PV of TV", "=B10*G7"],
            ["EV", "=SUM(H2:H7)+B11"],
            ["Net debt", 310],
            ["Equity value", "=B12-B13"],
            ["Shares (diluted)", 50],
            ["Per share", "=B14/B15"],
        ],
        10,
    )
    return wb


def quarters_and_years() -> Workbook:
    """Quarters with a column for each year between them, actuals before estimates."""
    wb = Workbook()
    quarters = [f"Q{n} {year}" for year in ("24A", "25E") for n in range(1, 5)]
    rows: list[Sequence[object]] = [
        ["USD m", *quarters[:4], "FY24A", *quarters[4:], "FY25E"],
        ["Revenue", 210, 220, 215, 240, "=SUM(B2:E2)", 230, 238, "=D2*(1+I5)", "=E2*(1+J5)",
         "=SUM(G2:J2)"],
        ["COGS", -120, -125, -122, -135, "=SUM(B3:E3)", -130, -134, "=-I2*I6", "=-J2*J6",
         "=SUM(G3:J3)"],
        ["Gross profit"] + [f"={_column(c)}2+{_column(c)}3" for c in range(2, 12)],
        ["% yoy", *[None] * 5, "=G2/B2-1", "=H2/C2-1", 0.08, 0.08, "=K2/F2-1"],
        ["COGS %"] + [f"=-{_column(c)}3/{_column(c)}2" for c in range(2, 9)]
        + [0.565, 0.56, "=-K3/K2"],
        ["LTM gross profit", None, None, None, "=SUM(B4:E4)", None, "=SUM(C4:E4,G4)",
         "=SUM(D4:E4,G4:H4)", "=E4+SUM(G4:I4)", "=SUM(G4:J4)"],
    ]  # fmt: skip
    _put(wb.worksheets[0], rows)
    return wb


def tables_side_by_side() -> Workbook:
    """A schedule of debt with rates beside it, and a column of codes."""
    wb = Workbook()
    later = [_column(c) for c in range(3, 7)]
    before = [_column(c) for c in range(2, 6)]
    rows: list[Sequence[object]] = [
        ["$m", 2024, 2025, 2026, 2027, 2028, None, 0.05],
        ["Term loan opening", None, *[f"={c}4" for c in before], None, 0.07],
        ["Amortisation", None, *["=-$B$4*$H$1" for _ in later[:-1]], "=-F2"],
        ["Term loan closing", 400, *[f"={c}2+{c}3" for c in later]],
        ["Interest", None,
         *[f"=AVERAGE({b}4,{c}4)*$H$2" for b, c in zip(before, later, strict=True)]],
    ]  # fmt: skip
    _put(wb.worksheets[0], rows)
    codes: list[Sequence[object]] = [
        ["CIK", "Ticker", "Price", "Code"],
        ["0000354950", "HD", 350.1, "021"],
        ["0000060667", "LOW", 240.0, "014"],
        ["0000104169", "WMT", 95.2, "101"],
    ]
    _put(wb.create_sheet("Data"), codes)
    return wb


def highest_price() -> Workbook:
    """What a sponsor can pay, solved for by what its own exit pays; multiples compared."""
    wb = Workbook()
    ws = wb.worksheets[0]
    ws.title = "Ability to pay"
    _put(
        ws,
        [
            ["Highest price at a target return ($ in millions)", "Low", "High"],
            ["Entry multiple", 8.0, 9.0],
            ["Exit multiple", 8.0, 9.5],
            ["Exit multiple less entry multiple", "=B3-B2", "=C3-C2"],
            ["EBITDA", 140, 140],
            ["Required return", 0.25, 0.2],
            ["Years held", 5, 5],
            ["Debt at exit", 310, 310],
            ["Present value of one paid at exit", "=1/(1+B6)^B7", "=1/(1+C6)^C7"],
            ["Debt raised and cash flows", 640, 700],
            ["Price less what its own exit value pays", "=B10-B8*B9", "=C10-C8*C9"],
            ["Enterprise value, if sold at the multiple paid", "=B11/(1-B9)", "=C11/(1-C9)"],
        ],
    )
    return wb


LAYOUTS: Sequence[Layout] = (
    discounted_cash_flow,
    buyout,
    trading_list,
    three_statements,
    merger,
    years_down_the_rows,
    quarters_and_years,
    tables_side_by_side,
    highest_price,
)

SLIPS: Sequence[tuple[str, Layout, str, str, Mapping[str, Value]]] = (
    (
        "terminal value undiscounted",
        discounted_cash_flow,
        "undiscounted-terminal-value",
        "DCF",
        {"B41": "=B25+B27"},
    ),
    (
        "cost of debt before tax",
        discounted_cash_flow,
        "pre-tax-wacc",
        "DCF",
        {"B40": "=B35*B39+B36*B38"},
    ),
    ("basic shares", discounted_cash_flow, "basic-shares", "DCF", {"B49": "=B45/B46"}),
    ("sales typed over", discounted_cash_flow, "typed-over", "DCF", {"F4": 1200}),
    ("a tax rate typed in", discounted_cash_flow, "typed-number", "DCF", {"E14": "=-E13*0.21"}),
    ("a plug in equity value", discounted_cash_flow, "plug", "DCF", {"B45": "=SUM(B41:B44)+37.5"}),
    (
        "the last year left out of the sum",
        discounted_cash_flow,
        "sum-leaves-out",
        "DCF",
        {"B27": "=SUM(D22:G22)"},
    ),
    ("debt above zero in a sum", discounted_cash_flow, "sign", "DCF", {"B42": 420}),
    ("capex of a year above zero", discounted_cash_flow, "sign", "DCF", {"F17": 58}),
    ("D&A not turned", discounted_cash_flow, "sign", "DCF", {"G16": "=G12"}),
    ("growth above the WACC", discounted_cash_flow, "growth-above-wacc", "DCF", {"B24": 0.12}),
    ("cash kept as text", discounted_cash_flow, "number-as-text", "DCF", {"B43": "95"}),
    ("a year twice", discounted_cash_flow, "period-heading", "DCF", {"F3": "FY28E"}),
    (
        "tax of the year before",
        discounted_cash_flow,
        "inconsistent-row",
        "DCF",
        {"F14": "=-E13*$B$30"},
    ),
    ("growth of 5 for 5%", discounted_cash_flow, "percent-scale", "DCF", {"F5": 5}),
    ("sales in thousands", discounted_cash_flow, "scale", "DCF", {"C4": 960000}),
    (
        "cash left out of the bridge",
        discounted_cash_flow,
        "sum-leaves-out",
        "DCF",
        {"B45": "=B41+B42+B44"},
    ),
    ("a discount period twice", discounted_cash_flow, "discount-factor", "DCF", {"G20": 2.5}),
    ("sponsor equity typed", buyout, "balance", "S&U", {"B4": 430}),
    (
        "one loan's rate for both",
        buyout,
        "inconsistent-row",
        "Model",
        {"E6": "=D14*Inputs!$B$8+D15*Inputs!$B$8"},
    ),
    ("net debt added at exit", buyout, "inconsistent-row", "Model", {"G20": "=G19+G17"}),
    ("a lost reference", buyout, "error-cell", "Model", {"D8": "=MAX(0,D7)*Inputs!#REF!"}),
    ("inputs hidden", buyout, "hidden-sheet", "Inputs", {}),
    ("cash flow typed over", buyout, "typed-over", "Model", {"F12": 90}),
    ("a use left out", buyout, "sum-leaves-out", "S&U", {"E6": "=SUM(E2:E4)"}),
    ("basic shares of one company", trading_list, "basic-shares", "Comps", {"E6": "=B6*C6"}),
    (
        "basic shares of all",
        trading_list,
        "basic-shares",
        "Comps",
        {f"E{r}": f"=B{r}*C{r}" for r in range(4, 10)},
    ),
    (
        "a loss shown as 0x",
        trading_list,
        "nm-as-zero",
        "Comps",
        {f"O{r}": f"=IF(L{r}>0,E{r}/L{r},0)" for r in range(4, 10)},
    ),
    (
        "a loss shown as a multiple",
        trading_list,
        "negative-multiple",
        "Comps",
        {f"O{r}": f"=E{r}/L{r}" for r in range(4, 10)},
    ),
    (
        "cash added",
        trading_list,
        "sign",
        "Comps",
        {f"I{r}": f"=E{r}+F{r}+G{r}+H{r}" for r in range(4, 10)},
    ),
    (
        "a company left out of a median",
        trading_list,
        "inconsistent-row",
        "Comps",
        {"N12": "=MEDIAN(N4:N8)"},
    ),
    ("LTM adding both parts", trading_list, "ltm-sign", "LTM", {"E3": "=B3+D3+C3"}),
    ("a value typed in a list", trading_list, "typed-over", "Comps", {"I7": 5000}),
    ("debt typed over", three_statements, "balance", "BS", {"D10": 390}),
    ("cash plugged", three_statements, "plug", "CF", {"D13": "=C13+D12+5"}),
    ("depreciation taken off", three_statements, "balance", "CF", {"D3": "=-IS!D6"}),
    (
        "depreciation added in a year",
        three_statements,
        "inconsistent-row",
        "IS",
        {"D7": "=D4-D5+D6"},
    ),
    (
        "tax on EBIT in the last year",
        three_statements,
        "inconsistent-row",
        "IS",
        {"E10": "=E7*E16"},
    ),
    (
        "last year's payables on the year before",
        three_statements,
        "inconsistent-row",
        "BS",
        {"E8": "=IS!D3*E20"},
    ),
    ("new shares forgotten", merger, "pro-forma-shares", "Accretion Dilution", {"B33": "=B4"}),
    ("a life of no years", merger, "error-cell", "Accretion Dilution", {"B23": 0}),
    ("interest before tax", merger, "pre-tax", "Accretion Dilution", {"B30": "=-B17*B18"}),
    ("a price typed in", merger, "typed-number", "Accretion Dilution", {"B15": "=B12*B13/62"}),
    (
        "amortisation left out",
        merger,
        "sum-leaves-out",
        "Accretion Dilution",
        {"B32": "=SUM(B27:B30)"},
    ),
    ("sales typed over", years_down_the_rows, "typed-over", "Cash flows", {"B5": 580}),
    (
        "terminal value undiscounted",
        years_down_the_rows,
        "undiscounted-terminal-value",
        "Cash flows",
        {"B12": "=SUM(H2:H7)+B10"},
    ),
    (
        "a year left out",
        years_down_the_rows,
        "sum-leaves-out",
        "Cash flows",
        {"B12": "=SUM(H2:H6)+B11"},
    ),
    (
        "the factor of the year before",
        years_down_the_rows,
        "inconsistent-row",
        "Cash flows",
        {"H5": "=F5*G4"},
    ),
    ("net debt added", years_down_the_rows, "sign", "Cash flows", {"B14": "=B12+B13"}),
)
"""What is wrong, in which model, the rule that must tell it, and the sheet with its changed cells.

A slip without cells hides the sheet.
"""


def spoilt(slip: tuple[str, Layout, str, str, Mapping[str, Value]]) -> Workbook:
    """The model with one slip."""
    _, layout, _, sheet, cells = slip
    book = layout()
    for cell, value in cells.items():
        book[sheet][cell] = value
    if not cells:
        book[sheet].sheet_state = "hidden"
    return book

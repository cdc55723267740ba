"""Industry groups by SIC code: coarse enough for peers, fine enough to tell a shop from a kitchen.

The ranges follow the major groups of the Standard Industrial Classification Manual (1987), split
where bankers cover the parts apart (drugs from chemicals, software from business services,
restaurants from retail) and joined where they do not.
"""

from __future__ import annotations

from bisect import bisect_right

# (first code of the range, group); a range ends where the next begins.
_GROUPS: tuple[tuple[int, str], ...] = (
    (100, "Agriculture, forestry and fishing"),
    (1000, "Metals and mining"),
    (1200, "Coal"),
    (1300, "Oil and gas"),
    (1400, "Metals and mining"),
    (1500, "Construction and homebuilding"),
    (1800, ""),
    (2000, "Food"),
    (2080, "Beverages"),
    (2090, "Food"),
    (2100, "Tobacco"),
    (2200, "Textiles, apparel and footwear"),
    (2400, "Forest products, paper and packaging"),
    (2500, "Furniture and household goods"),
    (2600, "Forest products, paper and packaging"),
    (2700, "Publishing and printing"),
    (2800, "Chemicals"),
    (2833, "Pharmaceuticals and biotechnology"),
    (2837, "Chemicals"),
    (2840, "Household and personal products"),
    (2850, "Chemicals"),
    (2900, "Oil and gas"),
    (3000, "Rubber and plastics"),
    (3020, "Textiles, apparel and footwear"),
    (3022, "Rubber and plastics"),
    (3100, "Textiles, apparel and footwear"),
    (3200, "Building materials"),
    (3300, "Metals and mining"),
    (3400, "Industrial products and machinery"),
    (3480, "Aerospace and defense"),
    (3490, "Industrial products and machinery"),
    (3570, "Computer hardware and equipment"),
    (3580, "Industrial products and machinery"),
    (3630, "Furniture and household goods"),
    (3640, "Industrial products and machinery"),
    (3650, "Computer hardware and equipment"),
    (3670, "Semiconductors and electronic components"),
    (3680, "Computer hardware and equipment"),
    (3690, "Industrial products and machinery"),
    (3710, "Automobiles and parts"),
    (3720, "Aerospace and defense"),
    (3730, "Transport equipment"),
    (3760, "Aerospace and defense"),
    (3790, "Transport equipment"),
    (3800, "Instruments"),
    (3812, "Aerospace and defense"),
    (3820, "Instruments"),
    (3826, "Medical devices and life science tools"),
    (3827, "Instruments"),
    (3840, "Medical devices and life science tools"),
    (3860, "Instruments"),
    (3900, "Leisure products and other manufacturing"),
    (4000, "Railroads"),
    (4100, "Freight and logistics"),
    (4400, "Shipping and cruise lines"),
    (4500, "Airlines"),
    (4513, "Freight and logistics"),
    (4520, "Airlines"),
    (4600, "Oil and gas"),
    (4700, "Freight and logistics"),
    (4800, "Telecommunications"),
    (4830, "Media and entertainment"),
    (4890, "Telecommunications"),
    (4900, "Utilities"),
    (4950, "Environmental services"),
    (4960, "Utilities"),
    (5000, "Wholesale distribution"),
    (5200, "Retail"),
    (5800, "Restaurants"),
    (5900, "Retail"),
    (6000, "Banks"),
    (6100, "Consumer and mortgage finance"),
    (6199, "Asset management and capital markets"),
    (6300, "Insurance"),
    (6324, "Health care services"),
    (6325, "Insurance"),
    (6500, "Real estate"),
    (6700, "Asset management and capital markets"),
    (6798, "Real estate"),
    (6799, "Asset management and capital markets"),
    (7000, "Hotels and casinos"),
    (7100, ""),
    (7200, "Consumer services"),
    (7300, "Business services"),
    (7370, "Software and internet"),
    (7380, "Business services"),
    (7500, "Consumer services"),
    (7800, "Media and entertainment"),
    (7900, "Leisure and recreation"),
    (8000, "Health care services"),
    (8100, "Business services"),
    (8200, "Education"),
    (8300, "Consumer services"),
    (8700, "Business services"),
    (8731, "Pharmaceuticals and biotechnology"),
    (8732, "Business services"),
    (8900, ""),
)
_STARTS = [start for start, _ in _GROUPS]


def industry(sic: str) -> str:
    """The industry group of a four-digit SIC code; empty when unknown or unclassifiable."""
    if not sic.isdigit():
        return ""
    position = bisect_right(_STARTS, int(sic)) - 1
    return _GROUPS[position][1] if position >= 0 else ""


_SECTORS = {
    "Industrials": (
        "Industrial products and machinery",
        "Aerospace and defense",
        "Transport equipment",
        "Construction and homebuilding",
        "Building materials",
        "Furniture and household goods",
        "Environmental services",
        "Wholesale distribution",
    ),
    "Transport": ("Railroads", "Freight and logistics", "Shipping and cruise lines", "Airlines"),
    "Materials": (
        "Chemicals",
        "Metals and mining",
        "Rubber and plastics",
        "Forest products, paper and packaging",
    ),
    "Consumer goods": (
        "Agriculture, forestry and fishing",
        "Food",
        "Beverages",
        "Tobacco",
        "Household and personal products",
        "Textiles, apparel and footwear",
        "Leisure products and other manufacturing",
        "Automobiles and parts",
    ),
    "Consumer services": (
        "Retail",
        "Restaurants",
        "Hotels and casinos",
        "Leisure and recreation",
        "Consumer services",
        "Education",
    ),
    "Technology": (
        "Computer hardware and equipment",
        "Semiconductors and electronic components",
        "Software and internet",
        "Instruments",
    ),
    "Health care": (
        "Pharmaceuticals and biotechnology",
        "Medical devices and life science tools",
        "Health care services",
    ),
    "Media and telecommunications": (
        "Media and entertainment",
        "Publishing and printing",
        "Telecommunications",
    ),
    "Energy": ("Oil and gas", "Coal"),
    "Utilities": ("Utilities",),
    "Financials": (
        "Banks",
        "Consumer and mortgage finance",
        "Insurance",
        "Asset management and capital markets",
    ),
    "Real estate": ("Real estate",),
}
_SECTOR_OF = {group: sector for sector, groups in _SECTORS.items() for group in groups}


def sector(sic: str) -> str:
    """The sector of a four-digit SIC code's industry group; empty when unknown."""
    return _SECTOR_OF.get(industry(sic), "")

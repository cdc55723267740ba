"""What a tag can only be positive of, by the meaning of its name in the US-GAAP taxonomy.

What is paid and received is tagged as a positive amount; direction is in the name. Names that hold
both directions (``ProceedsFromPaymentsFor``, ``PaymentsForProceedsFrom``, ``IncreaseDecreaseIn``)
and gains and losses may have either sign.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NEVER_NEGATIVE = re.compile(
    r"(?:"
    r"(?:Assets|AssetsCurrent|Liabilities|LiabilitiesCurrent|LiabilitiesAndStockholdersEquity|"
    r"Goodwill|InventoryNet|PropertyPlantAndEquipmentNet|AccountsPayableCurrent|"
    r"CashAndCashEquivalentsAtCarryingValue|"
    r"CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents|CommonStockValue|"
    r"InterestPaidNet|InterestPaid|CapitalExpendituresIncurredButNotYetPaid)"
    r"|RightOfUseAssetObtainedInExchangeFor\w+|NoncashOrPartNoncashAcquisition\w+"
    r"|(?:ProceedsFrom(?!.*Payments)|PaymentsToAcquire(?!.*Proceeds)|PaymentsOf|Repayments?Of|"
    r"EarlyRepaymentOf|PaymentsForRepurchaseOf)\w+"
    r")"
)
_NET = re.compile(r"Net(?:OfCashAcquired)?$|Proceeds.*Repayments|Repayments.*Proceeds|Net")


@lru_cache(maxsize=5_000)
def is_never_negative(concept: str) -> bool:
    """Whether a negative number under the tag is wrong for every company."""
    # A company's own tag is named by the taxonomy's words.
    name = concept.rpartition(":")[2]
    if _NEVER_NEGATIVE.fullmatch(name) is None:
        return False
    if name.startswith(("Proceeds", "Payments", "Repayment")):
        # Net of what went the other way, it may come out below nothing.
        return _NET.search(name) is None
    return True

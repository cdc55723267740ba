"""The same deck, the same bytes: an Office package without traces of when it was written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip entry can name."""


def sealed(content: bytes, as_of: date) -> bytes:
    """The package with every time in it set to the day of its contents, charts' workbooks too."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            data = source.read(part)
            if part.filename.endswith(".xlsx"):
                data = sealed(data, as_of)
            elif part.filename == "docProps/core.xml":
                data = _dated(data, as_of)
            entry = zipfile.ZipInfo(part.filename, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return packed.getvalue()


def _dated(properties: bytes, as_of: date) -> bytes:
    moment = f"{as_of.isoformat()}T00:00:00Z".encode()
    return re.sub(
        rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)",
        lambda match: match[1] + moment + match[3],
        properties,
    )

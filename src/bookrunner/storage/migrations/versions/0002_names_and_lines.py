"""Names that companies are asked for by, reference data, and facts by concept and period."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# As the program made keys when this migration was written; a later change of its rules needs a
# migration of its own.
_LEGAL_FORMS = frozenset(
    [
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "companies",
        "plc",
        "ltd",
        "limited",
        "llc",
        "lp",
        "llp",
        "sa",
        "nv",
        "ag",
        "se",
        "ab",
        "asa",
        "spa",
    ]
)


def upgrade() -> None:
    """Make the new tables and fill them from what is there."""
    op.create_index("facts_by_concept", "facts", ["filing", "concept", "end_on"])
    op.create_table(
        "company_names",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("cik", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        # The filing or the record that says so, whose walls hold; neither for public reference.
        sa.Column("filing", sa.Integer, sa.ForeignKey("filings.id")),
        sa.Column("company", sa.Integer, sa.ForeignKey("companies.id")),
    )
    op.create_index("company_names_by_key", "company_names", ["key"])
    op.create_index("company_names_by_cik", "company_names", ["cik"])
    op.create_index("company_names_by_company", "company_names", ["company"])
    op.create_table(
        "company_references",
        sa.Column("cik", sa.String(10), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("tickers", sa.Text, nullable=False),
        sa.Column("sic", sa.String(4), nullable=False),
        sa.Column("fiscal_year_end", sa.String(7), nullable=False),
        sa.Column("exchange", sa.Text, nullable=False),
    )
    _fill()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("company_references")
    op.drop_table("company_names")
    op.drop_index("facts_by_concept", "facts")


def _fill() -> None:
    connection = op.get_bind()
    filings = connection.execute(
        sa.text("SELECT id, cik, company_name, tickers FROM filings WHERE cik <> ''")
    ).all()
    companies = connection.execute(sa.text("SELECT id, cik, name, tickers FROM companies")).all()
    rows: list[dict[str, str | int | None]] = []
    for number, cik, name, tickers in filings:
        rows += _rows(cik, name, tickers, {"filing": number, "company": None})
    for number, cik, name, tickers in companies:
        rows += _rows(cik, name, tickers, {"filing": None, "company": number})
    if rows:
        connection.execute(
            sa.text(
                "INSERT INTO company_names (cik, kind, key, name, filing, company) "
                "VALUES (:cik, :kind, :key, :name, :filing, :company)"
            ),
            rows,
        )


def _rows(
    cik: str, name: str, tickers: str, owner: dict[str, int | None]
) -> list[dict[str, str | int | None]]:
    rows: list[dict[str, str | int | None]] = []
    if _name_key(name):
        rows.append({"cik": cik, "kind": "name", "key": _name_key(name), "name": name, **owner})
    for ticker in tickers.splitlines():
        key = re.sub(r"[\s./\-]+", "-", ticker.strip().upper())
        rows.append({"cik": cik, "kind": "ticker", "key": key, "name": ticker, **owner})
    return rows


def _name_key(name: str) -> str:
    text = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = re.sub(r"[/\\][a-z]{2,3}[/\\]?\s*$", " ", text).replace("&", " and ")
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’.]", "", text)).split()
    while len(words) > 1 and (words[-1] in _LEGAL_FORMS or words[-1] == "and"):
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)

from __future__ import annotations

from bookrunner.operations import (
    asking_shapes,
    audit_log_shapes,
    auditing_shapes,
    backtest_shapes,
    briefing_shapes,
    buyers_shapes,
    calendars_shapes,
    comparing_shapes,
    deal_shapes,
    debt_shapes,
    documents_shapes,
    events_shapes,
    fetching_shapes,
    importing_shapes,
    linting_shapes,
    models_shapes,
    parsing_shapes,
    quality_shapes,
    reading_shapes,
    refreshing_shapes,
    releasing_shapes,
    requests,
    responses,
    screens_shapes,
    searching_shapes,
    segments_shapes,
    serving_shapes,
    shares_shapes,
    stale_shapes,
    tape_shapes,
    templates_shapes,
    watching_shapes,
)
from bookrunner.operations.operation import (
    ADMINISTRATOR,
    CONTROL_ROOM,
    REVIEWER,
    Effect,
    Need,
    Operation,
)
from bookrunner.operations.table_access import ACCESS

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "sample",
        "Name a company of the sample for each type of pitch.",
        Need.SETTINGS,
        requests.SampleRequest,
        responses.SampleTypes,
        "bookrunner.operations.books:sample",
        "Each stands for `bookrunner pitch COMPANY --type TYPE --out DIR` without further input.",
    ),
    Operation(
        "demo",
        "Write a sourced pitch book from the built-in sample.",
        Need.RECORDS,
        requests.DemoRequest,
        responses.Book,
        "bookrunner.operations.books:demo",
        "Writes pitch.xlsx, pitch.pptx and ledger.json for The Home Depot; needs no network.",
        effect=Effect.WRITES,
        long=True,
    ),
    Operation(
        "ingest",
        "Read filings into the records.",
        Need.RECORDS,
        requests.IngestRequest,
        responses.Ingested,
        "bookrunner.operations.ingesting:ingested",
        "Each filing is kept whole or not at all. Ingesting it again changes nothing; a run that "
        "was stopped goes on where it stopped.",
        effect=Effect.WRITES,
        long=True,
    ),
    Operation(
        "fetch",
        "Fetch filings from EDGAR and read them into the records.",
        Need.RECORDS,
        fetching_shapes.FetchRequest,
        fetching_shapes.Fetched,
        "bookrunner.operations.fetching:fetched",
        "BOOKRUNNER_EDGAR_AGENT must name who asks. At most eight requests a second leave the "
        "machine; a run that was stopped goes on where it stopped.",
        effect=Effect.WRITES,
        long=True,
    ),
    Operation(
        "watch",
        "Tell of new filings on EDGAR or in a folder, each once.",
        Need.RECORDS,
        watching_shapes.WatchRequest,
        watching_shapes.Watched,
        "bookrunner.operations.watching:watched",
        "Reads the feed of latest filings back to where the last pass stopped, then the daily "
        "indexes for what the feed did not show, pass after pass until it is stopped; --once ends "
        "after one. Whatever ends it, the next pass goes on and tells nothing twice. An amendment "
        "says what it overrides. docs/methods/feeds.md says how.",
        effect=Effect.WRITES,
        remote=False,
    ),
    Operation(
        "alerts",
        "List the filings that the watch told of, in order.",
        Need.RECORDS,
        watching_shapes.AlertsRequest,
        watching_shapes.Alerts,
        "bookrunner.operations.watching:alerts",
        items="alerts",
    ),
    Operation(
        "import",
        "Import a table of prices, estimates, curves, plans or deals.",
        Need.RECORDS,
        importing_shapes.ImportRequest,
        importing_shapes.TableImported,
        "bookrunner.operations.importing:imported",
        "Each value is kept with the cell it stands in. --template writes a table to fill; --map "
        "and --set fit a table that is laid out otherwise.",
        effect=Effect.WRITES,
    ),
    Operation(
        "imported",
        "Show what was imported, each row with its file and cell.",
        Need.RECORDS,
        importing_shapes.ImportedRequest,
        importing_shapes.Brought,
        "bookrunner.operations.importing:brought",
        items="rows",
    ),
    Operation(
        "parse",
        "Read one filing and show its sections, tables and tagged facts.",
        Need.SETTINGS,
        parsing_shapes.ParseRequest,
        parsing_shapes.Parsed,
        "bookrunner.operations.parsing:parsed",
        "Nothing is kept. Spans count characters of the text that `bookrunner text` prints; "
        "docs/methods/parsing.md says what each field means.",
    ),
    Operation(
        "text",
        "Print the words of one filing, in which all spans count.",
        Need.SETTINGS,
        parsing_shapes.TextRequest,
        parsing_shapes.CanonicalText,
        "bookrunner.operations.parsing:canonical_text",
        "In UTF-8, with nothing before or after the text and its line ends as they are.",
    ),
    Operation(
        "deal",
        "Show the terms of the deal that a document states.",
        Need.SETTINGS,
        deal_shapes.DealRequest,
        deal_shapes.StatedDeal,
        "bookrunner.operations.deals:stated",
        "Each term stands with the words that state it; a term that is not stated is absent, and "
        "one that is stated with two values is shown twice with a finding.",
    ),
    Operation(
        "events",
        "Tell what happened, from 8-Ks and other forms.",
        Need.RECORDS,
        events_shapes.EventsRequest,
        events_shapes.EventsTold,
        "bookrunner.operations.events:told",
        "Each event stands with its weight from 1 to 5, what drove it and the words that tell it, "
        "in the order of acceptance; an amendment says what it overrides. With --json the answer "
        "is the list of events.",
        items="events",
    ),
    Operation(
        "tape",
        "Show deals with their terms and revisions, from filings.",
        Need.RECORDS,
        tape_shapes.TapeRequest,
        tape_shapes.Tape,
        "bookrunner.operations.tape:told",
        "Equity, debt and M&A: documents of one transaction stand as one deal, each term with the "
        "document and words that state it last, and what a later document states otherwise.",
        items="deals",
    ),
    Operation(
        "calendar",
        "Show days ahead: pricings, lock-ups, shelves, maturities, blackouts.",
        Need.RECORDS,
        calendars_shapes.CalendarRequest,
        calendars_shapes.CalendarTold,
        "bookrunner.operations.calendars:told",
        "Each day stands with its formula and the words or figures that prove it; what the filings "
        "do not date is listed with the reason. Blackouts are assumptions. docs/methods/"
        "calendars.md has the rules.",
        long=True,
    ),
    Operation(
        "brief",
        "Write the morning brief: one page, each line with its proof.",
        Need.RECORDS,
        briefing_shapes.BriefRequest,
        briefing_shapes.BriefTold,
        "bookrunner.operations.briefing:told",
        "What was filed by the companies of a list, deals, and levels of the market, the "
        "weightiest first; what does not fit is counted. Nothing from behind a wall stands on it. "
        "docs/methods/brief.md says how lines are chosen.",
    ),
    Operation(
        "companies",
        "List the companies that are known.",
        Need.RECORDS,
        requests.CompaniesRequest,
        responses.Companies,
        "bookrunner.operations.filings:companies",
        items="companies",
    ),
    Operation(
        "filings",
        "List the filings that are kept, newest first.",
        Need.RECORDS,
        reading_shapes.FilingsRequest,
        reading_shapes.FilingRows,
        "bookrunner.operations.reading:filings",
        items="filings",
    ),
    Operation(
        "read",
        "Read a stretch of a kept document, with its tables.",
        Need.RECORDS,
        reading_shapes.ReadRequest,
        reading_shapes.Reading,
        "bookrunner.operations.reading:read",
        "Spans count characters of the whole document, as citations do.",
    ),
    Operation(
        "facts",
        "Show a line of a period, or a company's numbers as tagged.",
        Need.RECORDS,
        requests.FactsRequest,
        responses.FactsAnswer,
        "bookrunner.operations.lines:answered",
        "A line that no report holds is answered with the value null and findings that say why, "
        "with exit code 0; an unknown company, line or way to write a period is an error. A batch "
        "ends with 0 whatever its rows; a row without an answer holds its error.",
    ),
    Operation(
        "statements",
        "Show a company's standardised statements.",
        Need.RECORDS,
        requests.StatementsRequest,
        responses.StatementsAnswer,
        "bookrunner.operations.statements:answered",
        "Each number is one that was reported or a formula over such; with --json each carries "
        "the id that `bookrunner why` takes.",
    ),
    Operation(
        "shares",
        "Show shares by class and awards by tranche, diluted at a price.",
        Need.RECORDS,
        shares_shapes.SharesRequest,
        shares_shapes.Shares,
        "bookrunner.operations.shares:answered",
        "Options and warrants dilute by the treasury-stock method, tranche by tranche, restricted "
        "and performance units in full, convertibles above their conversion price; "
        "docs/methods/shares.md has the formulas.",
    ),
    Operation(
        "segments",
        "Show revenue and profit by segment, product and geography.",
        Need.RECORDS,
        segments_shapes.SegmentsRequest,
        segments_shapes.Segments,
        "bookrunner.operations.segments:answered",
        "Each breakdown is of one report and says whether it adds up to the company's number.",
    ),
    Operation(
        "debt",
        "Show a company's debt, tranche by tranche.",
        Need.RECORDS,
        debt_shapes.DebtRequest,
        debt_shapes.DebtAnswer,
        "bookrunner.operations.debt:debt",
        "Read from the debt note of its newest report that breaks its debt down. The tranches foot "
        "to the balance sheet, or the answer says what does not.",
    ),
    Operation(
        "quality",
        "Say what is doubtful in a company's numbers, filing by filing.",
        Need.RECORDS,
        quality_shapes.QualityRequest,
        quality_shapes.Quality,
        "bookrunner.operations.quality:examined",
        "Tags against tables, sums, signs and scales, one report against another, and the records "
        "against the files as received. docs/methods/quality.md lists the rules.",
    ),
    Operation(
        "comps",
        "Show trading comparables.",
        Need.RECORDS,
        requests.CompsRequest,
        responses.Valuation,
        "bookrunner.operations.valuations:comparables",
    ),
    Operation(
        "dcf",
        "Show a discounted cash flow valuation.",
        Need.RECORDS,
        requests.DcfRequest,
        responses.Valuation,
        "bookrunner.operations.valuations:discounted",
    ),
    Operation(
        "pitch",
        "Write a pitch book: workbook, deck and ledger.",
        Need.RECORDS,
        requests.PitchRequest,
        responses.Book,
        "bookrunner.operations.books:pitched",
        "Workbook, deck and ledger are compared number by number; where they differ nothing is "
        "released. A book is a draft until each of its assumptions has an owner: "
        "--write-assumptions lists those that have none, --assumptions takes the list back, and "
        "--checked then writes the book as checked.",
        effect=Effect.WRITES,
        long=True,
    ),
    Operation(
        "document",
        "Write a profile, teaser, letter, outline or data pack.",
        Need.RECORDS,
        documents_shapes.DocumentRequest,
        documents_shapes.Document,
        "bookrunner.operations.documents:documented",
        "Each number of the pages has its cell in the data pack beside them; pages, data pack and "
        "ledger are compared number by number, and where they differ nothing is released. "
        "docs/methods/documents.md says what each kind holds.",
        effect=Effect.WRITES,
        long=True,
    ),
    Operation(
        "refresh",
        "List what is stale in a written book, and change only that.",
        Need.RECORDS,
        refreshing_shapes.RefreshRequest,
        refreshing_shapes.RefreshAnswer,
        "bookrunner.operations.refreshing:refreshed",
        "The book is valued again by its own request, with what the records hold now. Without "
        "--apply nothing is written. With it each stale number changes where it stands, in words, "
        "tables, charts, the workbooks behind them, cells and comments; every other part of the "
        "files stays byte for byte, and so does what a person changed by hand. "
        "docs/methods/refresh.md says how.",
        effect=Effect.WRITES,
        long=True,
    ),
    Operation(
        "stale",
        "List the written books that the records no longer bear out.",
        Need.RECORDS,
        stale_shapes.StaleRequest,
        stale_shapes.StaleAnswer,
        "bookrunner.operations.stale:stale",
        "Every book that was written from this home is valued again by its own request; each that "
        "changed stands with what changed, every number it changes, and the `bookrunner refresh` "
        "that would mend it. Nothing is written.",
        long=True,
    ),
    Operation(
        "redline",
        "Say what differs between two versions of a workbook or a deck.",
        Need.SETTINGS,
        refreshing_shapes.RedlineRequest,
        refreshing_shapes.RedlineAnswer,
        "bookrunner.operations.refreshing:redlined",
        "Numbers, formulas and words; sheets, rows and slides that were added, removed or moved. "
        "Anybody's files, read from the files alone.",
    ),
    Operation(
        "diff",
        "Say what changed between two filings, what matters first.",
        Need.SETTINGS,
        comparing_shapes.DiffRequest,
        comparing_shapes.FilingDiff,
        "bookrunner.operations.comparing:diffed",
        "Passages added, removed, reworded and moved, with the words struck and added and numbers "
        "compared as figures. Markup, page numbers and running heads are no change; dates that "
        "only went on come last. docs/methods/filing_diff.md says how.",
    ),
    Operation(
        "review",
        "Put a second person's name to a checked book.",
        Need.SETTINGS,
        releasing_shapes.ReviewRequest,
        releasing_shapes.Signed,
        "bookrunner.operations.releasing:reviewed",
        "The reviewer is another person than the maker, and the files are still those that were "
        "checked. The watermark goes; nothing else changes.",
        effect=Effect.WRITES,
        roles=frozenset({REVIEWER}),
    ),
    Operation(
        "release",
        "Write the locked copy of a reviewed book.",
        Need.SETTINGS,
        releasing_shapes.ReleaseRequest,
        releasing_shapes.Signed,
        "bookrunner.operations.releasing:released",
        "Refused, with every reason named, over a number that differs or has no source, a file "
        "edited since its review, a default without an owner, a fault of layout, something hidden "
        "or linked, or a price too old. docs/guides/release.md says what the copy holds.",
        effect=Effect.WRITES,
        long=True,
    ),
    Operation(
        "verify",
        "Say whether a released copy is as it was released.",
        Need.SETTINGS,
        releasing_shapes.VerifyRequest,
        releasing_shapes.Verification,
        "bookrunner.operations.releasing:verified",
        "Every hash is worked out anew. Exit code 8 when something was changed, is gone or was "
        "added.",
    ),
    Operation(
        "audit",
        "Say what is wrong in a workbook, cell by cell.",
        Need.SETTINGS,
        auditing_shapes.AuditRequest,
        auditing_shapes.Audited,
        "bookrunner.operations.auditing:audited",
        "Any workbook, ours or a stranger's, read from the file alone: numbers typed in formulas, "
        "rows that change their formula, broken ties, signs and periods, what is hidden. "
        "docs/methods/model_audit.md lists the rules.",
    ),
    Operation(
        "lint",
        "Say what is wrong in a deck, slide by slide.",
        Need.SETTINGS,
        linting_shapes.LintRequest,
        linting_shapes.Linted,
        "bookrunner.operations.linting:linted",
        "Any deck, ours or a stranger's, read from the file alone: layout, fonts and colours off "
        "the theme, leftover words, missing sources, titles that the exhibit denies, one figure "
        "with two values, promises, links outwards. docs/methods/deck_lint.md lists the rules.",
    ),
    Operation(
        "template",
        "Say what a PowerPoint file can serve for as a template.",
        Need.SETTINGS,
        templates_shapes.TemplateRequest,
        templates_shapes.TemplateChecked,
        "bookrunner.operations.templates:checked",
        "Each kind of page that decks have is made with it and looked at. Layouts are told by "
        "their placeholders, not by names; `pitch --template` takes the file.",
        long=True,
    ),
    Operation(
        "ask",
        "Answer a question with a figure or the words that say it, cited.",
        Need.RECORDS,
        asking_shapes.AskRequest,
        asking_shapes.AskAnswer,
        "bookrunner.operations.asking:ask",
        "Questions about numbers of statements are computed from tagged facts, else from the "
        "statements as printed; others get the passages that say it. What these documents do not "
        "say is not answered; docs/methods/answers.md says how.",
    ),
    Operation(
        "search",
        "Find the passages that answer a question.",
        Need.RECORDS,
        searching_shapes.SearchRequest,
        searching_shapes.SearchAnswer,
        "bookrunner.operations.searching:found",
        "Companies, periods, forms, statements and line items in the question choose the documents "
        "and pages; docs/methods/search.md says how. Filings that are not indexed yet are indexed "
        "first. A batch ends with 0 whatever its rows; a row without an answer holds its error.",
    ),
    Operation(
        "index",
        "Index the filings that are kept, for `search`.",
        Need.RECORDS,
        searching_shapes.IndexRequest,
        searching_shapes.IndexAnswer,
        "bookrunner.operations.searching:index",
        "`search` does so by itself; a large store is better indexed before. What is indexed is "
        "not touched; a run that was stopped goes on where it stopped.",
        effect=Effect.WRITES,
        long=True,
    ),
    Operation(
        "screen",
        "Find companies to call, each with what speaks for it.",
        Need.RECORDS,
        screens_shapes.ScreenRequest,
        screens_shapes.ScreenAnswer,
        "bookrunner.operations.screens:answered",
        "Who lacks what a screen needs is listed as not assessed. A screen is a short file: --copy "
        "writes one to change, which is then run by its path. docs/methods/screens.md says how "
        "names are ranked, docs/methods/features.md what each feature is.",
    ),
    Operation(
        "buyers",
        "List who could buy a company, with reasons and means.",
        Need.RECORDS,
        buyers_shapes.BuyersRequest,
        buyers_shapes.BuyersAnswer,
        "bookrunner.operations.buyers:listed",
        "Companies by what their reports say they do and by industry, sponsors as imported, in "
        "three tiers; what is not told is not assessed and never low, and names that may not be "
        "called stand last with the reason. The score is not shown to work: no back-test exists.",
        long=True,
    ),
    Operation(
        "backtest",
        "Test a screen on the past, or say why it cannot be.",
        Need.RECORDS,
        backtest_shapes.BacktestRequest,
        backtest_shapes.BacktestAnswer,
        "bookrunner.operations.backtests:tested",
        "By years with an embargo, against chance and the best single rule, with intervals. The "
        "screen's page shows the result of the last test of the same file. "
        "docs/methods/backtests.md says what counts as shown.",
        long=True,
    ),
    Operation(
        "why",
        "Show where a number comes from, down to the words in the filing.",
        Need.RECORDS,
        requests.WhyRequest,
        responses.Why,
        "bookrunner.operations.reasons:why",
    ),
    Operation(
        "serve",
        "Serve the workbench and the API from this machine.",
        Need.RECORDS,
        serving_shapes.ServeRequest,
        serving_shapes.Served,
        "bookrunner.server:serve",
        "Listens at http://127.0.0.1:8400 until Ctrl+C; needs the extra `serve`. Beyond this "
        "machine it listens only where sign-in is configured.",
        remote=False,
    ),
    Operation(
        "mcp",
        "Offer the operations as MCP tools over standard input.",
        Need.RECORDS,
        serving_shapes.McpRequest,
        serving_shapes.Served,
        "bookrunner.server:speak",
        "For the program that starts it, such as an assistant; needs the extra `serve`. "
        "docs/guides/mcp.md says how to connect common clients.",
        remote=False,
    ),
    Operation(
        "models",
        "List the language models that may be asked, and for which data.",
        Need.SETTINGS,
        models_shapes.ModelsRequest,
        models_shapes.Models,
        "bookrunner.operations.models:listed",
        "None is needed, and none is asked unless BOOKRUNNER_MODELS names a file of them.",
        roles=frozenset({ADMINISTRATOR}),
    ),
    Operation(
        "audit-log",
        "Show what was done, or prove that nobody changed the record.",
        Need.SETTINGS,
        audit_log_shapes.AuditLogRequest,
        audit_log_shapes.AuditLogAnswer,
        "bookrunner.operations.audit_logs:looked_at",
        "`verify` looks at the whole log and names the first entry that is not right. A rollback "
        "shows only against checkpoints kept outside: BOOKRUNNER_AUDIT_COPY, or --copy. "
        "docs/guides/audit-log.md says what is proven against whom.",
        roles=frozenset({CONTROL_ROOM, ADMINISTRATOR}),
        items="actions",
    ),
    Operation(
        "audit-copy",
        "Write the audit log's entries to a file of JSON lines.",
        Need.SETTINGS,
        audit_log_shapes.AuditExportRequest,
        audit_log_shapes.AuditExported,
        "bookrunner.operations.audit_logs:exported",
        "As they are written, without those behind walls you are not inside of.",
        effect=Effect.WRITES,
        roles=frozenset({CONTROL_ROOM, ADMINISTRATOR}),
    ),
    Operation(
        "audit-sign",
        "Sign the audit log as it stands; --rotate takes a new key.",
        Need.SETTINGS,
        audit_log_shapes.AuditSignRequest,
        audit_log_shapes.AuditSigned,
        "bookrunner.operations.audit_logs:signed",
        "The old key vouches for the new one in an entry of the log.",
        effect=Effect.WRITES,
        remote=False,
        roles=frozenset({ADMINISTRATOR}),
    ),
    *ACCESS,
    Operation(
        "doctor",
        "Say what is configured, what is missing and what it would add.",
        Need.SETTINGS,
        requests.DoctorRequest,
        responses.Doctor,
        "bookrunner.operations.doctor:examined",
        roles=frozenset({ADMINISTRATOR}),
    ),
)

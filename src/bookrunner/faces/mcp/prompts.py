"""The common workflows as prompts: which tools to ask in which order, and what not to make up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import mcp_types as types

from bookrunner.figures import NotFound, Unusable

_RULE = (
    "Take every number from a tool's answer, with its id or its citation; compute nothing "
    "yourself, and say what is missing instead of filling it in."
)


@dataclass(frozen=True)
class Workflow:
    """One prompt."""

    name: str
    description: str
    arguments: Mapping[str, str]
    """By name; every one is required."""
    words: str


WORKFLOWS: tuple[Workflow, ...] = (
    Workflow(
        "target-list",
        "Whom to call, and why now.",
        {"screen": "A screen's name, such as refinancing; the tool `screen` lists them."},
        "Run the tool `screen` with the name {screen}. For the ten names that rank first tell "
        "rank, drivers with their figures, what speaks against it and what is missing, and how the "
        "screen did in its test, or that it is not shown to work. " + _RULE,
    ),
    Workflow(
        "pitch-preparation",
        "A sourced pitch book for a company.",
        {
            "company": "A ticker, a CIK or a name.",
            "type": "sell-side, buy-side, ipo, follow-on, convertible, refinancing, new-issue or "
            "general.",
        },
        "Prepare a {type} pitch for {company}. Look at `statements`, `debt` and `quality` first "
        "and tell what is doubtful. Propose peers from the company's industry with `companies`. "
        "Then run `pitch`, and tell its headline, its findings and the assumptions that have no "
        "owner yet. " + _RULE,
    ),
    Workflow(
        "morning-brief",
        "What happened since a day, by what it means for a mandate.",
        {"since": "A day as YYYY-MM-DD."},
        "Run `events`, `tape` and `alerts` since {since}. Tell what happened, the weightiest "
        "first, each line with its accession and the words that prove it. " + _RULE,
    ),
    Workflow(
        "ask-with-proof",
        "An answer with its proof beside it.",
        {"question": "A question about a company's filings or numbers."},
        "Run `ask` with: {question}\nTell the answer with the formula and the words that say it. "
        "Where it abstains, say so and give its reason. " + _RULE,
    ),
)


def listed() -> list[types.Prompt]:
    """The prompts."""
    return [
        types.Prompt(
            name=one.name,
            description=one.description,
            arguments=[
                types.PromptArgument(name=name, description=words, required=True)
                for name, words in one.arguments.items()
            ],
        )
        for one in WORKFLOWS
    ]


def written(name: str, given: Mapping[str, str]) -> types.GetPromptResult:
    """The prompt with its arguments in place.

    Raises:
        NotFound: There is no such prompt.
        Unusable: An argument is missing.
    """
    found = next((one for one in WORKFLOWS if one.name == name), None)
    if found is None:
        raise NotFound("prompt", name, near=[one.name for one in WORKFLOWS][:2])
    missing = [argument for argument in found.arguments if not given.get(argument)]
    if missing:
        raise Unusable(f"the prompt {name} needs {', '.join(missing)}")
    words = found.words.format(**{argument: given[argument] for argument in found.arguments})
    message = types.PromptMessage(role="user", content=types.TextContent(text=words))
    return types.GetPromptResult(description=found.description, messages=[message])

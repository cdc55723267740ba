"""A deck's messages in a model's words, as far as each says what the template says.

The model gets the sentences of the executive summary and the titles of pages with slots where
figures stand, and never a figure. It gives sentences with the same slots back. Each is checked
against its template; one that departs from it is not used, and the figures that are put into one
that holds are the deck's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bookrunner.figures import BookrunnerError, Finding, Severity
from bookrunner.llm import (
    Classification,
    Finish,
    Gateway,
    Message,
    NoModelConfigured,
    Prompt,
    Request,
    Role,
    prompt,
)
from bookrunner.office import Bullets, Deck, Line, Shown, Slide, SlideKind
from bookrunner.pitch.deck_pages import SUMMARY_SLIDE, pitch_deck
from bookrunner.pitch.deck_pieces import short_name
from bookrunner.pitch.messages_checked import wrong_wording
from bookrunner.pitch.valued import Valued

_PURPOSE = "pitch.narrate"
_TOKENS_MAX = 4_000
_SLOT = re.compile(r"(\{\d+\})")
_SLOT_LIKE = re.compile(r"\{\d*\}")


@dataclass(frozen=True)
class Narrative:
    """Which messages stand in other words, and what was asked for them."""

    wordings: Mapping[str, str]
    """By the message as a pattern, the wording that holds."""
    refused: Mapping[str, str]
    """By the message, why what the model wrote is not used."""
    model: str
    prompt: str
    """Name, version and SHA-256."""
    findings: Sequence[Finding] = ()

    def as_json(self) -> dict[str, Any]:
        """As the ledger keeps it."""
        return {
            "model": self.model,
            "prompt": self.prompt,
            "wordings": dict(self.wordings),
            "refused": dict(self.refused),
        }


def narrated(valued: Valued, gateway: Gateway, *, inside_a_wall: bool) -> Narrative:
    """What of a deck's messages a model words otherwise, each held to its template.

    Where no model answers, or one may not be sent this, all templates stay, with a finding.

    Args:
        inside_a_wall: Whether who asks sees behind a wall, so that a message may tell of a deal.

    Raises:
        NoModelConfigured: None is set up.
    """
    deck = pitch_deck(valued)
    used = prompt("bookrunner.pitch", "messages")
    name = f"{used.name} v{used.version} {used.digest}"
    asked = {f"s{at}": text for at, text in enumerate(_messages(deck), start=1)}
    if not asked:
        return Narrative({}, {}, "", name)
    guarded = classification(valued, deck, inside_a_wall=inside_a_wall)
    try:
        reply = gateway.complete(_request(used, asked, guarded))
        told = _object(reply.text) if reply.finish is Finish.COMPLETE else None
    except NoModelConfigured:
        raise
    except BookrunnerError as error:
        return Narrative({}, {}, "", name, [_kept(f"no model wrote the messages: {error}")])
    if told is None:
        whole = "what the model wrote is no whole JSON object; the templates stay"
        return Narrative({}, {}, reply.model, name, [_kept(whole)])
    wordings, refused = _judged(asked, told, names(valued))
    findings = [_kept(f"{len(wordings)} of {len(asked)} messages stand in words of {reply.model}")]
    findings += [
        _kept(f"the template stays, since of the model's wording {why}", message)
        for message, why in refused.items()
    ]
    return Narrative(wordings, refused, reply.model, name, findings)


def retold(deck: Deck, wordings: Mapping[str, str]) -> Deck:
    """The deck with its messages in those words, each figure in its slot."""
    slides = [
        replace(
            slide,
            title=_worded(slide.title, wordings),
            blocks=[
                (region, replace(block, lines=[_worded(one, wordings) for one in block.lines]))
                if at == SUMMARY_SLIDE and isinstance(block, Bullets)
                else (region, block)
                for region, block in slide.blocks
            ],
        )
        if slide.kind is SlideKind.BODY
        else slide
        for at, slide in enumerate(deck.slides, start=1)
    ]
    return replace(deck, slides=slides)


def unused(narrative: Narrative) -> Narrative:
    """The narrative of a deck that could not hold its wordings: none of them is used."""
    told = _kept("the wordings do not fit on their pages; all templates stay")
    held = dict.fromkeys(narrative.wordings, "the deck cannot hold it")
    return replace(
        narrative,
        wordings={},
        refused={**narrative.refused, **held},
        findings=(*narrative.findings, told),
    )


def kept_narrative(held: Any) -> Narrative | None:  # noqa: ANN401 - JSON
    """What a ledger keeps of a narrative, without wordings that do not hold to their message."""
    if not isinstance(held, dict) or not isinstance(held.get("wordings"), dict):
        return None
    wordings = {
        message: wording
        for message, wording in held["wordings"].items()
        if isinstance(wording, str) and wrong_wording(message, wording) is None
    }
    return Narrative(wordings, {}, str(held.get("model", "")), str(held.get("prompt", "")))


def classification(valued: Valued, deck: Deck, *, inside_a_wall: bool) -> Classification:
    """How guarded the messages are.

    That a bank pitches to a company is confidential. A purchase, a company that is not listed, and
    whatever rests on something behind a wall are of a deal.
    """
    walls = {wall for slide in deck.slides for line in _lines(slide, SUMMARY_SLIDE)
             for one in line if isinstance(one, Shown) for wall in one.figure.walls}  # fmt: skip
    is_deal = valued.inputs.buying is not None or not valued.inputs.target.is_listed
    if inside_a_wall or walls or is_deal:
        return Classification.RESTRICTED
    return Classification.CONFIDENTIAL


def names(valued: Valued) -> Sequence[str]:
    """The companies that a deck may name, as it names them."""
    found = [
        name
        for company in valued.inputs.companies
        for name in (company.label, short_name(company.name), company.name)
    ]
    return tuple(dict.fromkeys(found))


def pattern(line: Line) -> str:
    """The line with a slot for each figure, in order: ``HD trades at {1} LTM EBITDA``."""
    count, text = 0, ""
    for piece in line:
        if isinstance(piece, Shown):
            count += 1
            text += f"{{{count}}}"
        else:
            text += piece
    return text


def _messages(deck: Deck) -> Sequence[str]:
    lines = [
        line
        for at, slide in enumerate(deck.slides, start=1)
        if slide.kind is SlideKind.BODY
        for line in _lines(slide, at)
        if any(isinstance(piece, Shown) for piece in line)
        # Braces of a name would be taken for slots.
        and not any(isinstance(piece, str) and _SLOT_LIKE.search(piece) for piece in line)
    ]
    return list(dict.fromkeys(pattern(line) for line in lines))


def _lines(slide: Slide, at: int) -> Sequence[Line]:
    bullets = [block for _, block in slide.blocks if isinstance(block, Bullets)]
    summary = [line for block in bullets for line in block.lines] if at == SUMMARY_SLIDE else []
    return [slide.title, *summary]


def _request(used: Prompt, asked: Mapping[str, str], guarded: Classification) -> Request:
    schema = {
        "type": "object",
        "properties": {key: {"type": "string"} for key in asked},
        "required": list(asked),
        "additionalProperties": False,
    }
    return Request(
        purpose=_PURPOSE,
        messages=(
            Message(Role.SYSTEM, used.filled()),
            Message(Role.USER, json.dumps(asked, ensure_ascii=True, indent=1)),
        ),
        classification=guarded,
        max_tokens=_TOKENS_MAX,
        schema=schema,
    )


def _object(text: str) -> Mapping[str, Any] | None:
    """The JSON object of a reply, also where it stands in a fence."""
    opened, closed = text.find("{"), text.rfind("}")
    try:
        told = json.loads(text[opened : closed + 1])
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _judged(
    asked: Mapping[str, str], told: Mapping[str, Any], known: Sequence[str]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    wordings: dict[str, str] = {}
    refused: dict[str, str] = {}
    for key, message in asked.items():
        said = told.get(key)
        if not isinstance(said, str):
            refused[message] = "there is none"
            continue
        wording = ended_alike(message, said)
        if wording == message:
            continue
        if wrong := wrong_wording(message, wording, known):
            refused[message] = wrong.why
        else:
            wordings[message] = wording
    return wordings, refused


def ended_alike(message: str, wording: str) -> str:
    """The wording on one line, with a full stop only where the message has one."""
    text = re.sub(r"[ \t]+", " ", wording).strip()
    return text.removesuffix(".") if not message.endswith(".") else text


def _worded(line: Line, wordings: Mapping[str, str]) -> Line:
    wording = wordings.get(pattern(line))
    if wording is None:
        return line
    shown = [piece for piece in line if isinstance(piece, Shown)]
    pieces = [one for one in _SLOT.split(wording) if one]
    return tuple(shown[int(one[1:-1]) - 1] if _SLOT.fullmatch(one) else one for one in pieces)


def _kept(why: str, message: str = "") -> Finding:
    return Finding("pitch.narrative", why, Severity.NOTE, message)

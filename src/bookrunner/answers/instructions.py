"""Lines in a document that speak to a program instead of saying something about a company.

They are data like all else and are quoted as such, but they are evidence of nothing and are not put
before a model. The list catches what is plain; whatever it misses still meets the checks of what a
model writes, which do not rely on it.
"""

from __future__ import annotations

import re
import unicodedata

_INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|direction|"
    r"guideline|previous|above|prior|earlier|everything|evidence|passage|check)"
    r"|\bsystem\s*:|\btell\s+the\s+(?:reader|user)\b|\b(?:cite|repeat|output|print)\s+(?:this|these|the)"
    r"\s+(?:line|sentence|passage|text|words|link|tag|following)\b"
    r"|^[\W\d]*(?:system|assistant|user|developer|tool|instructions?)\s*(?:message|prompt)?\s*[:>\]]"
    r"|<\|?/?(?:im_start|im_end|system|assistant|user|tool|endoftext|inst)\b|\[/?INST\]|<</?SYS>>"
    r"|\b(?:language\s+model|\bAI\b|chat\s?bot|assistant|LLM|\bGPT\b)\b.{0,60}\b(?:must|should|shall|"
    r"please|reading|answer|respond|reply|instruct|say|state|write|output|tell|ignore|is\s+to)\b"
    r"|\b(?:you|your)\b.{0,30}\b(?:must|should|shall|are\s+now|are\s+to|will\s+now|task|role|"
    r"instructions?|answer|response|reply|output|summary)\b.{0,60}"
    r"\b(?:answer|respond|reply|output|say|state|write|print|reveal|append|include|repeat|call|"
    r"act|pretend|cite|tell|instead|only|as\s+an?)\b"
    r"|\b(?:reveal|print|output|repeat|show|leak|disclose|append|list)\b.{0,30}\b(?:system\s+prompt|"
    r"your\s+(?:prompt|instructions)|the\s+prompt|hidden|other\s+documents?|walled?|secrets?|"
    r"confidential\s+documents?|api\s+keys?|passwords?)\b"
    r"|^[\W\d]*(?:please\s+)?(?:cite|quote|output|print|reveal|repeat|append|obey|pretend)\s+(?:this|"
    r"these|the|your|all|it|every|only|nothing)\b"
    r"|^[\W\d]*(?:please\s+)?(?:say|state|answer|respond|reply|write|report|tell|output|print|include|"
    r"append|add|insert|call|invoke|run|execute|use|cite|claim|pretend|act|change|replace|set)\b"
    r".{0,20}\b(?:that|with|only|as|to|the\s+(?:tool|function|user|reader|answer|following|"
    r"figure|number|revenue|image|link)|this\s+(?:link|image)|in\s+your|function|tool|there\s+is"
    r"\s+no)\b"
    r"|\b(?:tool_call|function_call|tool_use|<tool|<function|\{\s*\"(?:tool|function|name)\"\s*:)"
    r"|\bnew\s+instructions?\b|\bend\s+of\s+(?:document|context|passages?)\b.{0,20}\b(?:now|new|begin)"
    r"|\b(?:ignorez|ignora|ignoriere|ignoriert|ignore[zs]?\s+les|vergiss|olvida|oubliez|"
    r"ignorieren)\b|忽略|無視|무시|игнорируй|تجاهل",
    re.I | re.S,
)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\t")


def reads_as_instruction(sentence: str) -> bool:
    """Whether a sentence speaks to whoever reads the document for somebody else."""
    return _INSTRUCTION.search(visible_letters(sentence)) is not None


def visible_letters(text: str) -> str:
    """The text as a reader sees it: no marks without width, wide letters as plain ones."""
    shown = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", shown)


def without_instructions(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with blanks for lines that hold an instruction, and these lines.

    The line after one that ends in a colon goes with it: what is to be said stands there.
    """
    kept: list[str] = []
    found: list[str] = []
    follows = False
    for line in text.split("\n"):
        whole = visible_letters(line)
        taken = bool(whole.strip()) and (
            follows
            or reads_as_instruction(whole)
            or any(map(reads_as_instruction, _SENTENCE_END.split(whole)))
        )
        follows = (taken and whole.rstrip().endswith(":")) or (follows and not whole.strip())
        if taken:
            found.append(whole.strip())
        kept.append(" " * len(line) if taken else line)
    return "\n".join(kept), tuple(found)

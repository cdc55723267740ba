"""The one road to a language model: optional, and off until a file of models is set.

A model narrates and plans. It never computes and never supplies a number: who asks checks what
came back against figures in evidence.
"""

from bookrunner.llm.errors import (
    BadModelFile,
    BudgetExceeded,
    ClassificationNotAllowed,
    ModelRefused,
    ModelUnavailable,
    NoModelConfigured,
    NotRecorded,
    TooLong,
)
from bookrunner.llm.model import (
    Classification,
    Finish,
    Gateway,
    Message,
    Reply,
    Request,
    Role,
)
from bookrunner.llm.scripted import NoGateway, ScriptedGateway

__all__ = [
    "BadModelFile",
    "BudgetExceeded",
    "Classification",
    "ClassificationNotAllowed",
    "Finish",
    "Gateway",
    "Message",
    "ModelRefused",
    "ModelUnavailable",
    "NoGateway",
    "NoModelConfigured",
    "NotRecorded",
    "Reply",
    "Request",
    "Role",
    "ScriptedGateway",
    "TooLong",
]

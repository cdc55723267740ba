"""The one road to a language model: optional, and off until a file of models is set.

A model narrates and plans. It never computes and never supplies a number: who asks checks what
came back against figures in evidence.
"""

from bookrunner.llm.configuration import Mode, Model, ModelFile, Provider, model_file
from bookrunner.llm.errors import (
    BadModelFile,
    BudgetExceeded,
    ClassificationNotAllowed,
    ModelRefused,
    ModelUnavailable,
    NoModelConfigured,
    NotRecorded,
    StateUnusable,
    TooLong,
)
from bookrunner.llm.gateway import ModelGateway
from bookrunner.llm.model import (
    Classification,
    Finish,
    Gateway,
    Message,
    Reply,
    Request,
    Role,
)
from bookrunner.llm.prompts import Prompt, prompt
from bookrunner.llm.scripted import NoGateway, ScriptedGateway

__all__ = [
    "BadModelFile",
    "BudgetExceeded",
    "Classification",
    "ClassificationNotAllowed",
    "Finish",
    "Gateway",
    "Message",
    "Mode",
    "Model",
    "ModelFile",
    "ModelGateway",
    "ModelRefused",
    "ModelUnavailable",
    "NoGateway",
    "NoModelConfigured",
    "NotRecorded",
    "Prompt",
    "Provider",
    "Reply",
    "Request",
    "Role",
    "ScriptedGateway",
    "StateUnusable",
    "TooLong",
    "model_file",
    "prompt",
]

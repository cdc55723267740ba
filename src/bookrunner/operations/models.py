"""Which language models may be asked."""

from __future__ import annotations

from decimal import Decimal

from bookrunner.app import Desk
from bookrunner.llm import Model, ModelGateway
from bookrunner.operations.models_shapes import ListedModel, Models, ModelsRequest


def listed(desk: Desk, request: ModelsRequest) -> Models:
    """The configured models; asked whether they answer only when that is wanted.

    Raises:
        BadModelFile: The file that lists them cannot be used.
        StateUnusable: The ledger of costs cannot be used.
    """
    gateway = desk.models
    if not isinstance(gateway, ModelGateway):
        return Models((), None, "live", "", None, None, None)
    file = gateway.file
    return Models(
        models=tuple(_listed(gateway, model, check=request.check) for model in file.models),
        file=str(desk.settings.models),
        mode=file.mode.value,
        currency=file.currency,
        call_budget=_exact(file.call_budget),
        day_budget=_exact(file.day_budget),
        spent_today=_exact(gateway.spent_today()),
    )


def _listed(gateway: ModelGateway, model: Model, *, check: bool) -> ListedModel:
    problem = gateway.reachable(model) if check else ""
    return ListedModel(
        name=model.name,
        provider=model.provider.value,
        model=model.model,
        url=model.url,
        classifications=tuple(sorted(one.value for one in model.classifications)),
        input_price=f"{model.input_price:f}",
        output_price=f"{model.output_price:f}",
        context_tokens=model.context_tokens,
        key=model.key.where,
        reachable=not problem if check else None,
        problem=problem,
    )


def _exact(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount.normalize():f}"

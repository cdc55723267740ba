"""Spans over OpenTelemetry, where its standard variables say that they are wanted.

A span names an operation, a method, a status and the name of an error: no company, no person, no
wall and no words of a document or of an error, which may quote one.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from opentelemetry import context, trace
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter

from bookrunner import __version__
from bookrunner.figures import BookrunnerError

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OTLP = "opentelemetry.exporter.otlp.proto.http.trace_exporter"
_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")


class TracingUnusable(BookrunnerError):
    """Traces are configured in a way that cannot work; told at start, not at the first request."""


def provider(environment: Mapping[str, str]) -> TracerProvider | None:
    """What the variables of OpenTelemetry ask for; None where they ask for nothing.

    Raises:
        TracingUnusable: An exporter is asked for that is not there.
    """
    if environment.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return None
    asked = environment.get("OTEL_TRACES_EXPORTER", "").strip().lower()
    has_endpoint = any(environment.get(name) for name in _ENDPOINTS)
    if asked == "none" or (not asked and not has_endpoint):
        return None
    exporter = _exporter(asked or "otlp")
    named = {} if environment.get("OTEL_SERVICE_NAME") else {"service.name": "bookrunner"}
    found = TracerProvider(resource=Resource.create({**named, "service.version": __version__}))
    found.add_span_processor(BatchSpanProcessor(exporter))
    return found


def _exporter(name: str) -> SpanExporter:
    if name == "console":
        return ConsoleSpanExporter()
    if name != "otlp":
        raise TracingUnusable(
            f"OTEL_TRACES_EXPORTER={name!r} cannot be used: it must be otlp, console or none"
        )
    try:
        module = import_module(_OTLP)
    except ImportError:
        raise TracingUnusable(
            "traces are to be sent, but the package opentelemetry-exporter-otlp-proto-http is not "
            "installed beside Bookrunner; install it, or set OTEL_TRACES_EXPORTER=none"
        ) from None
    found: SpanExporter = module.OTLPSpanExporter()
    return found


def known_method(method: str) -> str:
    """The method, or that it is none of HTTP's: a caller may send any letters for one."""
    return method if method in _METHODS else "_OTHER"


def request_span(method: str, at: str, headers: Mapping[str, str]) -> trace.Span:
    """The span of a request, which goes on with the trace of whoever asks.

    Args:
        at: What was asked for, out of a fixed set of names.
    """
    carried = {name: headers[name] for name in ("traceparent", "tracestate") if name in headers}
    named = known_method(method)
    return trace.get_tracer("bookrunner", __version__).start_span(
        f"{named} {at}",
        context=extract(carried, context=context.Context()),
        kind=trace.SpanKind.SERVER,
        attributes={"http.request.method": named, "bookrunner.at": at},
        record_exception=False,
    )


def trace_of(span: trace.Span) -> str:
    """The span's trace id in hex; empty where nothing is traced."""
    said: Any = span.get_span_context()
    return f"{said.trace_id:032x}" if said.is_valid else ""


def ended(span: trace.Span, status: int, problem: BaseException | None) -> None:
    """Closes a request's span with how it was answered."""
    span.set_attribute("http.response.status_code", status)
    if problem is not None:
        span.set_attribute("error.type", type(problem).__name__)
    if status >= 500:
        span.set_status(trace.StatusCode.ERROR)
    span.end()

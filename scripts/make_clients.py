"""Writes the clients in other languages from the API's own description.

    make_clients.py            writes what is out of date
    make_clients.py --check    says what is out of date, and ends with 1 when something is

What is written is built, not kept in the repository: every change of the table of operations
would change thousands of its lines.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bookrunner.faces.http.openapi import REMOTE, document
from bookrunner.operations import Effect

ROOT = Path(__file__).resolve().parents[1]
JAVA = Path("clients/java/generated/com/bookrunner/client")
_JAVA_WORDS = """
abstract assert boolean break byte case catch char class const continue default do double else
enum extends final finally float for goto if implements import instanceof int interface long
native new package private protected public return short static strictfp super switch
synchronized this throw throws transient try void volatile while true false null record var
yield hashCode toString getClass notify notifyAll wait clone finalize fields
"""
_JAVA_TAKEN = frozenset(_JAVA_WORDS.split())
_MADE = "// Made by scripts/make_clients.py from the API's description; do not change it.\n"

Schema = Mapping[str, Any]


def written() -> dict[Path, str]:
    """Each file with what stands in it."""
    described = document()
    schemas = described["components"]["schemas"]
    files = {JAVA / "Shapes.java": _java_shapes(schemas), JAVA / "Bookrunner.java": _java_client()}
    for operation in REMOTE:
        name = f"{_pascal(operation.name)}Request"
        files[JAVA / f"{name}.java"] = _java_request(name, schemas[name])
    return files


def _java_shapes(schemas: Mapping[str, Schema]) -> str:
    records = "\n".join(
        _java_record(name, schema)
        for name, schema in schemas.items()
        if _is_record(schema) and not name.endswith("Request")
    )
    return (
        f"{_MADE}package com.bookrunner.client;\n\n"
        "import java.math.BigDecimal;\nimport java.time.LocalDate;\nimport java.util.List;\n"
        "import java.util.Map;\n\n"
        "/** What operations answer. What is not told is null, never zero. */\n"
        f"public final class Shapes {{\n    private Shapes() {{}}\n\n{records}}}\n"
    )


def _java_record(name: str, schema: Schema) -> str:
    fields = schema["properties"]
    kinds = {key: _java_type(one) for key, one in fields.items()}
    taken = ", ".join(f"{kind} {_camel(key)}" for key, (kind, _) in kinds.items())
    made = ", ".join(convert.format(f'fields.get("{key}")') for key, (_, convert) in kinds.items())
    told = _comment(schema.get("description") or f"{name}.", "    ")
    read = "java.util.Map<?, ?> fields = Json.object(value);\n            " if fields else ""
    return (
        f"{told}    public record {_shape(name)}({taken}) {{\n"
        f"        static {_shape(name)} of(Object value) {{\n"
        f"            {read}return new {_shape(name)}({made});\n        }}\n    }}\n\n"
    )


def _java_type(schema: Schema, depth: int = 0) -> tuple[str, str]:  # noqa: PLR0911 - one kind a line
    """The Java type of a value, and the code that makes it of what was read."""
    known = _schemas()
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if not _is_record(known[name]):
            return _java_type(known[name]) if "$ref" in known[name] else ("Object", "{}")
        return f"Shapes.{_shape(name)}", f"Json.shape({{}}, Shapes.{_shape(name)}::of)"
    if "anyOf" in schema:
        inside = [one for one in schema["anyOf"] if one.get("type") != "null"]
        return _java_type(inside[0], depth) if len(inside) == 1 else ("Object", "{}")
    said = schema.get("type")
    # A name of its own at each depth: one lambda may stand inside another.
    one = f"at{depth}"
    kind = next((each for each in said if each != "null"), "") if isinstance(said, list) else said
    if kind == "array" and "items" in schema:
        inner, convert = _java_type(schema["items"], depth + 1)
        return f"List<{inner}>", f"Json.list({{}}, {one} -> {convert.format(one)})"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        inner, convert = _java_type(schema["additionalProperties"], depth + 1)
        return f"Map<String, {inner}>", f"Json.map({{}}, {one} -> {convert.format(one)})"
    if kind == "string" and schema.get("format") == "date":
        return "LocalDate", "Json.day({})"
    return _JAVA_KINDS.get(str(kind), ("Object", "{}"))


_JAVA_KINDS = {
    "string": ("String", "Json.text({})"),
    "integer": ("Long", "Json.whole({})"),
    "number": ("BigDecimal", "Json.number({})"),
    "boolean": ("Boolean", "Json.flag({})"),
}


def _schemas() -> Mapping[str, Schema]:
    found: Mapping[str, Schema] = document()["components"]["schemas"]
    return found


def _java_request(name: str, schema: Schema) -> str:
    setters = "".join(
        f"\n{_comment(one.get('description', key), '    ')}"
        f"    public {name} {_camel(key)}({_java_type(one)[0]} value) {{\n"
        f'        fields.put("{key}", value);\n        return this;\n    }}\n'
        for key, one in schema["properties"].items()
    )
    return (
        f"{_MADE}package com.bookrunner.client;\n\n"
        "import java.math.BigDecimal;\nimport java.time.LocalDate;\n"
        "import java.util.LinkedHashMap;\nimport java.util.List;\nimport java.util.Map;\n\n"
        "/** What the operation is asked with; a field that is not set has its default. */\n"
        f"public final class {name} {{\n"
        "    final Map<String, Object> fields = new LinkedHashMap<>();\n"
        f"{setters}}}\n"
    )


def _java_client() -> str:
    methods = "".join(_java_methods())
    return (
        f"{_MADE}package com.bookrunner.client;\n\n"
        "import java.net.URI;\nimport java.net.http.HttpResponse;\nimport java.time.Duration;\n\n"
        "/** The operations of a Bookrunner server. */\n"
        "public final class Bookrunner extends Transport {\n"
        "    /** A client of the server at that address. */\n"
        "    public Bookrunner(URI root, String key, Duration patience) {\n"
        f"        super(root, key, patience);\n    }}\n{methods}}}\n"
    )


def _java_methods() -> Iterator[str]:
    for operation in REMOTE:
        pascal = _pascal(operation.name)
        kind, convert = _java_type({"$ref": f"#/components/schemas/{pascal}Answer"})
        writes = operation.effect is Effect.WRITES
        given = f"Written<{kind}>" if writes else kind
        answer = convert.format("Json.read(said.body())")
        if writes:
            folder = 'said.headers().firstValue("bookrunner-folder").orElse("")'
            answer = f"new Written<>({answer}, {folder})"
        yield (
            f"\n{_comment(f'{operation.summary} {operation.more}'.strip(), '    ')}"
            f"    public {given} {_camel(operation.name)}({pascal}Request request) {{\n"
            "        HttpResponse<String> said = ask("
            f'"/api/v1/{operation.name}", request.fields, {str(writes).lower()});\n'
            f"        return {answer};\n    }}\n"
        )


def _is_record(schema: Schema) -> bool:
    return schema.get("type") == "object" and "properties" in schema


def _shape(name: str) -> str:
    return name.replace(".", "")


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[-_]", name))


def _camel(name: str) -> str:
    said = _pascal(name)
    said = said[:1].lower() + said[1:]
    return f"{said}_" if said in _JAVA_TAKEN else said


def _comment(words: str, indent: str) -> str:
    safe = words.replace("*/", "* /").replace("\\u", "\\ u")
    safe = re.sub(r"[<>&@]", lambda found: f"&#{ord(found[0])};", " ".join(safe.split()))
    return f"{indent}/** {safe} */\n"


def main(arguments: list[str]) -> int:
    """Writes or checks."""
    stale = [
        path
        for path, text in written().items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        for path in stale:
            print(f"{path} is out of date: run scripts/make_clients.py")
        return 1 if stale else 0
    for path in stale:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(written()[path], encoding="utf-8", newline="\n")
    print(f"{len(stale)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

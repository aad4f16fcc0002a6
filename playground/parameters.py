"""Reads a call's parameters from JSON, an urlencoded form or multipart into native values."""

import types
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin
from urllib.parse import parse_qsl

from aiogram.client.default import Default
from aiogram.types import InputFile
from aiohttp import BodyPartReader, web
from pydantic_core import from_json

from playground.errors import TelegramError, bad_request
from playground.limits import UPLOAD_BYTES
from playground.models import METHODS

Wire = dict[str, Any]
Form = Literal["text", "integer", "number", "flag", "chat", "json"]

_TRUE: Final = frozenset({"true", "yes", "1", "True"})
_CHUNK: Final = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file part of a request."""

    field: str
    name: str
    mime_type: str | None
    data: bytes


@dataclass(slots=True, kw_only=True)
class Parameters:
    """The values of one call; `files` by the name of their part."""

    values: Wire
    files: dict[str, Upload]

    def recorded(self) -> Wire:
        """Return the values with file parts as {"$file": name, "size": bytes}."""
        if not self.files:
            return self.values
        parts = {
            field: {"$file": upload.name, "size": len(upload.data)}
            for field, upload in self.files.items()
        }
        return {**self.values, **parts}

    def checkable(self) -> Wire:
        """Return the values with attach:// addresses where a file part is the value itself."""
        if not self.files:
            return self.values
        return {**self.values, **{field: f"attach://{field}" for field in self.files}}


async def read(request: web.Request, method: str) -> Parameters:
    """Read the parameters of a request; raises Telegram's 400 for what it cannot parse."""
    kind = request.content_type
    if request.method == "GET" or not request.body_exists:
        return Parameters(values=_from_form(method, request.query.items()), files={})
    if kind == "application/json":
        values = _from_json(await request.read())
        return Parameters(values=_typed(method, {**request.query, **values}), files={})
    if kind.startswith("multipart/"):
        return await _from_multipart(request, method)
    pairs = parse_qsl((await request.read()).decode(), keep_blank_values=True)
    return Parameters(values=_from_form(method, [*request.query.items(), *pairs]), files={})


def read_plain(method: str, values: Wire) -> Parameters:
    """Read the parameters of a call that came as native JSON in a webhook's answer."""
    return Parameters(values=_typed(method, values), files={})


def _from_json(body: bytes) -> Wire:
    try:
        values = from_json(body)
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("object expected")
    return {name: value for name, value in values.items() if value is not None}


async def _from_multipart(request: web.Request, method: str) -> Parameters:
    pairs: list[tuple[str, str]] = list(request.query.items())
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytearray()
        while chunk := await part.read_chunk(_CHUNK):
            data.extend(chunk)
            if len(data) > UPLOAD_BYTES:
                raise TelegramError(413, "Request Entity Too Large")
        if part.filename is None:
            pairs.append((part.name, data.decode()))
        else:
            mime_type = part.headers.get("Content-Type")
            files[part.name] = Upload(
                field=part.name, name=part.filename, mime_type=mime_type, data=bytes(data)
            )
    return Parameters(values=_from_form(method, pairs), files=files)


def _from_form(method: str, pairs: Any) -> Wire:  # noqa: ANN401 - any iterable of pairs
    forms = _forms(method)
    return {name: _native(name, text, forms.get(name, "text")) for name, text in pairs}


def _typed(method: str, values: Wire) -> Wire:
    """Turn strings inside JSON into what the method wants, as Telegram does."""
    forms = _forms(method)
    return {
        name: _native(name, value, forms.get(name, "text")) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _native(name: str, text: str, form: Form) -> object:
    match form:
        case "text":
            return text
        case "flag":
            return text in _TRUE
        case "chat":
            return int(text) if text.lstrip("-").isdigit() else text
        case "integer" | "number":
            try:
                return int(text) if form == "integer" else float(text)
            except ValueError as error:
                raise bad_request(f'parameter "{name}" must be a number') from error
        case "json":
            try:
                return from_json(text)
            except ValueError as error:
                # A string may stand where a list or an object may: leave it to the check.
                if text[:1] not in "[{":
                    return text
                raise bad_request(f"can't parse {name} JSON object") from error


@cache
def _forms(method: str) -> dict[str, Form]:
    model = METHODS.get(method)
    if model is None:
        return {}
    return {name: _form(field.annotation) for name, field in model.model_fields.items()}


def _form(annotation: object) -> Form:
    kinds = set(_flat(annotation)) - {type(None), Default}
    if InputFile in kinds:
        return "text"
    if kinds == {int, str}:
        return "chat"
    if kinds <= {str}:
        return "text"
    if kinds <= {int, datetime, timedelta}:
        return "integer"
    if kinds <= {float, int}:
        return "number"
    if kinds <= {bool}:
        return "flag"
    return "json"


def _flat(annotation: object) -> list[object]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _flat(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return [kind for part in get_args(annotation) for kind in _flat(part)]
    return [origin or annotation]

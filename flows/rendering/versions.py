"""What software an issue was made with: another may give other bytes."""

import hashlib
import platform
import re
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import flows
from flows.places import shipped
from flows.warehouse import models

_ALWAYS = ("duckdb", "polars", "jinja2", "markupsafe", "babel", "fonttools", "uharfbuzz")
_OF_FORMAT = {
    "pdf": ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "pyphen", "pillow"),
    "xlsx": ("xlsxwriter",),
    "pptx": ("python-pptx", "lxml", "weasyprint", "pypdfium2", "pillow"),
}
_CODE = ("config", "rendering", "text", "warehouse", "window")
"""The rooms that have a say in what a report shows."""


def made_with(formats: Iterable[str]) -> dict[str, str]:
    """Return the version of everything that the bytes of these formats may hang on."""
    wanted = tuple(formats)
    packages = [*_ALWAYS, *(name for one in wanted for name in _OF_FORMAT.get(one, ()))]
    told = {
        "earwitness": flows.__version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
    told |= {name: version(name) for name in packages}
    return told | ({"pango": _pango()} if "pdf" in wanted else {})


@cache
def code_hash() -> str:
    """Return a digest of the code and the templates that make a report."""
    return _digest(
        path
        for folder in (*(shipped("report_templates").glob("*")), *map(_room, _CODE))
        for path in ([folder] if folder.is_file() else folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    )


@cache
def sql_hash() -> str:
    """Return a digest of all models and macros: it changes when any definition does."""
    texts = [models.macros(), *(model.sql for model in models.in_order())]
    return hashlib.sha256("\0".join(sorted(texts)).encode()).hexdigest()


@cache
def query_hash(model: str) -> str | None:
    """Return a digest of a model and of all that it stands on; None when there is none such."""
    if model not in models.models():
        return None
    texts = [models.macros(), *(one.sql for one in models.needed(model))]
    return hashlib.sha256("\0".join(sorted(texts)).encode()).hexdigest()


def embedded_fonts(pdf: bytes) -> list[str]:
    """Return the names of the fonts that a PDF carries; one of the system may be among them."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    told = b"".join([pdf, *map(_inflated, streams)])
    names = re.findall(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([\w-]+)", told)
    return sorted({name.decode("ascii", "replace") for name in names})


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def _room(name: str) -> Path:
    return Path(flows.__file__).parent / name


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _pango() -> str:
    # Here, because it loads the printer: a second that only a PDF is worth.
    from weasyprint.text.ffi import pango  # noqa: PLC0415 - see above

    number = int(pango.pango_version())
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"

"""A client's logo: a PNG or an SVG that draws and does nothing else."""

import base64
import re
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

from flows.errors import ConfigError
from flows.rendering.theme import Logo

_MOST_BYTES = 256 * 1024
_MOST_PIXELS = 4000
_PNG = b"\x89PNG\r\n\x1a\n"
_ACTIVE = {
    *("script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas"),
    *("animate", "animateMotion", "animateTransform", "set", "handler", "listener", "a"),
}
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#|data:image/(?:png|jpeg);)|@import", re.IGNORECASE)
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg);base64,")
_LENGTH = re.compile(r"\s*([0-9.]+)(?:px|pt|mm|cm|in)?\s*")


def read_logo(base: Path, file: str, name: str, place: str) -> Logo:
    """Return a logo.

    Raises:
        ConfigError: the file is not there, is too large, or is no picture that can be trusted.

    """
    key, path = f"`{place}.logo`", base / file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{key}: `{path}` cannot be read ({error.strerror}). Paths start at the configuration."
        ) from error
    if len(data) > _MOST_BYTES:
        raise ConfigError(
            f"{key}: `{file}` has {len(data) // 1024} kB; a logo has "
            f"{_MOST_BYTES // 1024} kB at most. Save it smaller, or as SVG."
        )
    if data.startswith(_PNG):
        return _png(data, file, name, key)
    if b"<svg" in data[:4096]:
        return _svg(data, file, name, key)
    raise ConfigError(f"{key}: `{file}` is neither a PNG nor an SVG file.")


def _png(data: bytes, file: str, name: str, key: str) -> Logo:
    try:
        width, height = struct.unpack(">II", data[16:24])
    except struct.error:
        width = height = 0
    if not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS) or b"IEND" not in data[-16:]:
        raise ConfigError(
            f"{key}: `{file}` is no whole PNG of up to {_MOST_PIXELS} pixels a side. Save it again."
        )
    return Logo(name, "png", data, _uri("image/png", data), width, height)


def _svg(data: bytes, file: str, name: str, key: str) -> Logo:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _refused(key, file, "a document type")
    try:
        root = ET.fromstring(data)  # noqa: S314  # no document type, so no entities
    except ET.ParseError as error:
        raise ConfigError(f"{key}: `{file}` is no well-formed SVG: {error}.") from error
    for element in root.iter():
        if (fault := _fault(element)) is not None:
            raise _refused(key, file, fault)
    width, height = _size(root)
    if not (width > 0 and height > 0):
        raise ConfigError(f"{key}: `{file}` states no size. Give its <svg> a viewBox.")
    return Logo(name, "svg", data, _uri("image/svg+xml", data), width, height)


def _refused(key: str, file: str, what: str) -> ConfigError:
    return ConfigError(
        f"{key}: `{file}` has {what}, and a report carries pictures that draw and do nothing else. "
        'Save it as "plain" or "optimised" SVG.'
    )


def _fault(element: ET.Element) -> str | None:
    """Return what an element does besides drawing; None for nothing."""
    tag = _local(element.tag)
    if tag in _ACTIVE:
        return f"<{tag}>"
    if _OUTSIDE.search(element.text or "") and tag == "style":
        return "a style that loads something"
    for name, value in element.attrib.items():
        local = _local(name)
        if local.lower().startswith("on"):
            return f"the script `{local}`"
        if local in {"href", "src"} and not _INSIDE.match(value.strip()):
            return f"the reference `{value[:60]}`"
        if _OUTSIDE.search(value):
            return f"the reference `{value[:60]}`"
    return None


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _size(root: ET.Element) -> tuple[float, float]:
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    try:
        _, _, width, height = map(float, box)
    except ValueError:
        sides = [_LENGTH.fullmatch(root.get(side) or "") for side in ("width", "height")]
        width, height = (float(side[1]) if side else 0.0 for side in sides)
    return width, height


def _uri(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"

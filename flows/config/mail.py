"""`[mail]` and recipients: how a report leaves the house, and who gets it in which language."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from flows.sources.contract import Reference

_ADDRESS = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _address(given: str) -> str:
    if not _ADDRESS.fullmatch(given):
        raise ValueError("an e-mail address such as `team@example.com`")
    return given


Address = Annotated[str, BeforeValidator(_address)]
Language = Literal["en", "de", "fr", "ru", "tr", "ko"]


class Recipient(_Section):
    """Who gets a report, and in which language its message is written."""

    address: Address
    """E-mail address."""
    language: Language | None = None
    """Language of the message; by default the report's."""

    @model_validator(mode="before")
    @classmethod
    def _bare_address(cls, given: Any) -> Any:
        """Read an address alone as well."""
        return {"address": _address(given)} if isinstance(given, str) else given


class Mail(_Section):
    """The SMTP server that delivers reports."""

    host: str
    """Name of the server."""
    port: int = Field(default=587, ge=1, le=65_535)
    """Its port."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """Encryption; `none` is for a relay on the same machine."""
    username: str | None = None
    """Login name, if the server asks for one."""
    password: Reference | None = Field(default=None, examples=["env:SMTP_PASSWORD"])
    """Reference to the password: `env:NAME` or `block:name`; never the password itself."""
    sender: Address
    """Address the reports come from; what cannot be delivered comes back to it."""
    link_base: str | None = Field(
        default=None, pattern=r"^https?://[^\s\"<>]+$", examples=["https://reports.example.com/"]
    )
    """Address at which the reports folder is served; messages then link to the page."""

    @model_validator(mode="after")
    def _has_a_login(self) -> Self:
        if self.password is not None and self.username is None:
            raise ValueError("`password` stands without `username`; give both, or neither")
        return self

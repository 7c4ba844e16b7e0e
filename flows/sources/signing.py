"""Signed claims (JSON Web Tokens), for services that want them instead of a password."""

import base64
import json
from collections.abc import Mapping
from typing import Any, Literal

from flows.errors import ConfigError

_COORDINATE = 32
"""Bytes of each half of an ES256 signature."""


def signed(
    claims: Mapping[str, Any], pem: str, algorithm: Literal["ES256", "RS256"], **header: str
) -> str:
    """Return claims, signed with a private key in PEM.

    Raises:
        ConfigError: it is no private key of this algorithm; the message does not hold it.

    """
    # Loaded here, as few sources sign: half a tenth of a second.
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils  # noqa: PLC0415

    try:
        # Kept in one line of an environment, its lines are written as \n.
        key = serialization.load_pem_private_key(pem.replace("\\n", "\n").encode(), None)
    except (TypeError, ValueError):
        raise ConfigError(
            f"The secret is no private key in PEM, which {algorithm} needs."
        ) from None
    words = f"{_packed({'alg': algorithm, 'typ': 'JWT', **header})}.{_packed(claims)}"
    if algorithm == "ES256" and isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = utils.decode_dss_signature(key.sign(words.encode(), ec.ECDSA(hashes.SHA256())))
        try:
            signature = r.to_bytes(_COORDINATE) + s.to_bytes(_COORDINATE)
        except OverflowError:
            raise ConfigError("The secret is a key of another curve than ES256's P-256.") from None
    elif algorithm == "RS256" and isinstance(key, rsa.RSAPrivateKey):
        signature = key.sign(words.encode(), padding.PKCS1v15(), hashes.SHA256())
    else:
        raise ConfigError(f"The secret is a private key of another kind than {algorithm} needs.")
    return f"{words}.{_text(signature)}"


def _packed(said: Mapping[str, Any]) -> str:
    return _text(json.dumps(said, separators=(",", ":")).encode())


def _text(packed: bytes) -> str:
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()

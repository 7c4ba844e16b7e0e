"""What the references of the tests' settings stand for."""

import json
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def secret(reference: str) -> str:
    """Return a secret; `env:GOOGLE` is a service account's key, `env:APPLE` a team's."""
    if reference == "env:APPLE":
        return pem(signing_key())
    if reference != "env:GOOGLE":
        return f"the secret of {reference}"
    told = {"client_email": "listener@acme.example", "private_key": pem(service_key())}
    return json.dumps(told)


@cache
def service_key() -> rsa.RSAPrivateKey:
    """Return the private key of the service account."""
    return rsa.generate_private_key(65_537, 2_048)


@cache
def signing_key() -> ec.EllipticCurvePrivateKey:
    """Return the private key of a team."""
    return ec.generate_private_key(ec.SECP256R1())


def pem(key: Private) -> str:
    """Return a private key as text."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()

"""A portal over a small bundle."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.portal.test_portal import write

from nghitrinh.bundle import create_key
from nghitrinh.portal.application import Portal


@pytest.fixture
def key(tmp_path: Path) -> Ed25519PrivateKey:
    return create_key(tmp_path / "keys" / "signing.pem")


@pytest.fixture
def portal(tmp_path: Path, key: Ed25519PrivateKey) -> Portal:
    write(tmp_path / "portal", key)
    return Portal(tmp_path / "portal", key.public_key())

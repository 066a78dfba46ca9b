"""What all tests share: no network, one gazetteer."""

import socket
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def no_network(monkeypatch, request):
    """Refuse connections, except to this machine (a browser is driven over a local socket)."""
    if request.node.get_closest_marker("browser"):
        return
    real = socket.socket.connect

    def connect(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"A test tried to reach {address!r}.")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


def pytest_report_header():
    """Say that the network is off."""
    return "network: off"

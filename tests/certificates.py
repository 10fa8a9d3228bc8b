"""Certificates of a server, made for one test run."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Certificate:
    """A self-signed certificate, for 127.0.0.1 unless another host is named."""

    def __init__(self, folder: Path, host: str = "", days: int = 1) -> None:
        """Write certificate and key to a file; with negative days it has expired."""
        self.path = folder / f"{host or 'loopback'}{days}.pem"
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "asterisk.test")])
        subject = (
            x509.DNSName(host) if host else x509.IPAddress(ip_address("127.0.0.1"))
        )
        ends = datetime.now(UTC) + timedelta(days=days)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(ends - timedelta(days=10))
            .not_valid_after(ends)
            .add_extension(x509.SubjectAlternativeName([subject]), critical=False)
            .sign(key, hashes.SHA256())
        )
        # The digest that is pinned
        self.sha256 = certificate.fingerprint(hashes.SHA256()).hex()
        self.path.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    def server(self) -> ssl.SSLContext:
        """Return the server's side."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path)
        return context

    def trusted(self) -> ssl.SSLContext:
        """Return the side of a client that trusts this certificate."""
        return ssl.create_default_context(cafile=str(self.path))


def unverified() -> ssl.SSLContext:
    """Return the side of a client that takes any certificate."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context

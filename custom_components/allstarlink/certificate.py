"""A server's certificate as it is shown to the user before it is pinned."""

from dataclasses import dataclass
from typing import Self

from cryptography import x509

from .ami.dial import fingerprint
from .names import shown_name

# Names of a certificate that are shown
_MAX_NAMES = 10

# What cryptography says of a certificate that breaks the rules
_UNREADABLE = (
    ValueError,
    TypeError,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is known of a certificate.

    `sha256` is the digest of its DER form, hexadecimal, as it is stored.
    Subject, issuer and names are what the server claims; the dates are ISO 8601
    (UTC). All of them are empty when the certificate cannot be read.
    """

    sha256: str
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""

    @classmethod
    def from_der(cls, der: bytes) -> Self:
        """Read a certificate. Never raises: the digest counts, all else is for people."""
        sha256 = fingerprint(der)
        try:
            known = x509.load_der_x509_certificate(der)
            return cls(
                sha256,
                shown_name(known.subject.rfc4514_string()),
                shown_name(known.issuer.rfc4514_string()),
                _names(known),
                known.not_valid_before_utc.date().isoformat(),
                known.not_valid_after_utc.date().isoformat(),
            )
        except _UNREADABLE:
            return cls(sha256)

    @property
    def fingerprint(self) -> str:
        """The digest as `openssl x509 -fingerprint -sha256` prints it."""
        digest = self.sha256.upper()
        return ":".join(digest[i : i + 2] for i in range(0, len(digest), 2))

    def placeholders(self) -> dict[str, str]:
        """Return what the texts of a form show."""
        return {
            "fingerprint": self.fingerprint,
            "subject": self.subject or "-",
            "issuer": self.issuer or "-",
            "names": ", ".join(self.names) or "-",
            "valid_from": self.valid_from or "-",
            "valid_until": self.valid_until or "-",
        }


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    """Return the names for which a certificate is (SAN), as many as are shown."""
    try:
        extension = certificate.extensions.get_extension_for_class(
            x509.SubjectAlternativeName
        )
    except x509.ExtensionNotFound:
        return ()
    names = [str(name.value) for name in extension.value]
    return tuple(map(shown_name, names[:_MAX_NAMES]))

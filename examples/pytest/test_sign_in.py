"""Signing in with the authentication certificate, through PKCS #11 (OpenSC) as browsers and signing programs do."""
import PyKCS11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

MODULE = "opensc-pkcs11.so"
CHALLENGE = b"sign me in"


@pytest.fixture
def token(karimen_reader):
    """Opens the token with the authentication key: its session, and what is said of it. OpenSC is loaded anew each time, so that it
    knows no card from before."""
    opened = []

    def open_token():
        module = PyKCS11.PyKCS11Lib()
        module.load(MODULE)
        slot, info = next((slot, module.getTokenInfo(slot)) for slot in module.getSlotList(tokenPresent=True)
                          if "Authentication" in module.getTokenInfo(slot).label)
        opened.append(module.openSession(slot))
        return opened[-1], info

    yield open_token
    for session in opened:
        session.closeSession()


def certificate_of(session):
    found = session.findObjects([(PyKCS11.CKA_CLASS, PyKCS11.CKO_CERTIFICATE)])[0]
    return x509.load_der_x509_certificate(bytes(session.getAttributeValue(found, [PyKCS11.CKA_VALUE])[0]))


def test_what_the_card_signs_its_certificate_verifies(card, token):
    card("sato_hanako", warm=False)
    session, _ = token()
    session.login("1357")
    key = session.findObjects([(PyKCS11.CKA_CLASS, PyKCS11.CKO_PRIVATE_KEY)])[0]
    signature = bytes(session.sign(key, CHALLENGE, PyKCS11.Mechanism(PyKCS11.CKM_SHA256_RSA_PKCS)))
    certificate_of(session).public_key().verify(signature, CHALLENGE, padding.PKCS1v15(), hashes.SHA256())


def test_a_blocked_pin_is_told_before_anybody_types_it(card, token):
    card("sato_hanako", tries=0, warm=False)
    _, info = token()
    assert "CKF_USER_PIN_LOCKED" in info.flags2text()


def test_a_certificate_that_has_ended_is_seen_as_ended(card, token):
    card("sato_hanako", words=["expire authentication 2026-01-31"], warm=False)
    session, _ = token()
    assert str(certificate_of(session).not_valid_after.date()) == "2026-01-31"

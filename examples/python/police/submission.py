"""署名用電子証明書の提出: the card signs, and the police keep the four items until the link compares them."""
import re

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from karimen_sut import done, refused

from . import chip, days, tables
from .renewal import Renewal

FORMAT = re.compile("[A-Za-z0-9]{6,16}")  # 英数６桁から16桁
SIGN_MESSAGE = "802A039A"  # the card hashes, pads and signs by the key of EF 001A


class Submission(Renewal):
    """The automatic reception desk where the password is typed."""

    def submit_signature_certificate(self, visit):
        if visit.today < tables.SCHEME:
            return refused("NOT_STARTED")
        seen, register = self.look(visit), self.register(visit)
        obstacles = self.submission_obstacles(visit, seen, register)
        password = visit.raw["password"]
        if visit.inputs["certificate"] != "mobile":
            if password == "unknown":
                obstacles.add("PASSWORD_UNKNOWN")
            elif not FORMAT.fullmatch(password):
                obstacles.add("PASSWORD_FORMAT")
        if not obstacles:
            obstacles = self.sign(visit, password.upper())
        if obstacles:
            return refused(*obstacles)
        person = visit.person
        if person["signature_submission.state"] != "submitted":
            visit.change("signature_submission.state", "submitted")
            visit.change("signature_submission.at", visit.at)
        # Compared already: nothing is kept, unless the licence behind the link ended and it begins anew.
        anew = person["portal_link.licence_ended"] and visit.assume("A-61") == "police_submission"
        linked = person["portal_link.state"] == "linked" and not anew
        visit.change("signature_submission.items", None if linked else sum(
            person[f"resident_register.{item}"] for item in ("address", "name", "birth_date")))
        visit.show("receipt.at", visit.at)
        return done()

    def submission_obstacles(self, visit, seen, register):
        """Everything that is known before the password is asked for."""
        obstacles, _ = self.unwritable(visit, seen, register)
        obstacles.discard("CHIP_FULL")
        obstacles |= self.registries_down(register)
        if visit.inputs["terminal"] == "down":
            obstacles.add("TERMINAL_DOWN")
        if visit.inputs["certificate"] == "mobile":
            obstacles.add("CARD_CERTIFICATE_REQUIRED")
        if not self.submission_certificate_counts(visit, seen, register):
            obstacles.add("CERT_NOT_VALID")
        if seen.readable and not seen.record and not seen.history:
            obstacles.add("NO_MY_NUMBER_LICENCE")
        return obstacles | self.submission_place(visit)

    def submission_certificate_counts(self, visit, seen, register):
        return register.certificate_counts("signature", register.signature_last_day) is not False

    def submission_place(self, visit):
        """At a facility of the holder's own prefecture (A-35); Tokyo: 都内全警察施設で, 平日執務時間内; Nagano: A7."""
        facility = visit.facility
        if facility is None:
            return {"FACILITY"}
        if facility["prefecture"] != visit.person["holder.prefecture"] and visit.assume("A-35") != "accepted":
            return {"FACILITY"}
        if facility["prefecture"] == "nagano" and not tables.records_in_nagano(facility):
            return {"FACILITY"}
        if facility["prefecture"] == "tokyo":
            here = days.is_business_day(visit.today) and self.in_hours(visit, tables.OFFICE_HOURS)
        else:
            here = self.is_open(visit, None)
        return set() if here else {"OUT_OF_HOURS"}

    def sign(self, visit, password):
        """The password reaches the card only here; what the card signs is checked as a verifier would. Returns obstacles."""
        card = visit.card
        chip.require(card, chip.JPKI)
        if not chip.has_signature_certificate(card):
            return {"CERT_NOT_VALID"}
        chip.select_file(card, chip.SIGNATURE_PASSWORD)
        if self.tries_of_password(card) == 0:
            return {"PIN_BLOCKED"}
        verified = self.present_password(card, password)
        if not self.was_right(verified):
            return {"PIN_BLOCKED"} if verified.blocked else {"PASSWORD_WRONG"}
        certificate = chip.read_certificate(card, chip.SIGNATURE_CERTIFICATE)
        message = f"submission of {visit.who} at {visit.at:%Y-%m-%dT%H:%M}".encode()
        answer = card.transmit(SIGN_MESSAGE + f"{len(message):02X}" + message.hex() + "00")
        if not answer.ok:
            raise chip.Refused("COMPUTE DIGITAL SIGNATURE", answer.status)
        return set() if certificate and self.is_genuine(visit, certificate, message, answer) else {"CERT_NOT_VALID"}

    def tries_of_password(self, card):
        return chip.ask_tries(card, 0x80)

    def present_password(self, card, password):
        return chip.verify(card, 0x80, password.encode("ascii"))

    def was_right(self, verified):
        return verified.right

    def is_genuine(self, visit, certificate, message, signature):
        """Issued by the authority that Karimen named, and the signature is of its key."""
        authority = x509.load_der_x509_certificate(bytes.fromhex(self.system.hello["trust"]["signature_authority"]))
        try:
            authority.public_key().verify(certificate.signature, certificate.tbs_certificate_bytes, padding.PKCS1v15(),
                                          certificate.signature_hash_algorithm)
            certificate.public_key().verify(bytes(signature), message, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return self.is_in_time(visit, certificate)

    def is_in_time(self, visit, certificate):
        return chip.last_day(certificate) >= visit.today

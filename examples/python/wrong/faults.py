"""Faults that real terminals have, each a small override of the terminal that has none. By name, for --fault NAME."""
from karimen_sut import NOT_STATED
from police import chip, licence_record
from police.reading import Reading
from police.register import Register

FAULTS = {}


def fault(name):
    """The class is the terminal with this fault. Its first line of documentation is what `--fault list` says."""

    def take(terminal):
        FAULTS[name] = terminal
        return terminal

    return take


@fault("last_holder_kept")
class LastHolderKept(Reading):
    """Does not reset between holders: what was read of the last card is taken for this one's."""

    last = None

    def look(self, visit):
        if self.last is None or not visit.cards:
            self.last = super().look(visit)
        return self.last


@fault("licence_number_for_record_number")
class LicenceNumberForRecordNumber(Reading):
    """Takes the licence number (免許証番号) for the licence record number (免許情報記録番号)."""

    def number_of_holder(self, visit):
        return visit.person["licence.number"]


@fault("signature_not_checked")
class SignatureNotChecked(Reading):
    """Reads the record, and does not check the safety commission's signature."""

    def is_signed(self, record):
        return True


@fault("old_record_left")
class OldRecordLeft(Reading):
    """Leaves the old record at a rewriting: an application that is there is taken for written."""

    def write(self, card, wef02, wef03, pin):
        if not chip.select(card, chip.LICENCE):
            super().write(card, wef02, wef03, pin)


@fault("fee_despite_notice")
class FeeDespiteNotice(Reading):
    """Charges for a re-recording although the notice says 記録:無."""

    def re_recording_fee(self, visit, seen, rewriting, there):
        fee, waived = super().re_recording_fee(visit, seen, rewriting, there)
        return (NOT_STATED, False) if waived else (fee, waived)


@fault("suspension_ignored")
class SuspensionIgnored(Reading):
    """Ignores the suspended status: a licence is valid, or it is not."""

    class Register(Register):
        suspended = False

    def register(self, visit):
        return self.Register(visit)


@fault("try_burnt")
class TryBurnt(Reading):
    """Burns a try before it asks: finds out the tries left by a wrong password."""

    def tries_of_password(self, card):
        return chip.verify(card, 0x80, b"000000").tries


@fault("wrong_is_right")
class WrongIsRight(Reading):
    """Treats 63Cx as success: the card did answer, after all."""

    def was_right(self, verified):
        return verified.right or bool(verified.tries)


@fault("expired_certificate_accepted")
class ExpiredCertificateAccepted(Reading):
    """Accepts a signature certificate that is past its last day."""

    def submission_certificate_counts(self, visit, seen, register):
        return True

    def is_in_time(self, visit, certificate):
        return True


@fault("capacity_not_checked")
class CapacityNotChecked(Reading):
    """Writes before it checks that there is room."""

    def has_room(self, visit, seen):
        return True


@fault("second_card_forgotten")
class SecondCardForgotten(Reading):
    """Forgets the second reader: whatever is shown beside the first card is never read."""

    def finding(self, visit):
        visit.cards = visit.cards[:1]
        return super().finding(visit)


@fault("shift_jis")
class ShiftJis(Reading):
    """Reads the record's texts as Shift_JIS instead of its own coding, JIS X 0208."""

    class Record(licence_record.Record):
        @staticmethod
        def text(code):
            return code.decode("shift_jis", "replace")

    def read_opened(self, card):
        record = super().read_opened(card)
        if record:
            record.__class__ = self.Record
        return record


@fault("registry_before_card")
class RegistryBeforeCard(Reading):
    """Changes registry and papers before the record stands: a card torn out leaves a holder without a record."""

    def write_record(self, visit):
        if visit.procedure == "integrate_licence":
            self.change_form(visit, visit.inputs["form"])
            visit.change("licence_document.status", "returned")
            visit.tell_changes()
        super().write_record(visit)


@fault("any_record_is_current")
class AnyRecordIsCurrent(Reading):
    """Takes any record on the card for the one in force: nothing to rewrite."""

    def is_current(self, visit, seen):
        return bool(seen.record)

"""現場での確認 and the reading app: what somebody reads who does not write."""
from karimen_card import CardTrouble, MuteCard
from karimen_sut import done

from . import chip, licence_record
from .submission import Submission

BY_STATUS = {"never": "UNLICENSED_NEVER", "lapsed": "UNLICENSED_LAPSED", "revoked_disciplinary": "UNLICENSED_REVOKED",
             "revoked_on_request": "UNLICENSED_REVOKED", "suspended": "UNLICENSED_SUSPENDED",
             "provisionally_suspended": "UNLICENSED_PROVISIONAL"}


class Reading(Submission):
    """The officer's reader, and the app on the holder's phone."""

    # --- the officer

    def roadside_check(self, visit):
        """運転免許証を提示するか、マイナ免許証を提示し、免許情報を警察官の読取り装置で読取らせる (Kagoshima)."""
        return done(roadside__finding=self.finding(visit))

    def finding(self, visit):
        register, presents = self.register(visit), visit.inputs["presents"]
        online = visit.inputs["mode"] == "online" and register.drivers
        if online and self.status_at_roadside(register) in BY_STATUS:
            return BY_STATUS[register.status]
        if "licence_document" in presents and visit.person["licence_document.status"] == "held":
            if online:
                return "OK"
            return "UNLICENSED_LAPSED" if visit.today > register.last_day else "OFFLINE_UNVERIFIED"
        shown = [card for card in ("card", "previous_card", "other_persons_card") if card in presents and card in visit.cards]
        if not shown:
            return "NOT_CARRYING"
        if visit.inputs["reading"] == "refused":
            return "NOT_PRESENTED"
        findings = {}
        for card in shown:
            findings[card] = self.finding_of(visit, card, online)
            if findings[card] == "LOCKED":  # which record it holds nobody sees
                findings[card] = "RECORD_UNREADABLE"
                if card == "card":
                    return findings[card]
            if findings[card] in ("OK", "OK_REWRITE_ADVISED"):
                return findings[card]
        # Offline nobody asks the registry which of two cards carries the record: the cards themselves speak.
        old = findings.get("previous_card", "RECORD_ABSENT")
        speaks = not online and visit.assume("A-28") == "usable_until_re_recorded" and old != "RECORD_ABSENT"
        if speaks and findings.get("card") in ("RECORD_ABSENT", "RECORD_UNREADABLE"):
            return old
        return findings[shown[0]]

    def status_at_roadside(self, register):
        return register.status

    def finding_of(self, visit, card, online):
        """What one card says."""
        if card == "other_persons_card":
            return "HOLDER_MISMATCH"
        try:
            self.lay(visit, card)
        except MuteCard:
            cleared = online and visit.assume("A-25") == "officer_query_clears" and self.is_registered(visit, card)
            return "OK" if cleared else "RECORD_UNREADABLE"
        try:
            record = self.read_at_roadside(visit)
        except chip.Refused as trouble:
            visit.log(f"the card cannot be read: {trouble}")
            return "RECORD_UNREADABLE"
        if record == "locked":
            return "LOCKED"
        if record and record.garbled:
            return "RECORD_UNREADABLE"
        if not record or not record.is_of_a_licence:
            return "RECORD_ABSENT"
        if not self.is_signed(record):
            return "RECORD_FORGED"
        if not online:
            return "RECORD_OUTDATED" if visit.today > record.expires else "OFFLINE_UNVERIFIED"
        if card == "previous_card" and not (visit.assume("A-28") == "usable_until_re_recorded" and self.is_registered(visit, card)):
            return "SUPERSEDED_RECORD"
        if record.number != self.number_of_holder(visit):
            return "HOLDER_MISMATCH"
        return self.age_of_record(visit, record)

    def lay(self, visit, card):
        """The card comes into the reader, if another one lies there."""
        if visit.cards[0] != card:
            visit.present(card)
        self.approach(visit)

    def is_registered(self, visit, card):
        """The registry knows this card as the one with the record."""
        return visit.person["driver_registry.record_card"] == card

    def age_of_record(self, visit, record):
        if record.data == visit.licence_record()[1]:
            return "OK"
        if visit.today > record.expires and visit.assume("A-26") != "rewrite_advised":
            return "RECORD_OUTDATED"
        return "OK_REWRITE_ADVISED"

    def number_of_holder(self, visit):
        """免許情報記録番号, not 免許証番号."""
        return visit.person["licence.record_number"]

    def read_at_roadside(self, visit):
        """The record; None where there is none; "locked" where the PIN is needed and blocked (A-44)."""
        card = visit.card
        if visit.assume("A-44") != "needed":
            return self.read_record(card)
        if not chip.select(card, chip.LICENCE):
            return None
        if not self.pin_is_set(card):
            chip.verify(card, 0x86, chip.UNSET_PIN)
        elif chip.ask_tries(card, 0x86) == 0 or not chip.verify(card, 0x86, visit.pins["licence_pin"].encode()).right:
            return "locked"
        return self.read_opened(card)

    def pin_is_set(self, card):
        """As WEF01 says; where it says nothing the PIN is asked for."""
        setting = card.transmit(bytes([0x00, 0xB0, 0x80 | chip.PIN_SETTING, 0x00, 3]))
        if not setting.ok:
            raise chip.Refused("READ BINARY of the PIN setting", setting.status)
        return setting != b"\xC1\x01\x00"

    def read_opened(self, card):
        return licence_record.read(card.transmit)

    # --- the app

    def read_with_app(self, visit):
        """マイナ免許証読み取りアプリ: the holder types the PIN; nothing on the card changes but its counter."""
        try:
            installed = visit.person["holder.reader_app"] != "not_installed"
            result, record = self.read_by_pin(visit) if installed else (None, None)
        except (CardTrouble, chip.Refused):
            result, record = "UNREADABLE", None
        if record is None:
            return done(app_reading__result=result, app_reading__expires=None, app_reading__colour_class=None,
                        app_reading__number=None, app_reading__name=None)
        substituted = visit.person["holder.name_encodable"] != "encodable"
        licence = record.is_of_a_licence
        return done(app_reading__result=result, app_reading__expires=record.expires if licence else None,
                    app_reading__colour_class=record.colour_class if licence else None,
                    app_reading__number=record.number if licence else record.history_number,
                    app_reading__name="substituted" if substituted else "as_registered")

    def read_by_pin(self, visit):
        """(result, record): the record where the fields are shown."""
        card, pin = visit.card, visit.raw["pin"]
        self.approach(visit)
        if not chip.select(card, chip.LICENCE):
            return "RECORD_ABSENT", None
        if self.pin_is_set(card):
            if chip.ask_tries(card, 0x86) == 0:
                return "PIN_BLOCKED", None
            if len(pin) != 4 or not pin.isascii() or not pin.isdigit():
                return "PIN_WRONG", None
            verified = chip.verify(card, 0x86, pin.encode())
            if not self.was_right(verified):
                return ("PIN_BLOCKED" if verified.blocked else "PIN_WRONG"), None
        elif not chip.verify(card, 0x86, chip.UNSET_PIN).right:
            return "PIN_BLOCKED", None
        record = self.read_opened(card)
        if not record:
            return "RECORD_ABSENT", None
        return ("FIELDS_SHOWN", record) if not record.garbled and self.is_signed(record) else ("UNREADABLE", None)

"""一体化, 再記録, 書き換え: the record comes onto a card."""
from karimen_sut import NOT_STATED, PortError, done, refused

from . import licence_record, tables
from .counter import Counter


class Recording(Counter):
    """The counters that write records."""

    # --- integration

    def integrate_licence(self, visit):
        """The licence is recorded on the card for the first time."""
        if visit.today < tables.SCHEME:
            return refused("NOT_STARTED", *self.registries_down(self.register(visit)))
        seen, register, form = self.look(visit), self.register(visit), visit.inputs["form"]
        obstacles, warnings = self.unwritable(visit, seen, register)
        if register.drivers and not self.was_combined(visit):
            obstacles.add("NOT_COMBINED")
        obstacles |= self.licence_bars_integration(register) | self.registries_down(register)
        if self.is_current(visit, seen):
            obstacles.add("ALREADY_INTEGRATED")
        elif register.is_holder:
            obstacles.add("HOLDER_ALREADY")
        if visit.person["licence_document.status"] != "held" and form == "both":
            obstacles.add("DOCUMENT_NOT_HELD")
        alone = visit.inputs["combined_with"] != "licence_renewal"
        if alone and visit.facility["prefecture"] == "tokyo":
            obstacles |= self.tokyo_visit(visit, seen, register, warnings)
        if not self.records_here(visit, self.tokyo_records_by_list(visit)):
            obstacles.add("FACILITY_NOT_SUPPORTED")
        elif not self.is_open(visit, self.integration_hours(visit)):
            obstacles.add("OUT_OF_HOURS")
        fee = self.integration_fee(visit, alone)
        if self.short_of(visit, fee):
            obstacles.add("FEE_SHORT")
        if visit.today >= tables.INHERITANCE:  # マイナ免許証の取得とマイナンバーカードの更新期間が重複する際 (Tokyo)
            if register.application_open:
                warnings.add("WAIT_FOR_NEW_CARD")
            if self.card_renewal_due(visit, seen, register):
                warnings.add("CARD_RENEWAL_DUE")
        if obstacles:
            return refused(*obstacles, warnings=warnings)
        self.write_record(visit)
        self.change_form(visit, form)
        if form == "my_number_only" and visit.person["licence_document.status"] == "held":
            visit.change("licence_document.status", "returned")
        if alone and self.booked(visit):
            visit.change("reservation.state", "used")
        return done(fee, warnings)

    def licence_bars_integration(self, register):
        """ＩＣチップ…免許の停止処分を受けているなどの場合は、…一体化ができません (Nagano, A5)."""
        if register.without_licence:
            return {"LICENCE_NOT_VALID"}
        return {"LICENCE_SUSPENDED"} if register.suspended else set()

    def registries_down(self, register):
        return set() if register.drivers and register.cards else {"SYSTEM_DOWN"}

    def was_combined(self, visit):
        """Whether the other procedure that is said to be of this visit took place today."""
        day = {"licence_renewal": "licence.renewed_on", "licence_document_reissue": "licence_document.issued_on"}.get(
            visit.inputs["combined_with"])
        return day is None or visit.person[day] == visit.today

    def integration_hours(self, visit):
        """Nagano, A3: the hours are those of a change by itself."""
        alone = visit.inputs["combined_with"] == "nothing"
        return tables.nagano_hours(visit.facility) if visit.facility["prefecture"] == "nagano" and alone else None

    def integration_fee(self, visit, alone):
        if not alone:
            return 0
        holder = visit.person["driver_registry.holding_form"] in ("my_number_only", "both")
        if not holder and (visit.facility["prefecture"] == "tokyo" or visit.assume("A-53") == "national"):
            return tables.CHANGE_IN_TOKYO  # of who becomes a holder
        return NOT_STATED

    def tokyo_visit(self, visit, seen, register, warnings):
        """Tokyo, outside a renewal: a booking, and a card whose certificates are valid."""
        obstacles = set()
        if not self.certificates_count(visit, seen, register):
            obstacles.add("CERT_NOT_VALID")
        if visit.at < tables.BOOKINGS:
            return obstacles
        if not self.booked(visit):
            obstacles.add("NO_RESERVATION")
        elif not visit.person["reservation.from"] <= visit.at <= visit.person["reservation.until"]:
            warnings.add("SLOT_MISSED")
        return obstacles

    def booked(self, visit):
        """A reservation for this facility and day."""
        person = visit.person
        return (person["reservation.state"] == "booked" and person["reservation.facility"] == visit.facility["name"]
                and person["reservation.from"].date() == visit.today and person["reservation.site"] != "renewal_site")

    def certificates_count(self, visit, seen, register):
        """予約日当日において電子証明書の有効期限内のもの; which one is A-12's."""
        which = visit.assume("A-12") or "authentication"
        if which == "none" or not seen.at_hand:
            return True
        fits = register.certificate_counts("authentication", seen.authentication_last_day) is not False
        return fits and (which != "both" or register.certificate_counts("signature", register.signature_last_day) is not False)

    # --- re-recording

    def re_record_licence(self, visit):
        """The record comes onto a card that lost it, or never had it: of a licence, or of a driving history."""
        if visit.today < tables.SCHEME:
            return refused("NOT_STARTED", *self.registries_down(self.register(visit)))
        seen, register = self.look(visit), self.register(visit)
        of_history = bool(register.holds_history_card)
        current = self.is_own_history(visit, seen) if of_history else self.is_current(visit, seen)
        # What the registry cannot be asked about nobody knows to be old.
        rewriting = bool(seen.record) and register.drivers and not current and not of_history
        obstacles, warnings = self.recording_obstacles(visit, seen, register, tokyo_list=not rewriting, of_history=of_history)
        if visit.cards and not seen.at_hand:
            obstacles = {"HOLDER_MISMATCH"} | obstacles & {"FACILITY_NOT_SUPPORTED", "OUT_OF_HOURS", "SYSTEM_DOWN",
                                                           "LICENCE_STATUS", "NOT_A_HOLDER"}
            warnings = set()
        if current:
            obstacles.add("NOTHING_TO_RECORD")
        fee, waived = self.re_recording_fee(visit, seen, rewriting, seen.history if of_history else seen.record)
        if self.short_of(visit, fee):
            obstacles.add("FEE_SHORT")
        if not rewriting:
            warnings |= self.document_warnings(visit, seen, register, of_history)
        if obstacles:
            return refused(*obstacles, warnings=warnings)
        if of_history:
            self.write_history(visit)
        else:
            self.write_record(visit)
        if waived:
            visit.change("delivery_notice.used", True)
        return done(fee, warnings)

    def recording_obstacles(self, visit, seen, register, tokyo_list, of_history=False):
        """What re-recording and rewriting have in common. A driving history needs no licence."""
        obstacles, warnings = self.unwritable(visit, seen, register)
        if not seen.at_hand or register.card_status() not in ("active", None):  # one word for all of them, here
            past = {"CARD_LAPSED"} if seen.last_day and seen.last_day < visit.today else set()
            obstacles = obstacles - {"CARD_STOPPED", "CARD_LAPSED"} | {"CARD_NOT_ACTIVE"} | past
        obstacles |= self.registries_down(register)
        if not of_history and (register.without_licence or register.suspended):
            obstacles.add("LICENCE_STATUS")
        if not of_history and register.is_holder is False:
            obstacles.add("NOT_A_HOLDER")
        if not self.records_here(visit, tokyo_list):
            obstacles.add("FACILITY_NOT_SUPPORTED")
        else:
            bound = visit.facility["prefecture"] == "nagano" and visit.assume("A-57") != "no_limit"
            if not self.is_open(visit, tables.nagano_hours(visit.facility) if bound else None):
                obstacles.add("OUT_OF_HOURS")
        return obstacles, warnings

    def notice_says(self, visit):
        """The delivery notice that is shown: recorded, not_recorded, no_mention; None where none is, or the card comes yet."""
        held = ("delivery_notice" in visit.inputs["documents"] and visit.person["delivery_notice.state"] == "held"
                and visit.person["card_application.state"] != "notice_sent")
        return visit.person["delivery_notice.licence_record"] if held else None

    def letter_says(self, visit):
        """同等の内容が確認できる文書等; None where none is shown."""
        return visit.person["equivalent_document.content"] if "equivalent_document" in visit.inputs["documents"] else None

    def after_loss(self, visit):
        """紛失、破損及び有効期間切れ(失効)により更新を行う方."""
        return visit.person["card.made_for"] in ("lost", "damaged", "lapsed_validity")

    def re_recording_fee(self, visit, seen, rewriting, there):
        """The fee, and whether it was waived for a document. An old record is rewritten instead."""
        if rewriting:
            return self.rewriting_fee(visit, seen), False
        said = {self.notice_says(visit), self.letter_says(visit)}
        proven = ("not_recorded" in said and not visit.person["delivery_notice.used"] and visit.today >= tables.INHERITANCE)
        if proven and not (self.after_loss(visit) and visit.assume("A-60") == "charged"):
            return 0, True
        if "recorded" in said and not there and visit.assume("A-59") == "free":
            return 0, True
        return self.re_recording_amount(visit), False

    def document_warnings(self, visit, seen, register, of_history):
        warnings, documents = set(), visit.inputs["documents"]
        missing = not (seen.history if of_history else seen.record)
        if "other_persons_notice" in documents:
            warnings.add("INCIDENT")
        if seen.readable and missing and "recorded" in (self.notice_says(visit), self.letter_says(visit)):
            warnings.add("INCIDENT")
        # A notice names its card; a letter speaks of its holder.
        notice = self.notice_says(visit) and (seen.at_hand or not visit.cards)
        shown = notice or self.letter_says(visit) not in (None, "none")
        others = visit.cards and not seen.at_hand
        asked_for = others or visit.person["card.made_for"] not in ("lost", "damaged")  # ①の場合は…「交付通知書」 (Tokyo's FAQ)
        if not shown and asked_for and register.drivers and register.cards:
            warnings.add("NO_DOCUMENT")
        return warnings

    # --- rewriting

    def rewrite_licence_record(self, visit):
        """An old record is brought up to date. 書き換え手続には手数料がかかりません (Tokyo)."""
        if visit.today < tables.SCHEME:
            return refused("NOT_STARTED", *self.registries_down(self.register(visit)))
        seen, register = self.look(visit), self.register(visit)
        obstacles, warnings = self.recording_obstacles(visit, seen, register, tokyo_list=False)
        if seen.readable and not seen.record and visit.who not in self.torn:
            obstacles.add("NO_MY_NUMBER_LICENCE")
        if self.is_current(visit, seen) and visit.who not in self.torn:  # whether it was written nobody knew
            obstacles.add("NOTHING_TO_RECORD")
        fee = self.rewriting_fee(visit, seen)
        if self.short_of(visit, fee):
            obstacles.add("FEE_SHORT")
        if obstacles:
            return refused(*obstacles, warnings=warnings)
        self.write_record(visit)
        return done(fee, warnings)

    def rewriting_fee(self, visit, seen):
        """Free after a renewal; after another change as A-54 says."""
        if visit.assume("A-54") != "re_recording_fee" or not seen.record or not self.differs_by_change(visit, seen.record):
            return 0
        return self.re_recording_amount(visit)

    def differs_by_change(self, visit, record):
        """Old, and not for a renewal: that gives another end and another photograph."""
        try:
            wef02, wef03 = visit.licence_record()[1:]
        except PortError:
            return True  # nobody can tell
        current = licence_record.Record(wef02, wef03)
        renewed = record.expires != current.expires or record.photograph != current.photograph
        return record.data != current.data and not renewed

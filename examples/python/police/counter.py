"""What the counters of a police facility have in common: what is seen of the card, place, hour, money."""
from datetime import timedelta

from karimen_card import MuteCard
from karimen_sut import NOT_STATED, PortError

from . import chip, days, licence_record, tables
from .register import Register


class Seen:
    """The card that was presented, as the terminal reads it before anything else."""

    def __init__(self, at_hand):
        self.at_hand, self.broken = at_hand, False
        self.last_day = self.authentication_last_day = self.free_space = None
        self.record = self.history = None  # of a licence, of a driving history: never both
        self.application = False  # the licence application is there, with or without a record

    @property
    def readable(self):
        return self.at_hand and not self.broken


class Counter:
    """Questions that more than one procedure asks. Each is a method, so that a terminal may get one of them wrong."""

    def __init__(self, system):
        self.system = system
        self.torn = set()  # people whose recording broke off: the next one goes on with it
        self.erasing = set()  # people whose erasure broke off: the next one ends it
        system.at_reset(self.torn.clear)
        system.at_reset(self.erasing.clear)

    def register(self, visit):
        return Register(visit)

    # --- the card

    def approach(self, visit):
        """The card is laid down: nothing that the last holder opened is open any more."""
        visit.card.reset()

    def unread(self, visit):
        """What is known of the card without its chip."""
        seen = Seen("card" in visit.cards)
        seen.last_day = visit.person.get("card.expires")  # printed on the face, and known to the registry of cards
        seen.authentication_last_day = visit.person.get("card.authentication_certificate_expires")
        return seen

    def look(self, visit):
        """What can be read without a secret. Raises CardTrouble where the card is taken away."""
        seen, broken = self.unread(visit), self.unread(visit)
        if not seen.at_hand:
            return seen
        try:
            self.approach(visit)
            return self.read_all(visit.card, seen)
        except chip.Refused as trouble:  # a counter that does not know what it has before it writes nothing
            visit.log(f"the card cannot be read: {trouble}")
        except MuteCard:
            pass
        broken.broken = True
        return broken

    def read_all(self, card, seen):
        seen.last_day = chip.last_day_of_card(card)
        if chip.select(card, chip.JPKI):
            certificate = chip.read_certificate(card, chip.AUTHENTICATION_CERTIFICATE)
            seen.authentication_last_day = chip.last_day(certificate) if certificate else None
        seen.application = chip.select(card, chip.LICENCE)
        record = self.read_record(card) if seen.application else None
        if record and not record.garbled:
            if record.is_of_a_licence:
                seen.record = record
            else:
                seen.history = record
        seen.free_space = self.free_space(card)
        return seen

    def read_record(self, card):
        return licence_record.read_by_channel(card)

    def free_space(self, card):
        return licence_record.manager(card).free_space()

    def has_room(self, visit, seen):
        """Room for the record, or the application is there already."""
        return seen.application or seen.free_space >= visit.person["licence_application.size"]

    def is_current(self, visit, seen):
        """The record on the card is the one in force."""
        if not seen.record:
            return False
        try:
            return seen.record.data == visit.licence_record()[1] and self.is_signed(seen.record)
        except PortError:
            return False  # the registry does not answer, or knows no licence

    def is_own_history(self, visit, seen):
        """The driving-history record on the card is the holder's own."""
        own = seen.history and seen.history.history_number == visit.person["history_record.number"]
        return bool(own) and self.is_signed(seen.history)

    def is_signed(self, record):
        return record.is_signed_by(self.system.hello["trust"]["safety_commission"])

    def unwritable(self, visit, seen, register):
        """Why the police cannot write on this card, and the advice that goes with it."""
        obstacles, status = set(), register.card_status()
        if status == "invalidated" or (seen.last_day and seen.last_day < visit.today):
            obstacles.add("CARD_LAPSED")
        if status == "temporarily_stopped":
            obstacles.add("CARD_STOPPED")
        elif not seen.at_hand:
            obstacles.add("CARD_NOT_ACTIVE")
        if seen.broken:
            obstacles.add("CHIP_BROKEN")
        elif seen.at_hand and not self.has_room(visit, seen):
            obstacles.add("CHIP_FULL")
        return obstacles, {"REISSUE_CARD"} if obstacles & {"CARD_LAPSED", "CHIP_BROKEN", "CHIP_FULL"} else set()

    def write_record(self, visit):
        """The record in force comes onto the card; what was written is printed and handed over."""
        version, wef02, wef03 = visit.licence_record()
        self.torn.add(visit.who)
        self.write(visit.card, wef02, wef03, visit.pins.get("licence_pin"))
        self.torn.discard(visit.who)
        visit.change("driver_registry.record_card", "card")
        visit.change("record_printout.record", version)
        record = licence_record.Record(wef02, wef03)
        visit.show("record_printout.number", record.number)
        visit.show("record_printout.expires", record.expires)
        visit.show("record_printout.colour_class", record.colour_class)
        visit.hand_out("record_printout", ("免許情報記録番号", record.number), ("有効期間の末日", record.expires.isoformat()))

    def write_history(self, visit):
        """The driving-history record comes onto the card; a licence record that still stood there gives way. No print."""
        _number, wef02, wef03 = visit.history_record()
        self.write(visit.card, wef02, wef03, visit.pins.get("licence_pin"))
        visit.change("driver_registry.history_card", "card")
        if visit.person["driver_registry.record_card"] == "card":
            visit.change("driver_registry.record_card", None)

    def write(self, card, wef02, wef03, pin):
        licence_record.write(card, wef02, wef03, None if pin == "none" else pin)

    def erase(self, card):
        licence_record.delete(card)

    # --- place and hour

    def records_here(self, visit, tokyo_list):
        """Whether this facility writes records. `tokyo_list`: in Tokyo, only where re-recording is done."""
        facility = visit.facility
        if facility["prefecture"] == "nagano":
            return tables.records_in_nagano(facility)
        if facility["prefecture"] == "tokyo" and tokyo_list:
            return facility["name"] in tables.RE_RECORDING_IN_TOKYO
        return True

    def tokyo_records_by_list(self, visit):
        return visit.assume("A-64") == "re_recording_list"

    def is_open(self, visit, hours):
        """Inside published hours, whose days nobody publishes (A-63); None: no hours are published."""
        if visit.assume("A-63") == "office_hours":
            if not days.is_business_day(visit.today):
                return False
            hours = hours or tables.OFFICE_HOURS
        return hours is None or self.in_hours(visit, hours)

    def in_hours(self, visit, hours):
        """The last minute is inside, or not (A-56)."""
        now, excluded = visit.at.time(), visit.assume("A-56") == "excluded"
        return any(begin <= now and (now < end if excluded else now <= end) for begin, end in hours)

    # --- money

    def short_of(self, visit, fee):
        """Not enough cash: for a fee that nobody publishes some money has to be there."""
        return fee != 0 and visit.person["holder.cash"] < (1 if fee == NOT_STATED else fee)

    def re_recording_amount(self, visit):
        return 1500 if visit.assume("A-13") == "yen_1500" else NOT_STATED

    # --- advice

    def card_renewal_due(self, visit, seen, register):
        """The card's own renewal is open, and nobody has applied."""
        return register.cards and not register.application_open and self.in_card_window(visit, seen, register)

    def in_card_window(self, visit, seen, register):
        """Three months before the card's last day until then. A stopped card is not renewed."""
        if not seen.last_day or register.card_status() not in ("active", None):
            return False
        opens = days.add_months(seen.last_day, -3)
        if visit.assume("A-02") == "day_after":
            opens += timedelta(days=1)
        return opens <= visit.today <= seen.last_day

    # --- the holding form

    def change_form(self, visit, form):
        """A form that is no longer the card alone ends what one-stop was consented to (A-39)."""
        visit.change("driver_registry.holding_form", form)
        if form != "my_number_only" and visit.assume("A-39") != "dormant":
            for item in ("address", "name", "birth_date"):
                visit.change(f"one_stop.{item}", None)

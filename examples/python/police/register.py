"""What the two registries say of a person: the driver registry and the registry of cards and certificates.

A registry that is down says nothing: its questions are answered by None, and no obstacle rests on them.
"""
from . import days, tables


def last_day_of_licence(person, assumptions):
    """The printed end, moved over holidays (A-06)."""
    end = person["licence.expires"]
    return end if assumptions.get("A-06") == "no_shift" else days.next_business_day(end)


def status_on(person, today, assumptions):
    """licence.status: what was decided, and what time has made of it."""
    disposition, until = person["licence.disposition"], person["licence.suspended_until"]
    if disposition in ("never", "revoked_disciplinary", "revoked_on_request"):
        return disposition
    if today > last_day_of_licence(person, assumptions):
        return "lapsed"
    return "valid" if until is not None and today > until else disposition


class Register:
    """The registries as this visit finds them."""

    def __init__(self, visit):
        self.visit, self.facts, self.today = visit, visit.person, visit.today
        self.leap_day = visit.assume("A-04") or "february_28"
        self.drivers = self.facts["system.driver_registry"] == "up"
        self.cards = self.facts["system.card_registry"] == "up"

    # --- the licence

    @property
    def status(self):
        """never, valid, suspended, ..., lapsed: today. None: the registry does not answer."""
        return status_on(self.facts, self.today, self.visit.system.assumptions) if self.drivers else None

    @property
    def last_day(self):
        return last_day_of_licence(self.facts, self.visit.system.assumptions)

    @property
    def suspended(self):
        """A suspension stands in the way of recording; a provisional one as A-11 says."""
        return self.status == "suspended" or (
            self.status == "provisionally_suspended" and self.visit.assume("A-11") != "allowed")

    @property
    def without_licence(self):
        return self.status in ("never", "lapsed", "revoked_disciplinary", "revoked_on_request")

    @property
    def form(self):
        return (self.facts["driver_registry.holding_form"] or "none") if self.drivers else None

    @property
    def is_holder(self):
        """Of a licence on the card. None: the registry does not answer."""
        return self.form in ("my_number_only", "both") if self.drivers else None

    @property
    def holds_history_card(self):
        """Of a マイナ経歴証明書. None: the registry does not answer."""
        return self.facts["driver_registry.history_form"] in ("card_only", "paper_and_card") if self.drivers else None

    def birthday(self, year):
        return days.birthday(self.facts["holder.birth_date"], year, self.leap_day)

    def age(self, day):
        return days.age(self.facts["holder.birth_date"], day, self.leap_day)

    @property
    def licence_birthday(self):
        """The birthday that the end of the licence is counted from."""
        end = self.facts["licence.expires"]
        return min((self.birthday(year) for year in (end.year - 1, end.year)),
                   key=lambda day: abs((days.add_months(day, 1) - end).days))

    # --- the card

    def card_status(self):
        return self.facts["card.status"] if self.cards else None

    @property
    def application_open(self):
        return self.cards and self.facts["card_application.state"] in ("accepted", "personalised", "notice_sent")

    def certificate_counts(self, kind, last_day):
        """Valid today: issued, not revoked, not past its last day. None: the registry does not answer and nothing else bars it."""
        if last_day is not None and last_day < self.today:
            return False
        if not self.cards:
            return None
        return self.facts[f"card.{kind}_certificate"] == "issued"

    @property
    def signature_last_day(self):
        return self.facts["card.signature_certificate_expires"]

    @property
    def scheme_has_begun(self):
        return self.today >= tables.SCHEME

"""免許の更新, and 特定免許情報の記録抹消."""
from karimen_sut import NOT_STATED, done, refused

from . import days, tables
from .recording import Recording


RENEWED = ("licence.expires", "licence.photo", "licence.record", "licence.renewed_on", "online_lecture.state",
           "elderly_lecture.state")  # what a renewal changes in the registry before the card is written


class Renewal(Recording):
    """The counters of renewal and erasure."""

    def renew_licence(self, visit):
        form, lecture = visit.inputs["form"], visit.inputs["lecture"]
        wants = form != "licence_only"
        register = self.register(visit)
        if wants and visit.today < tables.SCHEME:
            return refused("NOT_STARTED", *self.time_obstacles(visit, register))
        seen = self.look(visit)
        obstacles, warnings = self.renewal_obstacles(visit, register, seen, form)
        obstacles |= self.lecture_obstacles(visit, register, lecture)
        fee = self.renewal_fee(visit, register, seen, form, lecture)
        if self.short_of(visit, fee):
            obstacles.add("FEE_SHORT")
        if obstacles:
            return refused(*obstacles, warnings=warnings)
        self.renew(visit, register, seen, form)
        return done(fee, warnings)

    def time_obstacles(self, visit, register):
        """誕生日の前後1か月 (Tokyo); and there must be a licence to renew."""
        obstacles = set()
        if register.status in ("never", "revoked_disciplinary", "revoked_on_request"):
            obstacles.add("NO_LICENCE")
        elif register.status == "lapsed":
            obstacles.add("LAPSED")
        elif register.status and visit.today < days.add_months(register.licence_birthday, -1):
            obstacles.add("TOO_EARLY")
        return obstacles

    def renewal_obstacles(self, visit, register, seen, form):
        wants = form != "licence_only"
        obstacles, warnings = self.time_obstacles(visit, register), set()
        if not register.drivers or (wants and not register.cards):
            obstacles.add("SYSTEM_DOWN")
        if register.status in ("suspended", "provisionally_suspended") and visit.assume("A-45") == "refused":
            obstacles.add("LICENCE_SUSPENDED")
        if wants and register.suspended and self.needs_writing(visit, register, seen, form):
            obstacles.add("LICENCE_SUSPENDED")
        unwritable, advice = self.unwritable(visit, seen, register)
        if wants:
            warnings |= advice
        if unwritable and (wants or register.is_holder) and visit.assume("A-30") == "refused":
            obstacles |= unwritable
        elif unwritable and wants:
            obstacles.add("FORM_NOT_POSSIBLE")
        if self.card_comes_first(visit, register, seen, wants):
            warnings.add("CARD_FIRST")
        if wants and not self.records_here(visit, self.tokyo_records_by_list(visit)):
            obstacles.add("FACILITY_NOT_SUPPORTED")
        elif not self.is_open(visit, None):
            obstacles.add("OUT_OF_HOURS")
        return obstacles, warnings

    def needs_writing(self, visit, register, seen, form):
        """Without a record on the card nothing would be held: for who has none yet, or gives the plastic licence away."""
        return not register.is_holder or (form == "my_number_only" and register.form == "both" and seen.readable and not seen.record)

    def card_comes_first(self, visit, register, seen, wants):
        """マイナンバーカードの更新後にマイナ免許証の更新をするように (Tokyo)."""
        if register.drivers and register.without_licence and register.status != "lapsed":
            return False
        return wants and (register.application_open or self.in_card_window(visit, seen, register))

    def lecture_obstacles(self, visit, register, lecture):
        """From 70 on the lecture for the elderly takes the place of the one at the renewal (Tokyo's FAQ)."""
        if not register.drivers:
            return set()
        if register.age(visit.person["licence.expires"]) >= tables.ELDERLY_AGE:
            taken = visit.person["elderly_lecture.state"] == "completed" and lecture == "elderly"
            return set() if taken else {"ELDERLY_LECTURE_REQUIRED"}
        if register.without_licence:
            return set()
        if lecture == "elderly":
            return set() if visit.person["elderly_lecture.state"] == "completed" else {"ELDERLY_LECTURE_REQUIRED"}
        if lecture == "in_person" or (lecture == "online" and self.online_lecture_counts(visit, register)):
            return set()
        return {"LECTURE_NOT_TAKEN"}

    def online_lecture_counts(self, visit, register):
        """優良・一般講習に該当する方; the class is today's, or the one of the lecture (A-31)."""
        if visit.person["online_lecture.state"] != "completed":
            return False
        if visit.assume("A-31") == "frozen":
            return True
        return visit.person["licence.driver_class"] in tables.ONLINE_CLASSES and not register.suspended

    def renewal_fee(self, visit, register, seen, form, lecture):
        """By form and lecture; the amounts are Kagoshima's (A-52)."""
        published = visit.facility["prefecture"] == "kagoshima" or visit.assume("A-52") == "national"
        if not published or visit.today < tables.SCHEME:
            return NOT_STATED
        online = lecture == "online" and not (form == "licence_only" and visit.assume("A-48") == "in_person_fee")
        amount = tables.RENEWAL[form]
        if online:
            amount += tables.ONLINE_LECTURE
        elif lecture in ("in_person", "online"):
            amount += tables.LECTURE[visit.person["licence.driver_class"]]
        if visit.assume("A-47") == "both_fees" and form != "licence_only" and register.is_holder and not seen.record:
            again = self.re_recording_amount(visit)
            return NOT_STATED if again == NOT_STATED else amount + again
        return amount

    def renew(self, visit, register, seen, form):
        """Registry first, for the record is made from it; then the card; then the papers. A card that is torn out undoes it."""
        before = {fact: visit.person[fact] for fact in RENEWED}
        try:
            self.renew_registry(visit, register)
            if form == "licence_only":
                self.leave_the_card(visit, seen)
            elif not register.suspended:
                self.write_record(visit)
        except BaseException:
            for fact, value in before.items():
                visit.change(fact, value)
            raise
        self.change_form(visit, form)
        if form == "my_number_only":
            if visit.person["licence_document.status"] == "held":
                visit.change("licence_document.status", "returned")
        else:
            visit.change("licence_document.status", "held")
            visit.change("licence_document.issued_on", visit.today)
            visit.show("issued_document.number", visit.person["licence.number"])
            visit.show("issued_document.expires", visit.person["licence.expires"])

    def renew_registry(self, visit, register):
        """A new version of the licence: its end, its photograph, and what was used up for it."""
        person = visit.person
        ends = register.licence_birthday
        years = tables.YEARS_OF_VALIDITY[person["licence.driver_class"]]
        visit.change("licence.expires", days.add_months(register.birthday(ends.year + years), 1))
        visit.change("licence.photo", f"photo-{int(person['licence.photo'][-2:]) % 10 + 1:02}")  # of ten
        visit.change("licence.record", person["licence.record"] + 1)
        visit.change("licence.renewed_on", visit.today)
        visit.change("online_lecture.state", None)
        visit.change("elderly_lecture.state", None)
        visit.tell_changes()

    def leave_the_card(self, visit, seen):
        """A record at hand is erased with the change to the plastic licence alone."""
        if seen.record:
            self.erase(visit.card)
        visit.change("driver_registry.record_card", None)

    # --- erasure

    def erase_licence_record(self, visit):
        """特定免許情報を削除したい場合 (Nagano, A4): no condition of card or licence is named."""
        register = self.register(visit)
        obstacles = set() if register.drivers else {"SYSTEM_DOWN"}
        if visit.today < tables.SCHEME:
            return refused("NOT_STARTED", *obstacles)
        seen = self.look(visit)
        if not seen.at_hand:
            obstacles.add("CARD_NOT_ACTIVE")
        if seen.broken:
            obstacles.add("CHIP_BROKEN")
        if seen.readable and not seen.record and visit.who not in self.erasing:
            obstacles.add("NOTHING_TO_ERASE")
        last = register.form == "my_number_only" and not register.without_licence
        if last and visit.assume("A-29") != "allowed":
            obstacles.add("LAST_FORM")
        obstacles |= self.erasure_place(visit)
        if obstacles:
            return refused(*obstacles)
        self.erasing.add(visit.who)
        if seen.application:
            self.erase(visit.card)
        self.erasing.discard(visit.who)
        if visit.person["driver_registry.record_card"] == "card":
            visit.change("driver_registry.record_card", None)
        form = {"both": "licence_only", "my_number_only": None}.get(register.form, visit.person["driver_registry.holding_form"])
        self.change_form(visit, form)
        return done()

    def erasure_place(self, visit):
        if visit.facility["prefecture"] != "nagano":
            return set()
        if visit.facility["name"] in tables.NO_ERASURE_IN_NAGANO:
            return {"FACILITY_NOT_SUPPORTED"}
        return set() if self.is_open(visit, tables.erasure_hours(visit.facility)) else {"OUT_OF_HOURS"}


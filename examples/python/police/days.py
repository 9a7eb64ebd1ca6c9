"""Days as the office counts them: months, birthdays, holidays."""
from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)


def add_months(day, months):
    """The same day some months on, or the last one of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def birthday(born, year, leap_day="february_28"):
    """The birthday in a year; who was born on 29 February has it on another day in common years (A-04)."""
    if (born.month, born.day) != (2, 29):
        return born.replace(year=year)
    if monthrange(year, 2)[1] == 29:
        return date(year, 2, 29)
    return date(year, 3, 1) if leap_day == "march_1" else date(year, 2, 28)


def age(born, day, leap_day="february_28"):
    """Completed years."""
    return day.year - born.year - (day < birthday(born, day.year, leap_day))


def _monday(year, month, number):
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 7 * (number - 1))


def _equinox(year, month):
    base = 20.8431 if month == 3 else 23.2488
    return date(year, month, int(base + 0.242194 * (year - 1980) - (year - 1980) // 4))


def holidays(year):
    """National holidays of 2020 and later (国民の祝日に関する法律), with those that move to the next working day."""
    named = {date(year, *day) for day in ((1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23))}
    named |= {_monday(year, 1, 2), _monday(year, 7, 3), _monday(year, 9, 3), _monday(year, 10, 2)}
    named |= {_equinox(year, 3), _equinox(year, 9)}
    moved = set()
    for day in sorted(named):
        if day.weekday() == 6:
            while day in named or day in moved:
                day += DAY
            moved.add(day)
    between = {day + DAY for day in named if day + 2 * DAY in named and day + DAY not in named and (day + DAY).weekday() != 6}
    return named | moved | between


def is_business_day(day):
    """No Saturday, Sunday, holiday, nor 29 December to 3 January."""
    year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not year_end and day not in holidays(day.year)


def next_business_day(day):
    """This day, or the first one after it on which offices are open."""
    while not is_business_day(day):
        day += DAY
    return day

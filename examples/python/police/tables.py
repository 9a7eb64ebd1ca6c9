"""What the police publish: facilities, hours, fees. Each entry says where it stands."""
from datetime import date, datetime, time

SCHEME = date(2025, 3, 24)  # 令和７年３月２４日より (Kagoshima's leaflet)
INHERITANCE = date(2025, 9, 1)  # 令和7年9月1日から (Tokyo, renewal of the card)
BOOKINGS = datetime(2025, 9, 18, 9, 0)  # 受付開始：2025年09月18日 09時00分 (Tokyo's FAQ)

# Tokyo, 再記録を実施している警察施設.
RE_RECORDING_IN_TOKYO = {
    "fuchu_test_centre", "samezu_test_centre", "koto_test_centre", "shinjuku_renewal_centre", "kanda_renewal_centre",
    "denenchofu_station", "setagaya_station", "seijo_station", "itabashi_station", "shakujii_station", "shitaya_station",
    "takenotsuka_station", "honjo_station", "tachikawa_station", "ome_station", "takao_station", "machida_station"}

# Nagano, A1, A7 and A9: 各運転免許センター及び飯田警察署.
IIDA = "iida_station"
# Nagano, A4: 警察署（長野南、佐久、塩尻、飯田警察署を除く）.
NO_ERASURE_IN_NAGANO = {"nagano_minami_station", "saku_station", "shiojiri_station"}


def records_in_nagano(facility):
    return facility["kind"] == "licence_centre" or facility["name"] == IIDA


def _hours(*parts):
    return [(time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in parts]


CENTRE_HOURS = _hours(("10:00", "11:00"), ("14:30", "15:30"))  # Nagano, A3 and A4
IIDA_HOURS = _hours(("10:30", "11:30"), ("14:30", "15:30"))
STATION_HOURS = _hours(("09:00", "11:30"), ("13:00", "16:00"))  # Nagano, A4: erasure alone
OFFICE_HOURS = _hours(("08:30", "17:15"))  # 平日執務時間内 (Tokyo); the minutes are those of public offices


def nagano_hours(facility):
    """Of recording and of a change of form."""
    return IIDA_HOURS if facility["name"] == IIDA else CENTRE_HOURS


def erasure_hours(facility):
    return nagano_hours(facility) if records_in_nagano(facility) else STATION_HOURS


CHANGE_IN_TOKYO = 1500  # 手数料(1,500円) (Tokyo's FAQ)

# Kagoshima's leaflet: renewal by form, lecture by class.
RENEWAL = {"licence_only": 2850, "both": 2950, "my_number_only": 2100}
LECTURE = {"excellent": 500, "general": 800, "violation": 1400, "first_time": 1400}
ONLINE_LECTURE = 200

ELDERLY_AGE = 70  # 更新期間満了日の年齢が70歳以上の方 (Tokyo's FAQ)
YEARS_OF_VALIDITY = {"excellent": 5, "general": 5, "violation": 3, "first_time": 3}  # ３年・５年 (Nagano, A11)
ONLINE_CLASSES = {"excellent", "general"}  # 優良・一般講習に該当する方 (Kagoshima)

# SPDX-License-Identifier: Apache-2.0
"""A rulebook as the reference model reads it: the CSV tables of a folder and of what it extends, days as numbers.

Written from data/README.md; knows nothing of the program under test."""
import csv
import datetime as dt
import functools
import pathlib

TABLES = """jurisdiction instruments regions agencies record_types lists measures list_measures grounds transitions
terms powers fields options calendar glossary""".split()
FOREVER = 10 ** 7


@functools.lru_cache(None)
def day(text):
    """YYYY-MM-DD to a day number; None when it is none."""
    try:
        return dt.date.fromisoformat(text).toordinal() if len(text) == 10 else None
    except (ValueError, TypeError):
        return None


def text(number):
    return dt.date.fromordinal(number).isoformat()


@functools.lru_cache(None)
def civil(at):
    """The civil day (UTC+8) of an instant."""
    return (dt.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ") + dt.timedelta(hours=8)).date().toordinal()


@functools.lru_cache(None)
def months(start, n):
    """The same number of the month n months on, else its last day."""
    d = dt.date.fromordinal(start)
    y, m = divmod(d.month - 1 + n, 12)
    y += d.year
    last = (dt.date(y + (m == 11), (m + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(y, m + 1, min(d.day, last)).toordinal()


def holds(outer, inner):
    """GB/T 2260: is region inner inside outer?"""
    if outer in ("000000", "100000"):
        return True
    if outer.endswith("0000"):
        return outer[:2] == inner[:2]
    return outer[:4] == inner[:4] if outer.endswith("00") else outer == inner


def basis_cell(cell):
    """'ID ART,ART;ID' to {id: names an article}."""
    out = {}
    for part in filter(None, (p.strip() for p in cell.split(";"))):
        name, _, articles = part.partition(" ")
        out[name] = out.get(name, False) or bool(articles.strip())
    return out


class Rules:
    def __init__(self, folder):
        rows = {t: [] for t in TABLES}
        replace = {"glossary": ("group", "id"), "terms": ("id",)}
        where = pathlib.Path(folder)
        chain = []
        while where:
            chain.append(where)
            with open(where / "jurisdiction.csv", encoding="utf-8", newline="") as f:
                up = next(csv.DictReader(f))["extends"]
            where = (where / up) if up else None
        for folder_ in chain:
            for table in TABLES:
                path = folder_ / f"{table}.csv"
                if table == "jurisdiction" or not path.exists():
                    continue
                with open(path, encoding="utf-8", newline="") as f:
                    new = list(csv.DictReader(f))
                if table in replace:
                    have = {tuple(r[k] for k in replace[table]) for r in rows[table]}
                    new = [r for r in new if tuple(r[k] for k in replace[table]) not in have]
                rows[table] += new
        for table in rows.values():
            for r in table:
                r["from_"] = day(r.get("valid_from") or "") or 0
                r["to_"] = day(r.get("valid_to") or "") or FOREVER
        self.rows = rows
        self.agencies = {r["id"]: r for r in rows["agencies"]}
        self.instruments = {r["id"]: r for r in rows["instruments"]}
        self.types = {}
        for table in ("record_types", "lists", "measures"):
            for r in rows[table]:
                r["basis_"] = basis_cell(r["basis"])
                self.types.setdefault(r["id"], []).append(r)
        for r in self.types.values():
            r.sort(key=lambda x: x["from_"])
        self.grounds = {}
        for r in rows["grounds"]:
            r["basis_"] = basis_cell(r["basis"])
            self.grounds.setdefault((r["list"], r["id"]), []).append(r)
        self.machines = {}
        for r in rows["transitions"]:
            r["from_states"] = frozenset(r["from"].split())
            r["when_"] = r["when"].split()
            r["gates_"] = r["gates"].split()
            r["papers_"] = r["papers"].split()
            r["running_"] = day(r["running_from"] or "")
            self.machines.setdefault(r["machine"], []).append(r)
        for r in self.machines.values():
            r.sort(key=lambda x: x["id"])
        self.terms = {}
        for r in rows["terms"]:
            self.terms.setdefault((r["what"], r["scope"]), []).append(r)
        self.pairs = {}
        for r in rows["list_measures"]:
            r["grounds_"] = frozenset(r["grounds"].split())
            self.pairs.setdefault((r["list"], r["measure"]), []).append(r)
        self.fields = {}
        for r in rows["fields"]:
            self.fields.setdefault(r["kind"], {}).setdefault(r["type"], {})[r["id"]] = r
        self.options = {}
        for r in rows["options"]:
            words = {r["id"], r["zh"], r["en"], *filter(None, (r.get("aliases") or "").split(";"))}
            self.options.setdefault(r["set"], {}).update({w: r["id"] for w in words})
        self.calendar = {day(r["day"]): r["kind"] for r in rows["calendar"]}
        self._field_cache = {}
        self._power_cache = {}

    def add_agency(self, row, opening):
        """An agency that the test brings along."""
        self.agencies.setdefault(row["id"], {"uscc": "", "successor": "", **row, "zh": row["id"], "opening": opening, "from_": 0,
                                             "to_": day(row.get("valid_to") or "") or FOREVER})

    # ---- look-ups by day ----
    def type_on(self, name, on):
        """The row in force on the day, else the newest; None: no such type."""
        rows = self.types.get(name)
        if not rows:
            return None
        for r in rows:
            if r["from_"] <= on <= r["to_"]:
                return r
        return rows[-1]

    @staticmethod
    def in_force(rows, on):
        for r in rows or ():
            if r["from_"] <= on <= r["to_"]:
                return r
        return None

    def ground(self, lst, name, on):
        return self.in_force(self.grounds.get((lst, name)), on)

    def pair(self, lst, measure, on):
        return self.in_force(self.pairs.get((lst, measure)), on)

    def term(self, typ, what, on, only_type=False, grade=""):
        """(type, then family, then *) in force on the day."""
        for scope in (typ["id"],) if only_type else (typ["id"], typ["family"], "*"):
            for r in self.terms.get((what, scope), ()):
                if r["from_"] <= on <= r["to_"] and (r["grade"] or "") == grade:
                    return r
        return None

    def fields_of(self, kind, typ):
        key = (kind, typ)
        if key not in self._field_cache:
            table = self.fields.get(kind, {})
            self._field_cache[key] = {**table.get("*", {}), **(table.get(typ, {}) if typ else {})}
        return self._field_cache[key]

    @functools.lru_cache(None)
    def noted(self, kind, typ):
        """Fields and members whose difference under one key is a note and no conflict."""
        rows = [r for r in self.fields_of(kind, typ).values() if r["compare"] == "note"]
        return {r["id"] for r in rows} | {r["member"] for r in rows if r["member"]}

    def powers(self, agency, kind, typ, on):
        """(rows of power of that agency, is there one for another level). typ None: any type."""
        key = (agency["kind"], agency["level"], kind, typ)
        if key not in self._power_cache:
            found = []
            for r in self.rows["powers"]:
                if (r["agency_kind"] in ("*", agency["kind"]) and (typ is None or r["type"] in ("*", typ)) and
                        (r["act_kind"] == kind or (r["act_kind"].endswith(".") and kind.startswith(r["act_kind"])))):
                    found.append((r["levels"] == "*" or agency["level"] in r["levels"].split(), r))
            self._power_cache[key] = found
        live = [(fit, r) for fit, r in self._power_cache[key] if r["from_"] <= on <= r["to_"]]
        return [r for fit, r in live if fit], any(not fit for fit, _ in live)

    # ---- days ----
    def is_workday(self, d):
        kind = self.calendar.get(d)
        return kind == "makeup_workday" if kind else d % 7 not in (6, 0)

    def workdays(self, d, n):
        while n:
            d += 1
            n -= self.is_workday(d)
        return d

    def add(self, row, start, roll=False):
        """The last day of a period that began with an event on that day."""
        n = int(row["count"])
        if row["unit"] == "workday":
            return self.workdays(start, n)
        end = start + n if row["unit"] == "day" else months(start, n * (12 if row["unit"] == "year" else 1))
        while roll and not self.is_workday(end):
            end += 1
        return end

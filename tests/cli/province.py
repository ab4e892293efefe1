#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A small register with cases in several states, under the invented province: province.py DATA

Prints a JSON object of names: codes of organisations, receipts of decisions. Environment: GONGSHI, RULES (default data/demo)."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys

REPO = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("GONGSHI", str(REPO / "build" / "gongshi"))
RULES = os.environ.get("RULES", str(REPO / "data" / "demo"))
START = "2026-04-02T01:00:00Z"
MR, CITY, APPROVE, EM, COURT = "mr-990101", "mr-990100", "approve-990101", "em-990101", "court-990101"
FIRMS = {  # of examples/entities.csv
    "listed": ("91990101MAB9MD7N3F", "岚安市棠苑软件有限公司"), "annulled": ("919901013889433626", "岚安市岫溪食品有限公司"),
    "afterwards": ("919901011162906951", "岚安市砚桥化工有限公司"), "repaired": ("91990101MAHTNTWW4N", "岚安市汀洲商贸有限公司"),
}
BORN_1900 = "11010119000101001"  # nobody's number, whose check digit is right all the same
PERSON = {"name": "洛试人", "id_no": BORN_1900 + "10X98765432"[sum(int(d) * 2 ** (17 - i) for i, d in enumerate(BORN_1900)) % 11]}
BUREAU = ("11990101QL00021328", "岚安市望岚区住房和城乡建设局")


def run(*words, ok=(0,)):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
    if done.returncode not in ok:
        raise SystemExit(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Province:
    def __init__(self, data):
        self.data, self.receipts, self.acts = pathlib.Path(data), {}, []
        run("init", "--rules", RULES, "--rehearsal", "--now", START, "--data", data)
        self.file([{"kind": "officer.add", "by": "operator", "agency": a, "on": START[:10], "at": START,
                    "fields": {"officer": f"{a}-{n}", "roles": "draft|approve|confirm"}}
                   for a in (MR, CITY, APPROVE, EM, COURT) for n in range(1, 5)])

    def file(self, acts):
        path = self.data / "acts.jsonl"
        path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in acts), encoding="utf-8")
        answers = [json.loads(line) for line in run("act", "submit", path, "--data", self.data, ok=(0, 3)).splitlines()]
        path.unlink()
        for act, answer in zip(acts, answers):
            if answer["status"] not in ("accepted", "held"):
                raise SystemExit(f"{act['kind']} {act.get('doc_no')}: {answer['code']} {answer['findings']}")
        return [a["receipt"] for a in answers]

    def act(self, at, kind, agency, subject, papers=(), refers_to=None, officers=(1, 2), **rest):
        act = {"kind": kind, "agency": agency, "subject": subject, "at": at + "T02:00:00Z", "on": at, **rest}
        if rest.get("by", "agency") == "agency" and kind not in ("entity.register", "penalty.decide", "honour.grant"):
            act["drafted_by"], act["approved_by"] = (f"{agency}-{n}" for n in officers)
        if refers_to:
            act["refers_to"] = refers_to
        if papers:
            act["papers"] = [{"kind": p, "name": p + ".pdf", "sha256": hashlib.sha256(f"{p} {at}".encode()).hexdigest()}
                             for p in papers]
        return self.file([act])[0]

    def register(self, key):
        code, name = FIRMS[key]
        self.act("2026-04-02", "entity.register", CITY, code, fields={"name": name})

    def penalty(self, subject, name, number, severity="serious"):
        return self.act("2026-04-03", "penalty.decide", MR, subject, type="penalty", doc_no=f"望市监处罚〔2026〕{number}号", fields={
            "name": name, "unlawful_act": "收取预付款后停业", "facts": "试验事实", "basis": "《青岚省预付消费管理办法（虚构）》第十二条",
            "penalty_kind": "fine", "content": "罚款五万元", "fine": "5.000000", "severity": severity, "severity_basis": "试验裁量",
            "matter_region": "990101"})

    @staticmethod
    def content(name, **more):
        return {"name": name, "grounds": ["vanished"], "facts": "见处罚决定", "basis": [{"instrument": "ql-prepaid-r", "article": "12"}],
                "measures": ["ql-no-pledge"], "term_months": 24, "matter_region": "990101", **more}

    def decision(self, name, number):
        return self.content(name, way_out="六个月后可以申请修复", remedies="六十日内申请行政复议", consent_by=CITY,
                            consent_doc_no=f"岚市监同字〔2026〕{number}号", consent_on="2026-04-16")

    def listings(self, cases):
        """{key: (subject, name, penalty)}: notice, service, decision, service; in force from 2026-04-17 on."""
        serve = {"type": "ql-prepaid", "papers": ["service-proof"]}
        numbers = {key: n for n, key in enumerate(cases, 1)}
        notices = {k: self.act("2026-04-07", "list.notice", MR, subject, ["notice"], penalty, type="ql-prepaid",
                               doc_no=f"望市监列告〔2026〕{numbers[k]}号", fields=self.content(name, rights=["reply"]))
                   for k, (subject, name, penalty) in cases.items()}
        for key, (subject, _, _) in cases.items():
            self.act("2026-04-08", "list.serve", MR, subject, refers_to=notices[key], fields={"served_on": "2026-04-08", "served_how": "direct"}, **serve)
        decisions = {k: self.act("2026-04-16", "list.decide", MR, subject, ["decision", "repair-notice", "consent"], notices[k],
                                 type="ql-prepaid", doc_no=f"望市监列决〔2026〕{numbers[k]}号", fields=self.decision(name, numbers[k]))
                     for k, (subject, name, _) in cases.items()}
        for key, (subject, _, _) in cases.items():
            self.act("2026-04-17", "list.serve", MR, subject, refers_to=decisions[key], fields={"served_on": "2026-04-17", "served_how": "direct"}, **serve)
        return decisions

    def measure(self, subject, name, ground, number):
        return self.act("2026-04-20", "measure.apply", APPROVE, subject, ["decision"], ground, type="ql-no-pledge",
                        doc_no=f"望审批信〔2026〕{number}号", fields={"name": name, "until": "listed",
                                                              "basis": [{"instrument": "ql-credit", "article": "31"}]})


def main():
    p = Province(sys.argv[1])
    names = {"codes": {k: v[0] for k, v in FIRMS.items()}, "records": {}}
    keep = names["records"]
    for key in FIRMS:
        p.register(key)
    penalties = {key: p.penalty(*FIRMS[key], n) for n, key in enumerate(FIRMS, 11)}
    keep["penalty"] = penalties["listed"]
    cases = {key: (*FIRMS[key], penalties[key]) for key in ("listed", "annulled", "repaired")}
    decisions = p.listings(cases)
    keep.update(decisions)
    for n, key in enumerate(("listed", "annulled", "repaired"), 1):
        keep[f"{key}-measure"] = p.measure(*FIRMS[key], decisions[key], n)
    code, name = FIRMS["afterwards"]
    keep["afterwards"] = p.act("2026-04-21", "list.decide", MR, code, ["notice", "service-proof", "decision", "repair-notice", "consent"],
                               penalties["afterwards"], type="ql-prepaid", doc_no="望市监列决〔2026〕9号",
                               fields={**p.decision(name, 9), "notice_doc_no": "望市监列告〔2026〕9号", "notice_on": "2026-04-07",
                                       "notice_served_on": "2026-04-08", "notice_served_how": "direct", "served_on": "2026-04-21", "served_how": "direct"})
    p.act("2026-04-22", "entity.register", "sco-990100", BUREAU[0], fields={"name": BUREAU[1]})
    for key, subject, name, number in (("bureau", *BUREAU, 3), ("person", {"person": PERSON}, PERSON["name"], 4)):
        keep[key] = p.act("2026-04-22", "list.decide", COURT, subject, type="spc-dishonest", doc_no=f"（2026）望执{number}号", fields={
            "name": name, "grounds": ["able"], "basis": [{"instrument": "spc-2017-7", "article": "1"}], "ruling_doc_no": "（2026）望民1号",
            "term_months": 24, "matter_region": "990101"})
    honour = p.act("2026-04-23", "honour.grant", CITY, FIRMS["annulled"][0], type="ql-time-honoured", doc_no="岚市监老字〔2026〕1号",
                   fields={"name": FIRMS["annulled"][1], "title": "青岚老字号", "year": 2026, "valid_until": "2029-04-22"})
    code, name = FIRMS["annulled"]
    p.act("2026-05-06", "objection.file", MR, code, ["statement", "proof"], decisions["annulled"], by="subject",
          fields={"about": "wrong-entry", "reason": "并未停业"})
    p.act("2026-05-08", "objection.answer", MR, code, ["answer"], decisions["annulled"], (3, 4), doc_no="望市监异复〔2026〕1号",
          fields={"outcome": "annul", "reason": "经复核，未停业", "remedies": "六十日内申请行政复议"})
    p.act("2026-05-11", "list.annul", MR, code, ["decision"], decisions["annulled"], (3, 4), type="ql-prepaid", doc_no="望市监列撤〔2026〕1号",
          fields={"reason": "异议成立", "fell_on": "2026-05-08"})
    keep["reward"] = p.act("2026-05-12", "measure.apply", EM, code, ["decision"], honour, type="ql-fewer-checks", doc_no="望应急激〔2026〕1号",
                           fields={"name": name, "until": "listed", "basis": [{"instrument": "ql-credit", "article": "27"}]})
    keep["honour"] = honour
    p.act("2026-05-13", "objection.file", MR, FIRMS["afterwards"][0], ["statement", "proof"], keep["afterwards"], by="subject",
          fields={"about": "wrong-content", "reason": "金额有误"})  # never answered
    code, name = FIRMS["repaired"]
    p.act("2026-10-19", "repair.apply", MR, code, ["proof", "undertaking"], decisions["repaired"], by="subject",
          fields={"performed_on": "2026-05-20"})
    p.act("2026-10-20", "repair.decide", MR, code, ["decision"], decisions["repaired"], (3, 4), doc_no="望市监修复〔2026〕1号",
          fields={"outcome": "granted", "reason": "已满六个月，已退还预付款"})
    names["agencies"] = {"lists": MR, "measures": APPROVE}
    print(json.dumps(names))


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
# A small case under the invented province: a penalty, and the listing that rests on it.

officers() {
    for n in 1 2; do
        echo '{"kind":"officer.add","by":"operator","agency":"mr-990100","on":"2026-06-01","fields":{"officer":"o'$n'","roles":"draft approve"}}'
    done >officers.jsonl
    "$G" act submit officers.jsonl >/dev/null
}

# A penalty and the case that rests on it: steps "penalty notice serve decide", of them those that are named.
case_of() {
    python3 - "$EXAMPLES/entities.csv" "$@" <<'P'
import csv, json, sys
row = next(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
who = {"agency": "mr-990100", "subject": row["UNISCID"], "on": "2026-06-29"}
officers = {"drafted_by": "o1", "approved_by": "o2"}
basis = [{"instrument": "ql-prepaid-r", "article": "12"}]
def papers(*kinds):
    return [{"kind": k, "name": k + ".pdf", "sha256": "ab" * 32} for k in kinds]
def ref(kind, type, doc_no):
    return {"agency": "mr-990100", "kind": kind, "type": type, "doc_no": doc_no}
penalty, notice, decision = "岚市监处罚〔2026〕7号", "岚市监告〔2026〕7号", "岚市监决〔2026〕7号"
fields = {"name": row["ENTNAME"], "grounds": ["vanished"], "facts": "收取预付款后停业", "basis": basis}
acts = {
    "penalty": {**who, "kind": "penalty.decide", "type": "penalty", "doc_no": penalty, "fields": {
        "name": row["ENTNAME"], "unlawful_act": "收款后停业", "facts": "试验", "basis": "《试验条例》第一条", "penalty_kind": "fine",
        "content": "罚款2000元", "fine": "0.200000", "severity": "serious", "severity_basis": "试验"}},
    "notice": {**who, **officers, "kind": "list.notice", "type": "ql-prepaid", "doc_no": notice, "papers": papers("notice"),
        "refers_to": ref("penalty.decide", "penalty", penalty), "fields": fields},
    "serve": {**who, **officers, "kind": "list.serve", "type": "ql-prepaid", "papers": papers("service-proof"),
        "refers_to": ref("list.notice", "ql-prepaid", notice), "fields": {"served_on": "2026-06-29", "served_how": "direct"}},
    "decide": {**who, **officers, "kind": "list.decide", "type": "ql-prepaid", "doc_no": decision, "papers": papers("decision", "repair-notice"),
        "refers_to": ref("list.notice", "ql-prepaid", notice), "fields": {**fields, "way_out": "退款", "remedies": "异议"}}}
for name, on in (("decide", "2026-07-20"), ("serve", "2026-07-20")):
    acts[name + "-later"] = {**acts[name], "on": on}
acts["serve-later"]["refers_to"] = ref("list.decide", "ql-prepaid", decision)
acts["serve-later"]["fields"] = {"served_on": "2026-07-20", "served_how": "direct"}
acts["remove"] = {**acts["decide"], "kind": "list.remove", "papers": papers("decision"), "fields": {"condition_met_on": "2026-06-29", "reason": "退款"}}
acts["unknown-ground"] = {**acts["notice"], "fields": {**fields, "grounds": ["rude"]}}
for name in sys.argv[2:]:
    print(json.dumps(acts[name], ensure_ascii=False))
P
}

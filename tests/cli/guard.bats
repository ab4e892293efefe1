#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The wrong-firm guard at the size of a file: valid codes that belong to somebody else.
bats_require_minimum_version 1.5.0
load common

make_files() { # organisations.csv: 1,000 firms; wrong.csv: penalties for the same codes under the next firm's name
    python3 - <<'PY'
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code(serial):
    body = f"TX{serial:06d}"
    value = [int(c) if c.isdigit() else ord(c) - 55 for c in body]
    inner = (11 - sum(v * w for v, w in zip(value, (3, 7, 9, 10, 5, 8, 4, 2))) % 11) % 11
    text = "91990101" + body + ("X" if inner == 10 else str(inner))
    return text + ALPHABET[(31 - sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(text))) % 31]


def name(i):
    return f"岚安市第{i}号试验有限公司"


with open("organisations.csv", "w") as f:
    f.write("uscc,name\n")
    f.writelines(f"{code(i)},{name(i)}\n" for i in range(1000))
with open("wrong.csv", "w") as f:
    f.write("CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_GSJZQ\n")
    f.writelines(
        f"{name(i + 1)},法人及非法人组织,{code(i)},岚市监处罚〔2026〕{i}号,虚假宣传,试验事实,《中华人民共和国广告法》第五十五条,罚款,"
        f"罚款2000元,0.2,2026/05/06,2027/05/05\n"
        for i in range(1000)
    )
PY
}

penalties_public() { # records of any penalty that an anonymous reader gets
    rm -rf out && "$G" export out >/dev/null 2>&1
    grep -c '"type":"penalty"' out/records.jsonl || true
}

@test "1,000 valid codes that belong to somebody else: no adverse record is public" {
    make_files
    "$G" init --rules "$REPO/data/demo" --rehearsal --now 2026-05-08T02:00:00Z
    "$G" import --kind entity.register --agency mr-990101 organisations.csv
    run -3 "$G" import --kind penalty.decide --agency mr-990101 wrong.csv --format json
    [[ $output == *'"accepted":0,"held":0,"unchanged":0,"refused":1000'* ]]
    [ "$(penalties_public)" -eq 0 ]
}

@test "the same before any registrar has filed: held back, and still not public when the registrar files other names" {
    make_files
    "$G" init --rules "$REPO/data/demo" --rehearsal --now 2026-05-08T02:00:00Z
    run -0 "$G" import --kind penalty.decide --agency mr-990101 wrong.csv --format json
    [[ $output == *'"accepted":0,"held":1000'* ]]
    [ "$(penalties_public)" -eq 0 ]
    "$G" import --kind entity.register --agency mr-990101 organisations.csv
    [ "$(penalties_public)" -eq 0 ]
}

@test "the guard can fail: under the right name the same rows are public" {
    make_files
    sed -i '1!s/第\([0-9]*\)号试验/第@\1@号试验/' wrong.csv
    python3 - <<'PY'
import re
rows = open("wrong.csv").read()
open("right.csv", "w").write(re.sub(r"第@(\d+)@号", lambda m: f"第{int(m[1]) - 1}号", rows))
PY
    "$G" init --rules "$REPO/data/demo" --rehearsal --now 2026-05-08T02:00:00Z
    "$G" import --kind entity.register --agency mr-990101 organisations.csv
    "$G" import --kind penalty.decide --agency mr-990101 right.csv
    [ "$(penalties_public)" -eq 1000 ]
}

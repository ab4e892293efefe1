#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes data/cn/regions.csv and data/cn/calendar.csv again from the shared source files.

usage: dev/make-regions.py SHARED/data data/cn
"""
import csv
import sys

PROVINCES = {
    "11": "Beijing", "12": "Tianjin", "13": "Hebei", "14": "Shanxi", "15": "Inner Mongolia", "21": "Liaoning",
    "22": "Jilin", "23": "Heilongjiang", "31": "Shanghai", "32": "Jiangsu", "33": "Zhejiang", "34": "Anhui",
    "35": "Fujian", "36": "Jiangxi", "37": "Shandong", "41": "Henan", "42": "Hubei", "43": "Hunan",
    "44": "Guangdong", "45": "Guangxi", "46": "Hainan", "50": "Chongqing", "51": "Sichuan", "52": "Guizhou",
    "53": "Yunnan", "54": "Tibet", "61": "Shaanxi", "62": "Gansu", "63": "Qinghai", "64": "Ningxia",
    "65": "Xinjiang", "71": "Taiwan", "81": "Hong Kong", "82": "Macao",
}
# Second-level rows that only gather the third: no place bears their name.
FILLERS = {"市辖区", "县", "市", "省直辖县级行政区划", "省直辖行政单位", "省直辖县级行政单位",
           "自治区直辖县级行政区划", "自治区直辖县级行政单位", "区直辖县级行政单位"}


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def regions(shared):
    yield "100000", "全国", "the nation", "", "", "", "gb32100"
    with open(shared + "/regions/gbt2260-history.tsv", encoding="utf-8") as source:
        for r in csv.DictReader(source, delimiter="\t"):
            code, name = r["code"], r["name"]
            last = "" if r["in_201904"] == "1" else r["last_revision"]
            english = PROVINCES[code[:2]] if code.endswith("0000") else ""
            filler = "yes" if code.endswith("00") and not code.endswith("0000") and name in FILLERS else ""
            yield code, name, english, r["first_revision"], last, filler, "gbt2260"


def calendar(shared):
    with open(shared + "/calendar/cn-workdays.csv", encoding="utf-8") as source:
        for r in csv.DictReader(source):
            yield r["date"], r["kind"], r["name_zh"], r["name_en"], "holiday-cn (MIT), notice of " + r["year_notice"]


def main():
    shared, target = sys.argv[1:3]
    write(target + "/regions.csv", ["code", "zh", "en", "from_rev", "to_rev", "filler", "source"], regions(shared))
    write(target + "/calendar.csv", ["day", "kind", "zh", "en", "source"], calendar(shared))


if __name__ == "__main__":
    main()

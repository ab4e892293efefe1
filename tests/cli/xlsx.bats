#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# Workbooks in and out, with a real spreadsheet program where there is one.
load common

# Converts as people's own program does: office FILE.csv xlsx [text columns, as 1,3]; dates and numbers become cells of
# their own, columns named are text.
office() {
    command -v soffice >/dev/null || skip "no LibreOffice here"
    local in=$1 to=$2 columns='' c filter=()
    for c in ${3//,/ }; do columns+=${columns:+/}$c/2; done
    [[ $in != *.csv ]] || filter=(--infilter="CSV:44,34,76,1,$columns,0,false,true")
    timeout 120 soffice "-env:UserInstallation=file://$BATS_FILE_TMPDIR/office" --headless --convert-to "$to" \
        "${filter[@]}" --outdir office "$in" >office.log 2>&1 || { cat office.log; return 1; }
}

# N penalties about organisations of the examples: codes, days, money, text with line ends and commas.
many() {
    python3 - "$EXAMPLES/penalties-official.csv" "$1" <<'P' >many.csv
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))
head, models = rows[0], rows[1:]
out = csv.writer(sys.stdout, lineterminator='\r\n')
out.writerow(head)
for i in range(int(sys.argv[2])):
    row = dict(zip(head, models[i % len(models)]))
    row['CF_WSH'] = row['CF_WSH'].replace('号', f'{i + 100}号')
    fine = (i + 1) * 100
    row['CF_NR'], row['CF_NR_FK'] = f'罚款{fine}元', f'{fine / 10000:.2f}'
    row['CF_JDRQ'] = f'2026/{i % 3 + 1:02d}/{i % 28 + 1:02d}'
    row['CF_GSJZQ'] = ''
    row['CF_SY'] += ['', '，见“笔录”, 第1页', '\n另见附件'][i % 3]
    out.writerow(row.values())
P
}
TEXT_COLUMNS=3,4,6,19,21 # codes and numbers of documents

counts() { # accepted held unchanged refused, of the JSON report on standard input
    json '"%d %d %d %d" % (x["accepted"],x["held"],x["unchanged"],x["refused"])'
}

import_json() {
    import_penalties --format json "$@" 2>/dev/null
}

@test "the same 5,000 rows as CSV, from LibreOffice and from libxlsxwriter give the same acts" {
    peopled
    many 5000
    office many.csv xlsx "$TEXT_COLUMNS"
    run import_json many.csv --findings own.xlsx
    [ "$(counts <<<"$output")" = "5000 0 0 0" ]
    # Unchanged is: the same act, member by member; anything else would be a conflict.
    run import_json office/many.xlsx
    [ "$(counts <<<"$output")" = "0 0 5000 0" ]
    run import_json own.xlsx
    [ "$(counts <<<"$output")" = "0 0 5000 0" ]
}

@test "and in the other order: a register filled from a workbook takes the CSV as unchanged" {
    peopled
    many 500
    office many.csv xlsx "$TEXT_COLUMNS"
    run import_json office/many.xlsx
    [ "$(counts <<<"$output")" = "500 0 0 0" ]
    run import_json many.csv
    [ "$(counts <<<"$output")" = "0 0 500 0" ]
}

@test "codes that the program made numbers are refused at their cells" {
    peopled
    office "$EXAMPLES/penalties-official.csv" xlsx
    run import_penalties office/penalties-official.xlsx
    [ "$status" -eq 3 ]
    [[ $output == *"!C2"*excel-exponent* ]]
    run import_json office/penalties-official.xlsx
    [ "$(json 'x["sheet"]' <<<"$output")" = penalties-official ]
    [ "$(json '[f["cell"] for f in x["findings"] if f["rule"]=="excel-exponent"][0]' <<<"$output")" = "'penalties-official'!C2" ]
}

@test "a marked file, corrected in LibreOffice and imported again, ends with 0 refused" {
    peopled
    many 500
    python3 - <<'P'
import csv
rows = list(csv.reader(open('many.csv', encoding='utf-8', newline='')))
at = rows[0].index
rows[3][at('CF_JDRQ')] = '2026/02/30'
rows[5][at('CF_NR_FK')] = 'WRONG-1'
rows[7][at('CF_XDR_MC')] = 'WRONG-2'
rows[9][at('CF_XDR_SHXYM')] = '919901013889433621'
csv.writer(open('bad.csv', 'w', newline=''), lineterminator='\r\n').writerows(rows)
csv.writer(open('good.csv', 'w', newline=''), lineterminator='\r\n').writerows(rows[:1])
P
    run import_json bad.csv --findings marked.xlsx
    [ "$(counts <<<"$output")" = "496 0 0 4" ]
    # The program opens it, shows fills and comments, saves it; the flat form between is where the text is corrected.
    office marked.xlsx fods
    grep -q '<office:annotation' office/marked.fods
    grep -qi 'ffc7ce' office/marked.fods
    python3 - <<'P'
import csv, re
good = list(csv.reader(open('many.csv', encoding='utf-8', newline='')))
at = good[0].index
text = open('office/marked.fods', encoding='utf-8').read()
def fix(old, new):
    global text
    text, n = re.subn(rf'<text:p>{old}</text:p>(\s*</table:table-cell>)', rf'<text:p>{new}</text:p>\1', text)
    assert n == 1, (old, n)
fix('2026/02/30', good[3][at('CF_JDRQ')])
fix('WRONG-1', good[5][at('CF_NR_FK')])
fix('WRONG-2', good[7][at('CF_XDR_MC')])
fix('919901013889433621', good[9][at('CF_XDR_SHXYM')])
open('corrected.fods', 'w', encoding='utf-8').write(text)
P
    office corrected.fods xlsx
    run import_json office/corrected.xlsx
    [ "$(counts <<<"$output")" = "4 0 496 0" ]
}

@test "marks stand at the cells, and hold neither identity numbers nor restricted columns" {
    peopled
    number=$(python3 -c "
d='11010119900307123'; w=[7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2]
print(d+'10X98765432'[sum(int(a)*b for a,b in zip(d,w))%11])")
    penalty "CF_SY=证件$number" CF_NR_ZKDX=RESTRICTED-1 'CF_JDRQ=2026/02/30'
    sed -i '1s/CF_NR_ZKDX/BZ/' row.csv
    run import_penalties row.csv --findings marked.xlsx
    [ "$status" -eq 3 ]
    mkdir un && (cd un && python3 -m zipfile -e ../marked.xlsx .)
    grep -q '2026/02/30' un/xl/worksheets/sheet1.xml
    grep -q 'ref="H2"' un/xl/comments1.xml
    grep -q 'id-in-field' un/xl/comments1.xml
    ! grep -rq "$number" un
    ! grep -rq RESTRICTED-1 un
}

@test "a marked file is of one file and not of standard input" {
    peopled
    run import_penalties --findings m.xlsx "$EXAMPLES/penalties-official.csv" "$EXAMPLES/penalties-official.csv"
    [ "$status" -eq 2 ]
    run bash -c "'$G' import --kind penalty.decide --findings m.xlsx - <'$EXAMPLES/penalties-official.csv'"
    [ "$status" -eq 2 ]
    [ ! -e m.xlsx ] && [ ! -e m.xlsx.part ]
}

@test "a template as a workbook is read back: no row, no unknown column" {
    rehearsal
    "$G" import --template penalty.decide --out t.xlsx
    run import_json t.xlsx
    [ "$status" -eq 0 ]
    [ "$(counts <<<"$output")" = "0 0 0 0" ]
    [ "$(json '[f["rule"] for f in x["findings"]]' <<<"$output")" = "[]" ]
}

@test "a sheet by its name, and from a pipe; an unknown one names what there is" {
    peopled
    import_penalties "$EXAMPLES/penalties-official.csv" --findings own.xlsx 2>/dev/null
    run bash -c "'$G' import --kind penalty.decide --sheet Sheet1 - <own.xlsx"
    [ "$status" -eq 0 ]
    [[ $output == *" 0 refused"* ]]
    run import_penalties --sheet 表9 own.xlsx
    [ "$status" -eq 3 ]
    [[ $output == *sheet-unknown*Sheet1* ]]
}

@test "code check reads a workbook" {
    peopled
    import_penalties "$EXAMPLES/penalties-official.csv" --findings own.xlsx 2>/dev/null
    run "$G" code check --column CF_XDR_SHXYM own.xlsx
    [ "$status" -eq 0 ]
    [ "$output" = "$("$G" code check --column CF_XDR_SHXYM "$EXAMPLES/penalties-official.csv")" ]
    run "$G" code check own.xlsx
    [ "$status" -eq 2 ]
    [[ $output == *--column* ]]
}

# hostile NAME: one archive that wants more than it may have.
hostile() {
    python3 - "$1" <<'P'
import sys, zipfile
name, zeros = sys.argv[1], bytes(1 << 20)
book = '<workbook xmlns:r="u"><sheets><sheet name="S" r:id="a"/></sheets></workbook>'
rels = '<Relationships><Relationship Id="a" Type="u/worksheet" Target="worksheets/s.xml"/></Relationships>'
head, tail = '<worksheet><sheetData>', '</sheetData></worksheet>'
z = zipfile.ZipFile(name + '.xlsx', 'w', zipfile.ZIP_DEFLATED, compresslevel=9)
z.writestr('xl/workbook.xml', book)
z.writestr('xl/_rels/workbook.xml.rels', rels)
if name == 'zeros':
    with z.open('xl/worksheets/s.xml', 'w') as s:
        for _ in range(300):
            s.write(zeros)
elif name == 'cells':
    with z.open('xl/worksheets/s.xml', 'w') as s:
        s.write(head.encode())
        for r in range(1, 30000):
            s.write(f'<row r="{r}">{"<c/>" * 2000}</row>'.encode())
elif name == 'entities':
    z.writestr('xl/worksheets/s.xml', '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + ''.join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)) + ']><worksheet>&j;</worksheet>')
elif name == 'members':
    for i in range(5000):
        z.writestr(f'x/{i}', 'x')
z.close()
P
}

@test "hostile archives: refused in time and in little memory, and nothing is written" {
    rehearsal
    before=$(acts)
    for name in zeros cells entities members; do
        hostile $name
        run python3 - "$G" $name.xlsx <<'P'
import resource, subprocess, sys
p = subprocess.run([sys.argv[1], 'import', '--kind', 'penalty.decide', sys.argv[2]], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN) # processor time: how busy the machine is does not matter
spent, peak = used.ru_utime + used.ru_stime, used.ru_maxrss
print(p.returncode, 'archive-limit' in p.stderr, spent < 2, peak < (128 << 10), round(spent, 2), peak, p.stderr)
P
        [[ $output == "3 True True True "* ]] || { echo "$name: $output"; return 1; }
    done
    [ "$(acts)" = "$before" ]
}

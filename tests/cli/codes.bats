#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
load common

@test "code check writes code, verdict and note, tab-separated" {
    run "$G" code check 919901013889433626
    [ "$status" -eq 0 ]
    [ "$output" = $'919901013889433626\tvalid\tregion-unknown' ]
}

@test "a wrong check character is told with what it should be, exit 3" {
    run "$G" code check 919901013889433621
    [ "$status" -eq 3 ]
    [[ $output == *$'\tcheck\t'*"expected 6"* ]]
}

@test "each verdict of the order is reached" {
    run "$G" code check 9199 91990101388943362I 9199O1013889433626 110101190001010017
    [ "$status" -eq 3 ]
    [[ ${lines[0]} == *$'\tlength\t'* ]]
    [[ ${lines[1]} == *$'\talphabet\t'*"place 18"* ]]
    [[ ${lines[2]} == *$'\talphabet\t'* ]]
}

@test "an identity number is named, masked, and never repeated" {
    number=$(python3 -c "
d='11010119900307123'; w=[7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2]
print(d+'10X98765432'[sum(int(a)*b for a,b in zip(d,w))%11])")
    run "$G" code check "$number"
    [ "$status" -eq 3 ]
    [[ $output == *resident-id-shaped* ]]
    [[ $output != *"$number"* ]]
    run "$G" show "$number"
    [[ $output != *"$number"* ]]
}

@test "full width, lower case and blanks are cleaned with a note" {
    run "$G" code check "９１９９０１０１　3889 433626"
    [ "$status" -eq 0 ]
    [[ $output == 919901013889433626$'\tvalid\tcleaned'* ]]
}

@test "standard input and files hold one code a line" {
    printf '919901013889433626\r\n\n9199\n' >codes.txt
    run "$G" code check codes.txt
    [ "${#lines[@]}" -eq 2 ]
    run "$G" code check - <codes.txt
    [ "${#lines[@]}" -eq 2 ]
    run "$G" code check <codes.txt
    [ "${#lines[@]}" -eq 2 ]
    [ "$status" -eq 3 ]
}

@test "explain names department, category, region and both checks" {
    run "$G" code explain 919901013889433626 --lang en
    [ "$status" -eq 0 ]
    [[ $output == *department* && $output == *category* && $output == *region* && $output == *check* ]]
}

@test "all collected vectors are right" {
    tsv=${GONGSHI_SHARED:-$REPO/../shared}/data/uscc/vectors.tsv
    [ -f "$tsv" ] || skip "the shared data is absent"
    run python3 - "$tsv" "$G" <<'P'
import csv, subprocess, sys
computed = {'ok': 'valid', 'charset': 'alphabet'} # the file's words for our verdicts
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8'), delimiter='\t'))
bad = 0
for r in rows:
    if not r['code'].strip():
        continue
    got = subprocess.run([sys.argv[2], 'code', 'check', '-'], input=r['code'] + '\n', capture_output=True, text=True).stdout
    want = computed.get(r['computed'], r['computed'])
    if r['expected'] == 'valid-after-cleaning':
        want = 'valid'
    if got.split('\t')[1] != want and r['expected'] != 'issued-but-nonconforming':
        bad += 1
        print(r['code'], r['expected'], want, got)
print(len(rows), 'vectors,', bad, 'wrong')
sys.exit(bad > 0)
P
    echo "$output"
    [ "$status" -eq 0 ]
}

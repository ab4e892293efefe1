#!/usr/bin/env bats
# SPDX-License-Identifier: Apache-2.0
# The national rulebook against the papers on information and on actors; and the same comparison on an invented paper.

setup() {
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    cd "$root" || exit 1
    papers=${GONGSHI_SHARED:-$root/../shared}/domain
    own=tests/data/catalogue
}

@test "catalogue: fields, code values, categories, agencies and findings are those of the papers" {
    [ -d "$papers" ] || skip "no $papers"
    run tests/house/catalogue.py "$papers" data/cn src/base/rules.def
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "catalogue: an invented paper agrees with the tables made from it" {
    run tests/house/catalogue.py "$own/domain" "$own/rules" "$own/rules.def"
    echo "$output"
    [ "$status" -eq 0 ]
}

breaks() { # breaks WHAT FILE EXPRESSION: with that line of the invented tables or paper changed, the difference is told
    copy=$BATS_TEST_TMPDIR/copy
    rm -rf "$copy"
    cp -r "$own" "$copy"
    sed -i "$3" "$copy/$2"
    ! diff -rq "$own" "$copy" >/dev/null
    run tests/house/catalogue.py "$copy/domain" "$copy/rules" "$copy/rules.def"
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *"$1"* ]]
}

@test "catalogue: a field that differs is told, whatever differs" {
    breaks 'XK_RQ: no field' rules/fields.csv 's/XK_RQ/XK_TAG/'
    breaks "CF_LB: id is 'sort'" rules/fields.csv 's/,kind,CF_LB/,sort,CF_LB/'
    breaks "CF_LB: pos is '7'" rules/fields.csv 's/,2,kind,CF_LB/,7,kind,CF_LB/'
    breaks 'CF_LB: zh is' rules/fields.csv 's/训诫种类/训诫类型/'
    breaks "CF_LB: standard is 'M 18'" rules/fields.csv 's/M 16/M 18/'
    breaks "CF_LB: standard is 'O 16'" rules/fields.csv 's/M 16/O 16/'
    breaks "CF_LB: standard is 'M 16?'" rules/fields.csv 's/M 16/M 16?/'
    breaks 'CF_RQ: value is text' rules/fields.csv '/CF_RQ/s/,day,public/,text,public/'
    breaks 'XK_ZJ: klass is public' rules/fields.csv '/XK_ZJ/s/restricted/public/'
    breaks 'CF_CH: not looked through' rules/fields.csv '/CF_CH/s/,yes,/,,/'
    breaks 'no field takes XK_OLDCH' rules/fields.csv 's/XK_OLDCH/XK_VERYOLD/'
    breaks 'no field takes the older CF_OLDLB' rules/fields.csv 's/CF_OLDLB//'
    breaks 'has a standard, the paper no such row' domain/information-catalogue.md '/`XK_RQ`/d'
    breaks '2.1 Licence: no table' domain/information-catalogue.md 's/### 2.1 Licence/### 2.9 Gone/'
    breaks 'no field takes 违诺责任' rules/fields.csv '/违诺责任/d'
    breaks 'commitment 承诺编码: standard' rules/fields.csv '/承诺编码/s/M 20/M 30/'
    breaks 'SHIPDOC2: is not restricted' rules/fields.csv '/SHIPDOC/s/restricted/public/'
    breaks 'no field takes SHIPNO' rules/fields.csv '/SHIPNO/d'
    breaks 'no field takes TIDY_YEAR' rules/fields.csv 's/TIDY_YEAR/TIDY/'
}

@test "catalogue: a code value, a category, a finding that differs is told" {
    breaks 'penalty_kind ban: is (' rules/options.csv 's/禁泊/禁航/'
    breaks 'penalty_kind spoken: is None' rules/options.csv '/,spoken,/d'
    breaks 'penalty_kind exile: is not in the paper' rules/options.csv '$apenalty_kind,exile,流放,exile,,'
    breaks 'detention: is of persons only' rules/options.csv '$apenalty_kind,detention,拘留,detention,,'
    breaks 'fine: does not ask for CF_JE' rules/fields.csv 's/kind=fine/kind=spoken/'
    breaks 'ban: does not ask for an end' rules/fields.csv 's/kind=ban|exile/kind=exile/'
    breaks 'other: does not ask for words' rules/options.csv '/,other,/s/yes//'
    breaks 'entity_status 1' rules/options.csv 's/在航/停航/'
    breaks 'entity_type: no 1100' rules/options.csv '/1100/d'
    breaks 'entity_type: no 1212' rules/options.csv 's/1211;1212/1211/'
    breaks 'industry: no B' rules/options.csv '/,B,/d'
    breaks 'catalogue har: is' rules/glossary.csv 's/港务信息/港口信息/'
    breaks 'catalogue adm.rebuke: no record type' rules/record_types.csv '/adm.rebuke/d'
    breaks 'catalogue odd: is not in the paper' rules/glossary.csv '$acatalogue,odd,怪,odd,invented'
    breaks 'rules: no fine-sign' rules.def '/fine-sign/d'
}

@test "catalogue: an agency that differs is told" {
    breaks 'agency tide: is' rules/agencies.csv 's/潮汐局/潮水局/'
    breaks 'agency tide: is of kind hb' rules/agencies.csv '/^tide/s/,td,/,hb,/'
    breaks 'agency-kind: no hb' rules/glossary.csv '/agency-kind,hb/d'
    breaks 'nobody is called 灯塔局' rules/agencies.csv 's/,灯塔局,/,,/'
    breaks '船政司 has no last day' rules/agencies.csv 's/1999-05-01,harbour$/1999-05-01,/'
    breaks 'ships: harbour does not follow' rules/agencies.csv 's/1999-05-02/2003-01-01/'
    breaks 'lights: gone does not follow' rules/agencies.csv 's/harbour;tide/harbour;gone/'
    breaks "agency tide: code '11980100TY0000021Q'" rules/agencies.csv 's/Tide Office,/Tide Office,11980100TY0000021Q/'
    breaks "agency harbour: code ''" rules/agencies.csv 's/11980000TY0000013Q//'
}

%template instruments()
%const struct cat_instrument *laws;
%size_t n_laws = catalog_instruments(pg->site->catalog, &laws);
%tpl_head(pg);
<h1>{{t rules_instruments}}</h1>
%tpl_rule_day(pg);
<div class="scroll" tabindex="0" role="group" aria-label="{{t laws_caption}}">
<table>
<caption>{{t laws_caption}}</caption>
<thead><tr><th scope="col">{{t col_law}}</th><th scope="col">{{t f_kind}}</th><th scope="col">{{t col_number}}</th><th scope="col">{{t col_valid}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n_laws; i++) {
%if (!catalog_in_force(laws[i].valid_from, laws[i].valid_to, rule_day(pg)))
%continue;
<tr><th scope="row"><a href="{{@ page_to(pg, "rules/instruments", laws[i].id) }}">{{ page_pick(pg, laws[i].zh, laws[i].en) }}</a><span class="code sub">{{ laws[i].id }}</span></th><td>{{ label_in(pg, "instrument-kind", laws[i].kind) }}</td><td lang="zh-Hans">{{ laws[i].number }}</td><td class="day">
%tpl_range(pg, laws[i].valid_from, laws[i].valid_to);
</td></tr>
%}
</tbody>
</table>
</div>
%tpl_foot(pg);

%template terms()
%const struct catalog *c = pg->site->catalog;
%const struct cat_term *terms;
%size_t n_terms = catalog_terms(c, &terms);
%tpl_head(pg);
<h1>{{t rules_terms}}</h1>
<p class="small">{{t terms_note}}</p>
%tpl_rule_day(pg);
<div class="scroll" tabindex="0" role="group" aria-label="{{t terms_caption}}">
<table>
<caption>{{t terms_caption}}</caption>
<thead><tr><th scope="col">{{t col_scope}}</th><th scope="col">{{t col_what}}</th><th scope="col">{{t col_grade}}</th><th scope="col">{{t col_length}}</th><th scope="col">{{t col_start}}</th><th scope="col">{{t col_lapse}}</th><th scope="col">{{t col_valid}}</th><th scope="col">{{t col_source}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n_terms; i++) {
%if (!catalog_in_force(terms[i].valid_from, terms[i].valid_to, rule_day(pg)))
%continue;
<tr><th scope="row">{{ scope_label(pg, terms[i].scope) }}</th><td>{{ label_in(pg, "clock", terms[i].what) }}</td><td>{{ label_in(pg, "severity", terms[i].grade) }}</td><td class="day">{{= terms[i].count }} {{ label_in(pg, "unit", terms[i].unit) }}</td><td>{{ label_in(pg, "term-start", terms[i].start) }}</td><td>{{ page_pick(pg, terms[i].lapse, terms[i].lapse_en) }}</td><td class="day">
%tpl_range(pg, terms[i].valid_from, terms[i].valid_to);
</td><td>
%tpl_term_basis(pg, &terms[i]);
</td></tr>
%}
</tbody>
</table>
</div>
%tpl_foot(pg);

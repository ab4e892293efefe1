%template rules(const struct reg_edition *editions, size_t n_editions)
%const struct catalog *c = pg->site->catalog;
%const struct cat_type *types;
%const struct cat_term *terms;
%const struct cat_instrument *laws;
%size_t n_types = catalog_types(c, &types), n_terms = catalog_terms(c, &terms), n_laws = catalog_instruments(c, &laws);
%const struct cat_jurisdiction *j = catalog_jurisdiction(c);
%tpl_head(pg);
<h1>{{t nav_rules}}</h1>
<p class="lead">{{t rules_lead, page_pick(pg, j->zh, j->en)}}</p>
<dl class="facts">
<div class="wide"><dt>{{t rules_digest}}</dt><dd><span class="code">{{ catalog_digest(c) }}</span></dd></div>
</dl>
<div class="scroll" tabindex="0" role="region" aria-label="{{t editions_caption}}">
<table>
<caption>{{t editions_caption}}</caption>
<thead><tr><th scope="col">{{t col_effective}}</th><th scope="col">{{t col_adopted}}</th><th scope="col">{{t rules_digest}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n_editions; i++) {
<tr><th scope="row" class="day">{{ page_day(pg, editions[i].effective) }}</th><td class="day">{{ page_instant(pg, editions[i].adopted) }}</td><td><span class="code sub">{{ editions[i].digest }}</span></td></tr>
%}
</tbody>
</table>
</div>
%tpl_type_table(pg, PORTAL_W_types_caption, types, n_types, false);
<div class="scroll" tabindex="0" role="region" aria-label="{{t terms_caption}}">
<table>
<caption>{{t terms_caption}}</caption>
<thead><tr><th scope="col">{{t col_scope}}</th><th scope="col">{{t col_what}}</th><th scope="col">{{t col_grade}}</th><th scope="col">{{t col_length}}</th><th scope="col">{{t col_valid}}</th><th scope="col">{{t col_source}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n_terms; i++) {
<tr><th scope="row" class="day">{{ scope_label(pg, terms[i].scope) }}</th><td>{{ term_label(pg, terms[i].what) }}</td><td>{{ catalog_label(c, terms[i].grade, pg->lang) }}</td><td class="day">{{= terms[i].count }} {{ catalog_label(c, terms[i].unit, pg->lang) }}</td><td class="day">
%tpl_range(pg, terms[i].valid_from, terms[i].valid_to);
</td><td>{{ basis_label(pg, &terms[i]) }}</td></tr>
%}
</tbody>
</table>
</div>
<div class="scroll" tabindex="0" role="region" aria-label="{{t laws_caption}}">
<table>
<caption>{{t laws_caption}}</caption>
<thead><tr><th scope="col">{{t col_law}}</th><th scope="col">{{t f_doc_no}}</th><th scope="col">{{t col_valid}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n_laws; i++) {
<tr><th scope="row">{{ page_pick(pg, laws[i].zh, laws[i].en) }}<span class="code sub">{{ laws[i].id }}</span></th><td lang="zh-Hans">{{ laws[i].number }}</td><td class="day">
%tpl_range(pg, laws[i].valid_from, laws[i].valid_to);
</td></tr>
%}
</tbody>
</table>
</div>
%tpl_foot(pg);

%template rules(const struct reg_edition *editions, size_t n_editions)
%const struct catalog *c = pg->site->catalog;
%const struct cat_type *types;
%size_t n_types = catalog_types(c, &types);
%const struct cat_jurisdiction *j = catalog_jurisdiction(c);
%tpl_head(pg);
<h1>{{t nav_rules}}</h1>
<p class="lead">{{t rules_lead, page_pick(pg, j->zh, j->en)}}</p>
<dl class="facts">
<div class="wide"><dt>{{t rules_digest}}</dt><dd><span class="code">{{ catalog_digest(c) }}</span></dd></div>
</dl>
<ul class="points">
<li><a href="{{@ page_path(pg, "/lists") }}">{{t nav_lists}}</a>: {{t rules_count_row, count_of(pg, COUNT_LISTS), read_of(pg, COUNT_LISTS)}}</li>
<li><a href="{{@ page_path(pg, "/measures") }}">{{t nav_measures}}</a>: {{t rules_count_row, count_of(pg, COUNT_MEASURES), read_of(pg, COUNT_MEASURES)}}</li>
<li><a href="{{@ page_path(pg, "/rules/terms") }}">{{t rules_terms}}</a>: {{t rules_count_row, count_of(pg, COUNT_TERMS), read_of(pg, COUNT_TERMS)}}</li>
<li><a href="{{@ page_path(pg, "/rules/instruments") }}">{{t rules_instruments}}</a>: {{t rules_count_row, count_of(pg, COUNT_INSTRUMENTS), read_of(pg, COUNT_INSTRUMENTS)}}</li>
<li><a href="{{@ page_path(pg, "/rules/lenders") }}">{{t rules_lenders}}</a></li>
</ul>
<div class="scroll" tabindex="0" role="group" aria-label="{{t editions_caption}}">
<table>
<caption>{{t editions_caption}}</caption>
<thead><tr><th scope="col">{{t col_effective}}</th><th scope="col">{{t col_adopted}}</th><th scope="col">{{t rules_digest}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n_editions; i++) {
<tr><th scope="row" class="day">{{ page_day(pg, editions[i].effective) }}</th><td class="day">{{ page_instant(pg, editions[i].adopted) }}</td><td><a href="{{@ page_to(pg, "rules/editions", editions[i].digest) }}"><span class="code sub">{{ editions[i].digest }}</span></a></td></tr>
%}
</tbody>
</table>
</div>
%tpl_type_table(pg, PORTAL_W_types_caption, types, n_types);
%tpl_foot(pg);

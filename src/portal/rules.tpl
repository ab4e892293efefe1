%template rules(const struct reg_edition *editions, size_t n_editions, const struct table_count *counts, size_t n_counts)
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
<li><a href="{{@ page_path(pg, "/lists") }}">{{t nav_lists}}</a> · <a href="{{@ page_path(pg, "/measures") }}">{{t nav_measures}}</a> · <a href="{{@ page_path(pg, "/agencies") }}">{{t nav_agencies}}</a> · <a href="{{@ page_path(pg, "/rules/terms") }}">{{t rules_terms}}</a> · <a href="{{@ page_path(pg, "/rules/instruments") }}">{{t rules_instruments}}</a></li>
<li><a href="{{@ page_path(pg, "/rules/changes") }}">{{t rules_changes}}</a></li>
<li><a href="{{@ page_path(pg, "/rules/lenders") }}">{{t rules_lenders}}</a></li>
</ul>
%tpl_rule_day(pg);
<div class="scroll" tabindex="0" role="group" aria-label="{{t tables_caption}}">
<table>
<caption>{{t tables_caption}}</caption>
<thead><tr><th scope="col">{{t col_table}}</th><th scope="col" class="num">{{t col_rows}}</th><th scope="col" class="num">{{t col_in_force, page_day(pg, pg->ask->when.as_of)}}</th><th scope="col" class="num">{{t col_read}}</th><th scope="col" class="num">{{t col_unread}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n_counts; i++) {
%const struct cat_count *k = &counts[i].count;
%struct str at = table_address(pg, k->table);
<tr><th scope="row">
%if (at.n) {
<a href="{{@ at }}">{{ table_label(pg, k->table) }}</a>
%} else {
{{ table_label(pg, k->table) }}
%}
</th><td class="num">{{ page_number(pg, (int64_t)k->rows) }}</td><td class="num">{{ page_number(pg, (int64_t)counts[i].in_force) }}</td><td class="num">{{ k->has_read ? page_number(pg, (int64_t)k->read) : STR("–") }}</td><td class="num">{{ k->has_read ? page_number(pg, (int64_t)(k->rows - k->read)) : STR("–") }}</td></tr>
%}
</tbody>
</table>
</div>
<p class="small">{{t rows_note, page_number(pg, (int64_t)view_list_rows(c)), page_number(pg, (int64_t)view_tally_lists(c, DAY_NONE).all)}}</p>
<div class="scroll" tabindex="0" role="group" aria-label="{{t editions_caption}}">
<table>
<caption>{{t editions_caption}}</caption>
<thead><tr><th scope="col">{{t col_effective}}</th><th scope="col">{{t col_adopted}}</th><th scope="col">{{t col_change}}</th><th scope="col">{{t rules_digest}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n_editions; i++) {
<tr><th scope="row" class="day">{{ page_day(pg, editions[i].effective) }}</th><td class="day">{{ page_instant(pg, editions[i].adopted) }}</td><td><a href="{{@ page_to(pg, "rules/editions", editions[i].digest) }}">{{t edition_link}}</a></td><td><span class="code sub">{{ editions[i].digest }}</span></td></tr>
%}
</tbody>
</table>
</div>
%tpl_type_table(pg, PORTAL_W_types_caption, types, n_types);
%tpl_foot(pg);

%template agency(const struct view_agency *x, const struct view_filings *filings, bool has_file)
%const struct cat_agency *g = x->agency;
%tpl_head(pg);
<div class="identity">
<p class="kicker">{{ label_in(pg, "agency-kind", g->kind) }} · {{ label_in(pg, "level", g->level) }}</p>
<h1>{{ page_pick(pg, g->zh, g->en) }}</h1>
<p class="codeline"><span class="code">{{ g->id }}</span></p>
</div>
<section aria-labelledby="short">
<h2 id="short">{{t h_short}}</h2>
<dl class="facts">
%tpl_fact(pg, PORTAL_W_f_region, region_label(pg, g->region));
%if (x->parent) {
<div><dt>{{t f_parent}}</dt><dd><a href="{{@ page_to(pg, "agencies", x->parent->id) }}">{{ page_pick(pg, x->parent->zh, x->parent->en) }}</a></dd></div>
%}
%tpl_fact(pg, PORTAL_W_f_opening, page_day(pg, g->opening));
%if (g->successor.n) {
<div><dt>{{t f_successor}}</dt><dd>{{ g->successor }}</dd></div>
%}
%if (!has_file) {
%tpl_fact(pg, PORTAL_W_f_uscc, g->uscc);
%} else {
<div><dt>{{t f_own_file}}</dt><dd><a href="{{@ page_to(pg, "entities", g->uscc) }}">{{ g->uscc }}</a></dd></div>
%}
</dl>
</section>
%tpl_filings(pg, filings);
%if (x->n_lists) {
<section aria-labelledby="lists">
<h2 id="lists">{{t h_may_list}}</h2>
<ul>
%for (size_t i = 0; i < x->n_lists; i++) {
<li><a href="{{@ rule_to(pg, "lists", x->lists[i]->type.id) }}">{{ page_pick(pg, x->lists[i]->type.zh, x->lists[i]->type.en) }}</a> <span class="tag">{{ state_label(pg, x->lists[i]->type.state) }}</span></li>
%}
</ul>
</section>
%}
%if (x->n_measures) {
<section aria-labelledby="measures">
<h2 id="measures">{{t h_may_measure}}</h2>
<ul>
%for (size_t i = 0; i < x->n_measures; i++) {
<li><a href="{{@ rule_to(pg, "measures", x->measures[i]->type.id) }}">{{ page_pick(pg, x->measures[i]->type.zh, x->measures[i]->type.en) }}</a></li>
%}
</ul>
</section>
%}
%if (x->n_types) {
<section aria-labelledby="types">
<h2 id="types">{{t h_may_file}}</h2>
<ul>
%for (size_t i = 0; i < x->n_types; i++) {
<li>{{ page_pick(pg, x->types[i]->zh, x->types[i]->en) }}</li>
%}
</ul>
</section>
%}
%tpl_foot(pg);

%template term_basis(const struct cat_term *t)
%struct view_law *laws;
%size_t n = view_laws(pg->site->catalog, t->basis, pg->a, &laws);
%for (size_t i = 0; i < n; i++) {
%if (i) {
<br>
%}
%if (!laws[i].row) {
{{ laws[i].id }} {{ laws[i].articles }}
%} else if (laws[i].articles.n) {
<a href="{{@ page_to(pg, "rules/instruments", laws[i].id) }}">{{ page_pick(pg, laws[i].row->zh, laws[i].row->en) }}</a>, {{t article_n, laws[i].articles}}
%} else {
<a href="{{@ page_to(pg, "rules/instruments", laws[i].id) }}">{{ page_pick(pg, laws[i].row->zh, laws[i].row->en) }}</a>
%}
%}
%if (!n) {
{{ t->source }}
%}
%if (!t->verified) {
<span class="tag">{{t unverified_tag}}</span>
%}

%template law_names(const struct view_law *v, size_t n, bool with_articles)
%for (size_t i = 0; i < n; i++) {
%if (i) {
<br>
%}
%if (!v[i].row) {
{{ v[i].id }} {{ v[i].articles }}
%} else if (with_articles && v[i].articles.n) {
<a href="{{@ page_to(pg, "rules/instruments", v[i].id) }}">{{ page_pick(pg, v[i].row->zh, v[i].row->en) }}</a>, {{t article_n, v[i].articles}}
%} else {
<a href="{{@ page_to(pg, "rules/instruments", v[i].id) }}">{{ page_pick(pg, v[i].row->zh, v[i].row->en) }}</a>
%}
%}

%template edition(const struct edition_page *x)
%tpl_head(pg);
<h1>{{t edition_title}}</h1>
<dl class="facts">
%tpl_fact(pg, PORTAL_W_col_effective, page_day(pg, x->edition->effective));
%tpl_fact(pg, PORTAL_W_col_adopted, page_instant(pg, x->edition->adopted));
<div class="wide"><dt>{{t rules_digest}}</dt><dd><span class="code">{{ x->edition->digest }}</span></dd></div>
%if (x->before) {
<div class="wide"><dt>{{t edition_before}}</dt><dd><a href="{{@ page_to(pg, "rules/editions", x->before->digest) }}"><span class="code">{{ x->before->digest }}</span></a></dd></div>
%}
</dl>
%if (!x->before) {
<p class="none">{{t edition_first}}</p>
%} else if (!x->n_all) {
<p class="none">{{t edition_same}}</p>
%} else {
<p>{{t edition_count, page_number(pg, (int64_t)x->n_all), page_number(pg, (int64_t)x->n)}}</p>
<div class="scroll" tabindex="0" role="group" aria-label="{{t edition_caption}}">
<table>
<caption>{{t edition_caption}}</caption>
<thead><tr><th scope="col">{{t edition_table}}</th><th scope="col">{{t edition_row}}</th><th scope="col">{{t edition_column}}</th><th scope="col">{{t edition_old}}</th><th scope="col">{{t edition_new}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < x->n; i++) {
<tr><td>{{ x->v[i].table }}</td><th scope="row">{{ x->v[i].row }}</th><td>{{ x->v[i].column }}</td><td>{{ x->v[i].old }}</td><td>{{ x->v[i].new }}</td></tr>
%}
</tbody>
</table>
</div>
%}
%tpl_foot(pg);

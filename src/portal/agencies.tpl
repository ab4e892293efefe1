%template agencies(const struct filer *v, size_t n, const struct known_agency *known, size_t n_known, size_t n_all)
%tpl_head(pg);
<h1>{{t nav_agencies}}</h1>
<p class="lead">{{t agencies_lead}}</p>
%if (!n) {
<p class="none">{{t agencies_none}}</p>
%} else {
<div class="scroll" tabindex="0" role="group" aria-label="{{t agencies_caption}}">
<table>
<caption>{{t agencies_caption}}</caption>
<thead><tr><th scope="col">{{t f_agency}}</th><th scope="col">{{t col_level}}</th><th scope="col">{{t f_region}}</th><th scope="col" class="num">{{t col_records}}</th><th scope="col">{{t col_last}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n; i++) {
<tr><th scope="row"><a href="{{@ page_to(pg, "agencies", v[i].id) }}">{{ v[i].name }}</a></th><td>{{ v[i].level }}</td><td>{{ v[i].region }}</td><td class="num">{{ page_number(pg, v[i].records) }}</td><td class="day">{{ page_day(pg, v[i].last.s ? day_of_instant(v[i].last) : DAY_NONE) }}</td></tr>
%}
</tbody>
</table>
</div>
%}
<section aria-labelledby="known">
<h2 id="known">{{t agencies_known}}</h2>
<p class="small">{{t agencies_all_note, page_number(pg, (int64_t)n_all)}}</p>
<div class="scroll" tabindex="0" role="group" aria-label="{{t agencies_known}}">
<table>
<caption>{{t agencies_known}}</caption>
<thead><tr><th scope="col">{{t f_agency}}</th><th scope="col">{{t f_kind}}</th><th scope="col">{{t col_level}}</th><th scope="col" class="num">{{t col_keeps}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n_known; i++) {
%const struct cat_agency *g = known[i].agency;
%if (known[i].first) {
<tr id="kind-{{ g->kind }}">
%} else {
<tr>
%}
<th scope="row"><a href="{{@ page_to(pg, "agencies", g->id) }}">{{ page_pick(pg, g->zh, g->en) }}</a></th><td>{{ label_in(pg, "agency-kind", g->kind) }}</td><td>{{ label_in(pg, "level", g->level) }}</td><td class="num">{{ page_number(pg, (int64_t)known[i].lists) }}</td></tr>
%}
</tbody>
</table>
</div>
</section>
%tpl_foot(pg);

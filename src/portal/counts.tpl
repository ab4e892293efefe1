%template counts(const struct view_count *v, size_t n, bool by_agency)
<section aria-labelledby="counts">
<h2 id="counts">{{t h_counts}}</h2>
%if (!n) {
<p class="none">{{t counts_none}}</p>
%} else {
<div class="scroll" tabindex="0" role="group" aria-label="{{t h_counts}}">
<table aria-labelledby="counts">
<thead><tr><th scope="col">{{t col_year}}</th><th scope="col">{{ page_say(pg, by_agency ? PORTAL_W_col_agency : PORTAL_W_col_type) }}</th><th scope="col">{{t col_what_counted}}</th><th scope="col">{{t col_number_of}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n; i++) {
<tr><th scope="row">{{= v[i].year }}</th><td>{{ by_agency ? v[i].agency_name : v[i].type_label }}</td><td>{{ v[i].what_label }}</td><td>{{ v[i].text }}</td></tr>
%}
</tbody>
</table>
</div>
%}
<p class="small">{{t count_note}}</p>
</section>

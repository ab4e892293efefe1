%template filings(const struct view_filings *x)
<section aria-labelledby="filings">
<h2 id="filings">{{t h_filings}}</h2>
%if (!x->n) {
<p class="none">{{t filings_none}}</p>
%} else {
<div class="scroll" tabindex="0" role="group" aria-label="{{t h_filings}}">
<table aria-labelledby="filings">
<thead><tr><th scope="col">{{t col_type}}</th><th scope="col">{{t col_records}}</th><th scope="col">{{t filings_last}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < x->n; i++) {
<tr><th scope="row">{{ x->v[i].type_label }}</th><td>{{ page_number(pg, x->v[i].records) }}</td><td class="day">{{ page_instant(pg, x->v[i].last) }}</td></tr>
%}
</tbody>
</table>
</div>
%}
</section>
<section aria-labelledby="days">
<h2 id="days">{{t h_keeps_days}}</h2>
<dl class="facts">
%tpl_fact(pg, PORTAL_W_filings_overdue_ends, page_number(pg, x->overdue_ends));
%tpl_fact(pg, PORTAL_W_filings_overdue_steps, page_number(pg, x->overdue_steps));
</dl>
</section>
%tpl_counts(pg, x->counts, x->n_counts, false);

%template clocks(const struct view_case *x)
<section aria-labelledby="clocks">
<h2 id="clocks">{{t case_clocks}}</h2>
<div class="scroll" tabindex="0" role="group" aria-label="{{t case_clocks}}">
<table aria-labelledby="clocks">
<thead><tr><th scope="col">{{t col_clock}}</th><th scope="col">{{t col_owed_by}}</th><th scope="col">{{t col_start}}</th><th scope="col">{{t col_length}}</th><th scope="col">{{t col_until}}</th><th scope="col">{{t col_clock_state}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < x->n_clocks; i++) {
%const struct view_clock *k = &x->clocks[i];
<tr><th scope="row">{{ k->label }}</th><td>{{ k->owed_by }}</td><td class="day">{{ page_day(pg, k->from) }}</td><td>{{ k->period }}</td><td class="day">{{ day_is(k->until) ? page_day(pg, k->until) : STR_NONE }}</td><td>{{ k->state_label }}</td></tr>
%}
</tbody>
</table>
</div>
<p class="small">{{t case_clocks_note}}</p>
</section>

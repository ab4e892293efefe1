%template list_now(const struct list_now *x)
<section aria-labelledby="entries">
<h2 id="entries">{{t h_entries}}</h2>
%if (!x->n_entries) {
<p class="none">{{t entries_none}}</p>
%} else {
<div class="scroll" tabindex="0" role="group" aria-label="{{t h_entries}}">
<table aria-labelledby="entries">
<thead><tr><th scope="col">{{t col_entry}}</th><th scope="col">{{t f_grounds}}</th><th scope="col">{{t col_agency}}</th><th scope="col">{{t f_doc_no}}</th><th scope="col">{{t f_decided_on}}</th><th scope="col">{{t col_until}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < x->n_entries; i++) {
%const struct view_record *r = &x->entries[i];
<tr><th scope="row">
%if (r->person) {
{{t entries_person}}
%} else {
<a href="{{@ page_to(pg, "entities", r->subject) }}" lang="zh-Hans">{{ r->subject_name }}</a><span class="code sub">{{ r->subject }}</span>
%}
</th><td>{{ r->grounds }}</td><td>{{ r->agency_name }}</td><td><a href="{{@ page_to(pg, "records", r->id) }}" lang="zh-Hans">{{ r->doc_no.n ? r->doc_no : page_say(pg, PORTAL_W_record_decision) }}</a></td><td class="day">{{ page_day(pg, r->decided_on) }}</td><td class="day">{{ r->ends.n ? r->ends : page_day(pg, r->in_force_until) }}</td></tr>
%}
</tbody>
</table>
</div>
%if (x->next.n) {
<p><a href="{{@ entries_address(pg, x) }}">{{t entries_more}}</a></p>
%}
%}
</section>
%tpl_counts(pg, x->counts, x->n_counts, true);

%template resting(const struct view_case *x)
<section aria-labelledby="resting">
<h2 id="resting">{{t case_resting}}</h2>
%if (!x->n_resting) {
<p class="none">{{t case_resting_none}}</p>
%} else {
<ul>
%for (size_t i = 0; i < x->n_resting; i++) {
%const struct view_record *r = &x->resting[i];
<li><a href="{{@ page_to(pg, "records", r->id) }}">{{ r->type_label }} <span lang="zh-Hans">{{ r->doc_no }}</span></a> · <a href="{{@ page_to(pg, "agencies", r->agency) }}">{{ r->agency_name }}</a> · {{ r->ends.n ? r->ends : page_day(pg, r->in_force_until) }}</li>
%}
</ul>
%}
</section>

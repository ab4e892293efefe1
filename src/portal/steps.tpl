%template steps(const struct view_case *x)
<section aria-labelledby="steps">
<h2 id="steps">{{t case_steps}}</h2>
%if (x->afterwards) {
<p class="hint">{{t case_after}}</p>
%}
%if (!str_is(x->record.origin, "filed")) {
<p class="hint">{{ x->record.origin_note }}</p>
%} else if (x->record.type && x->record.type->external) {
<p class="hint">{{t case_steps_external}}</p>
%}
<ol class="steps">
%for (size_t i = 0; i < x->n_steps; i++) {
%const struct view_step *s = &x->steps[i];
<li><p class="step"><span class="day">{{ page_day(pg, s->on) }}</span> <strong>{{ s->label }}</strong>
%if (s->doc_no.n) {
<span lang="zh-Hans">{{ s->doc_no }}</span>
%}
%if (s->afterwards) {
<span class="tag">{{t after_tag}}</span>
%}
%if (s->emptied) {
<span class="tag">{{t case_emptied}}</span>
%}
</p>
<dl class="facts">
%if (s->words.n) {
<div class="wide"><dt>{{t col_step}}</dt><dd>{{ s->words }}</dd></div>
%}
%tpl_fact(pg, PORTAL_W_col_by, s->by_label);
%tpl_fact(pg, PORTAL_W_f_agency, s->agency_name);
%tpl_fact(pg, PORTAL_W_case_state, s->state_label);
%if (s->n_papers) {
<div><dt>{{t col_papers}}</dt><dd>
%for (size_t k = 0; k < s->n_papers; k++) {
{{ s->papers[k].label }}{{ str_of(k + 1 < s->n_papers ? ", " : "") }}
%}
</dd></div>
%}
%tpl_fields(pg, s->fields, s->n_fields);
</dl>
</li>
%}
</ol>
</section>

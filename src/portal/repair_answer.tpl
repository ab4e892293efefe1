%template repair_answer(const struct repair_form *x)
%const struct view_repair *r = &x->answer;
%const struct cat_term *by = r->earliest.by;
<section aria-labelledby="answer">
<h2 id="answer">{{t repair_answer}}</h2>
<p class="answer" role="status">{{ r->words }}</p>
<dl class="facts">
<div class="wide"><dt>{{t repair_what}}</dt><dd>{{ r->type_label }} <span lang="zh-Hans">{{ r->subject_name }} {{ r->doc_no }}</span></dd></div>
%if (r->way != WAY_NONE && r->earliest.when == REPAIR_FROM_DAY) {
%tpl_fact(pg, PORTAL_W_repair_from_label, page_day(pg, r->earliest.day));
%}
%if (by) {
<div class="wide"><dt>{{t repair_rule}}</dt><dd>{{ r->rule }} <span class="code">{{ by->id }}</span>
%tpl_term_basis(pg, by);
</dd></div>
%}
%if (r->n_papers) {
<div><dt>{{t repair_papers}}</dt><dd><ul class="plain">
%for (size_t i = 0; i < r->n_papers; i++) {
<li>{{ r->papers[i].label }}</li>
%}
</ul></dd></div>
%}
%tpl_fact(pg, PORTAL_W_repair_to, r->to);
%if (r->way != WAY_NONE) {
<div class="wide"><dt>{{t repair_decision_within}}</dt><dd>
%if (r->decides) {
{{ r->decides_words }} <span class="code">{{ r->decides->id }}</span>
%tpl_term_basis(pg, r->decides);
%} else {
{{t no_period}}
%}
</dd></div>
%if (day_is(r->decided_by)) {
%tpl_fact(pg, PORTAL_W_repair_latest, page_day(pg, r->decided_by));
%}
%}
%if (r->exit.n) {
<div class="wide"><dt>{{t f_way_out}}</dt><dd>{{ r->exit }}</dd></div>
%}
</dl>
%if (x->calendar.n) {
<p><a href="{{@ x->calendar }}">{{t repair_calendar_link}}</a></p>
%}
</section>

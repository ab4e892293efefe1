%template facts(const struct view_record *r)
<div><dt>{{t f_agency}}</dt><dd><a href="{{@ page_to(pg, "agencies", r->agency) }}">{{ r->agency_name }}</a></dd></div>
%tpl_fact(pg, PORTAL_W_f_doc_no, r->doc_no);
%tpl_fact(pg, PORTAL_W_f_decided_on, page_day(pg, r->decided_on));
%if (r->grounds.n) {
<div class="wide"><dt>{{t f_grounds}}</dt><dd>{{ r->grounds }}</dd></div>
%}
%if (r->rests_on.n) {
<div class="wide"><dt>{{t f_rests_on}}</dt><dd><a href="{{@ page_to(pg, "records", r->rests_on) }}">{{ r->rests_on_label }} {{ r->rests_on_doc_no }}</a></dd></div>
%}
%if (r->n_laws) {
<div class="wide"><dt>{{t f_basis}}</dt><dd><ul class="plain">
%for (size_t i = 0; i < r->n_laws; i++) {
<li><a href="{{@ page_to(pg, "rules/instruments", r->laws[i].id) }}">{{ r->laws[i].row ? page_pick(pg, r->laws[i].row->zh, r->laws[i].row->en) : r->laws[i].id }}</a>
%if (r->laws[i].articles.n && r->laws[i].articles.p[0] <= '9') {
{{t article_n, r->laws[i].articles}}
%} else {
{{ r->laws[i].articles }}
%}
</li>
%}
</ul></dd></div>
%} else if (r->basis.n) {
<div class="wide"><dt>{{t f_basis}}</dt><dd lang="zh-Hans">{{ r->basis }}</dd></div>
%}
%if (r->ends.n) {
<div class="wide"><dt>{{t f_in_force}}</dt><dd>{{ r->ends }}</dd></div>
%} else if (day_is(r->in_force_from) || day_is(r->in_force_until)) {
<div><dt>{{t f_in_force}}</dt><dd>
%tpl_range(pg, r->in_force_from, r->in_force_until);
</dd></div>
%}
<div><dt>{{t f_public}}</dt><dd>
%tpl_range(pg, r->public_from, r->public_until);
%if (r->public_until_computed) {
<span class="tag">{{t computed}}</span>
%}
</dd></div>
<div class="wide"><dt>{{t f_origin}}</dt><dd>{{ r->origin_note }}</dd></div>
%tpl_fact(pg, PORTAL_W_f_ended, r->ended_note);
%if (r->way_out.n && !r->past) {
<div class="wide"><dt>{{t f_way_out}}</dt><dd>{{ r->way_out }}</dd></div>
%}

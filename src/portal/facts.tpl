%template facts(const struct view_record *r)
%tpl_fact(pg, PORTAL_W_f_agency, r->agency_name);
%tpl_fact(pg, PORTAL_W_f_doc_no, r->doc_no);
%tpl_fact(pg, PORTAL_W_f_decided_on, page_day(pg, r->decided_on));
%if (r->basis.n) {
<div class="wide"><dt>{{t f_basis}}</dt><dd lang="zh-Hans">{{ r->basis }}</dd></div>
%}
%if (day_is(r->in_force_from) || day_is(r->in_force_until)) {
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

%template facts(const struct view_record *r)
%struct str open = page_say(pg, PORTAL_W_open_end);
%tpl_fact(pg, PORTAL_W_f_agency, r->agency_name);
%tpl_fact(pg, PORTAL_W_f_doc_no, r->doc_no);
%tpl_fact(pg, PORTAL_W_f_decided_on, page_day(pg, r->decided_on));
%if (r->basis.n) {
<div class="wide"><dt>{{t f_basis}}</dt><dd lang="zh-Hans">{{ r->basis }}</dd></div>
%}
%if (day_is(r->in_force_from) || day_is(r->in_force_until)) {
<div><dt>{{t f_in_force}}</dt><dd>{{t range, page_day(pg, r->in_force_from), day_is(r->in_force_until) ? page_day(pg, r->in_force_until) : open}}</dd></div>
%}
<div><dt>{{t f_public}}</dt><dd>{{t range, page_day(pg, r->public_from), day_is(r->public_until) ? page_day(pg, r->public_until) : open}}
%if (r->public_until_computed) {
<span class="tag">{{t computed}}</span>
%}
</dd></div>
<div class="wide"><dt>{{t f_origin}}</dt><dd>{{ r->origin_note }}</dd></div>
%tpl_fact(pg, PORTAL_W_f_ended, r->ended_note);

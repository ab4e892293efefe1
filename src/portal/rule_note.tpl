%template rule_note(const struct cat_type *t)
%if (day_is(rule_day(pg))) {
<p class="hint">{{t as_of_note, page_day(pg, pg->ask->when.as_of)}}</p>
%}
%if (!catalog_in_force(t->valid_from, t->valid_to, pg->ask->when.as_of)) {
<p class="hint">{{t not_then, page_day(pg, pg->ask->when.as_of)}}
%tpl_range(pg, t->valid_from, t->valid_to);
</p>
%} else if (day_is(t->valid_from) || day_is(t->valid_to)) {
<p class="small">{{t f_in_force}}
%tpl_range(pg, t->valid_from, t->valid_to);
</p>
%}
%if (t->state == STATE_HISTORIC) {
<p class="hint">{{t why_historic}}</p>
%}
%if (t->verified) {
<p class="small">{{t verified_note}}</p>
%} else {
<p class="small">{{t unverified_note}}</p>
%}

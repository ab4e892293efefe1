%template rule_note(const struct cat_type *t)
%if (!day_is(pg->ask->when.as_of) || pg->ask->when.as_of.n != pg->ask->when.today.n) {
<p class="hint">{{t as_of_note, page_day(pg, pg->ask->when.as_of)}}</p>
%}
%if (t->state == STATE_HISTORIC) {
<p class="hint">{{t why_historic}}</p>
%}
%if (t->verified) {
<p class="small">{{t verified_note, t->source}}</p>
%} else {
<p class="small">{{t unverified_note, t->source}}</p>
%}

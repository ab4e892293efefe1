%template list(const struct view_list *x, const struct list_now *now)
%const struct cat_list *l = x->list;
%tpl_head(pg);
<div class="identity">
<p class="kicker">{{ label_in(pg, "list-class", class_id(l->klass)) }} <span class="tag">{{ state_label(pg, l->type.state) }}</span>
%if (l->type.local) {
<span class="tag">{{t local_tag}}</span>
%}
</p>
<h1>{{ page_pick(pg, l->type.zh, l->type.en) }}</h1>
%if (pg->lang == LANG_EN) {
<p class="sub" lang="zh-Hans">{{ l->type.zh }}</p>
%}
<p class="codeline"><span class="code">{{ l->type.id }}</span></p>
%if (l->type.state == STATE_DISPLAY_ONLY) {
<p class="hint">{{t why_display, page_pick(pg, l->type.state_why, l->type.state_why_en)}}</p>
%}
%if (is_weak(&l->type)) {
<p class="hint">{{t weak_basis, label_in(pg, "tier", l->type.basis_tier)}}</p>
%}
%tpl_rule_note(pg, &l->type);
</div>
<section aria-labelledby="short">
<h2 id="short">{{t h_short}}</h2>
<dl class="facts">
%if (x->owner) {
<div><dt>{{t f_owner}}</dt><dd><a href="{{@ page_to(pg, "agencies", x->owner->id) }}">{{ page_pick(pg, x->owner->zh, x->owner->en) }}</a></dd></div>
%} else {
%tpl_fact(pg, PORTAL_W_f_owner, owner_label(pg, &l->type, l->owner_kind));
%}
%tpl_fact(pg, PORTAL_W_f_listers, filers_label(pg, x->listers, x->n_listers));
%tpl_fact(pg, PORTAL_W_f_subjects, labels_in(pg, "list-subject", l->subjects));
%tpl_fact(pg, PORTAL_W_f_reach, label_in(pg, "list-reach", l->reach));
%tpl_fact(pg, PORTAL_W_f_requires, labels_in(pg, "requires", l->requires));
%tpl_fact(pg, PORTAL_W_f_consent, labels_in(pg, "level", l->consent_levels));
%tpl_fact(pg, PORTAL_W_f_field4, labels_in(pg, "field4", l->field));
%tpl_fact(pg, PORTAL_W_f_tier, label_in(pg, "tier", l->type.basis_tier));
%tpl_fact(pg, PORTAL_W_f_publicity, page_pick(pg, l->publicity, l->publicity_en));
</dl>
</section>
%tpl_list_now(pg, now);
<section aria-labelledby="entry">
<h2 id="entry">{{t h_entry}}</h2>
%if (l->entry.n) {
<p>{{ page_pick(pg, l->entry, l->entry_en) }}</p>
%} else {
<p class="none">{{t entry_unknown}}</p>
%}
%if (x->n_grounds) {
<div class="scroll" tabindex="0" role="group" aria-label="{{t col_ground}}">
<table>
<caption>{{t col_ground}}</caption>
<thead><tr><th scope="col">{{t col_ground}}</th><th scope="col">{{t col_opens}}</th><th scope="col">{{t h_exit}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < x->n_grounds; i++) {
%const struct cat_ground *g = x->grounds[i];
<tr><th scope="row">{{ page_pick(pg, g->zh, g->en) }}<span class="code sub">{{ g->id }}</span></th><td>{{ opens_label(pg, l, g) }}</td><td>{{ page_pick(pg, g->cure, g->cure_en) }}</td></tr>
%}
</tbody>
</table>
</div>
%} else {
<p class="none">{{t grounds_none}}</p>
%}
</section>
<section aria-labelledby="steps">
<h2 id="steps">{{t h_steps}}</h2>
%if (l->type.external) {
<p>{{t steps_external}}</p>
%}
%if (!x->n_steps) {
<p class="none">{{t steps_none}}</p>
%} else {
<div class="scroll" tabindex="0" role="group" aria-label="{{t h_steps}}">
<table>
<caption>{{t h_steps}}</caption>
<thead><tr><th scope="col">{{t col_step}}</th><th scope="col">{{t col_by}}</th><th scope="col">{{t col_from}}</th><th scope="col">{{t col_to}}</th><th scope="col">{{t col_conditions}}</th><th scope="col">{{t col_papers}}</th><th scope="col">{{t col_next}}</th><th scope="col">{{t col_limits}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < x->n_steps; i++) {
%const struct cat_transition *t = x->steps[i];
<tr><th scope="row">{{ page_pick(pg, t->zh, t->en) }}<span class="code sub">{{ t->id }} {{ t->act }}</span></th><td>{{ t->by.n ? labels_in(pg, "by", t->by) : page_say(pg, PORTAL_W_by_time) }}</td><td>{{ labels_in(pg, "list-state", t->from) }}</td><td>{{ to_label(pg, t) }}</td><td>{{ labels_in(pg, "gate", t->gates) }}</td><td>{{ labels_in(pg, "paper", t->papers) }}</td><td>{{ next_label(pg, l, t) }}</td><td>
%tpl_step_terms(pg, x, t);
</td></tr>
%}
</tbody>
</table>
</div>
<p class="small">{{t limits_note}}</p>
%}
</section>
<section aria-labelledby="periods">
<h2 id="periods">{{t h_periods}}</h2>
%if (!x->n_terms) {
<p class="none">{{t terms_none}}</p>
%} else {
<div class="scroll" tabindex="0" role="group" aria-label="{{t h_periods}}">
<table>
<caption>{{t h_periods}}</caption>
<thead><tr><th scope="col">{{t col_what}}</th><th scope="col">{{t col_count}}</th><th scope="col">{{t col_start}}</th><th scope="col">{{t col_valid}}</th><th scope="col">{{t col_source}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < x->n_terms; i++) {
%const struct cat_term *t = x->terms[i];
<tr><th scope="row">{{ label_in(pg, "clock", t->what) }}
%if (t->grade.n) {
({{ label_in(pg, "severity", t->grade) }})
%}
</th><td class="day">{{= t->count }} {{ label_in(pg, "unit", t->unit) }}</td><td>{{ label_in(pg, "term-start", t->start) }}</td><td class="day">
%tpl_range(pg, t->valid_from, t->valid_to);
</td><td>
%tpl_term_basis(pg, t);
</td></tr>
%}
</tbody>
</table>
</div>
<p class="small">{{t terms_note}}</p>
%}
</section>
<section aria-labelledby="exit">
<h2 id="exit">{{t h_exit}}</h2>
%if (l->exit.n) {
<p>{{ page_pick(pg, l->exit, l->exit_en) }}</p>
%} else {
<p class="none">{{t exit_unknown}}</p>
%}
%if (l->remedy.n) {
<p>{{t said, page_say(pg, PORTAL_W_f_remedy), page_pick(pg, l->remedy, l->remedy_en)}}</p>
%}
</section>
<section aria-labelledby="follow">
<h2 id="follow">{{ page_say(pg, l->type.family == FAMILY_HONOUR ? PORTAL_W_h_follow_honour : PORTAL_W_h_follow) }}</h2>
%if (!x->n_ties) {
<p class="none">{{t ties_none}}</p>
%} else {
<div class="scroll" tabindex="0" role="group" aria-label="{{t h_follow}}">
<table>
<caption>{{t h_follow}}</caption>
<thead><tr><th scope="col">{{t col_measure}}</th><th scope="col">{{t col_must}}</th><th scope="col">{{t f_by_whom}}</th><th scope="col">{{t f_effect}}</th><th scope="col">{{t f_ends}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < x->n_ties; i++) {
%const struct cat_measure *m = x->ties[i].measure;
%if (m) {
<tr><th scope="row"><a href="{{@ rule_to(pg, "measures", m->type.id) }}">{{ page_pick(pg, m->type.zh, m->type.en) }}</a></th><td>{{ page_say(pg, x->ties[i].row->must ? PORTAL_W_must_word : PORTAL_W_may_word) }}</td><td>{{ by_short_label(pg, m) }}</td><td>{{ label_in(pg, "effect", effect_id(m->effect)) }}</td><td>{{ end_label(pg, m) }}</td></tr>
%}
%}
</tbody>
</table>
</div>
<p class="small">{{t ties_note}}</p>
%}
</section>
<section aria-labelledby="basis">
<h2 id="basis">{{t h_basis}}</h2>
%tpl_laws(pg, x->laws, x->n_laws);
</section>
%if (x->n_regimes) {
<section aria-labelledby="regimes">
<h2 id="regimes">{{t h_regimes}}</h2>
<ul>
%for (size_t i = 0; i < x->n_regimes; i++) {
<li><a href="{{@ regime_address(pg, x->regimes[i]) }}">{{ page_pick(pg, x->regimes[i]->type.zh, x->regimes[i]->type.en) }}</a>
%tpl_range(pg, x->regimes[i]->type.valid_from, x->regimes[i]->type.valid_to);
</li>
%}
</ul>
</section>
%}
<section class="tools" aria-labelledby="tools">
<h2 id="tools">{{t rules_in_time}}</h2>
%tpl_rule_day(pg);
<p><a href="{{@ page_path(pg, "/rules/changes") }}">{{t rules_changes}}</a></p>
</section>
%tpl_foot(pg);

%template measure(const struct view_measure *x)
%const struct cat_measure *m = x->measure;
%tpl_head(pg);
<div class="identity">
<p class="kicker">{{ label_in(pg, "measure-kind", m->kind == MEASURE_REWARD ? STR("reward") : STR("punishment")) }} · {{ label_in(pg, "measure-category", m->category) }} <span class="tag">{{ state_label(pg, m->type.state) }}</span>
%if (m->type.local) {
<span class="tag">{{t local_tag}}</span>
%}
</p>
<h1>{{ page_pick(pg, m->type.zh, m->type.en) }}</h1>
%if (pg->lang == LANG_EN) {
<p class="sub" lang="zh-Hans">{{ m->type.zh }}</p>
%}
<p class="codeline"><span class="code">{{ m->type.id }}</span></p>
%if (m->type.state == STATE_DISPLAY_ONLY) {
<p class="hint">{{t why_display_measure, page_pick(pg, m->type.state_why, m->type.state_why_en)}}</p>
%}
%if (m->third_persons) {
<p class="hint">{{t third_yes}}</p>
%}
%tpl_rule_note(pg, &m->type);
</div>
<section aria-labelledby="short">
<h2 id="short">{{t h_short}}</h2>
<dl class="facts">
<div class="wide"><dt>{{t f_what}}</dt><dd>{{ page_pick(pg, m->what, m->what_en) }}</dd></div>
%tpl_fact(pg, PORTAL_W_f_on_whom, labels_in(pg, "circle", m->subjects));
%tpl_fact(pg, PORTAL_W_f_by_whom, by_label(pg, m));
%tpl_fact(pg, PORTAL_W_f_effect, label_in(pg, "effect", effect_id(m->effect)));
%tpl_fact(pg, PORTAL_W_f_duty, label_in(pg, "duty", m->duty));
%tpl_fact(pg, PORTAL_W_f_measure_class, label_in(pg, "measure-class", measure_class_id(m->klass)));
%tpl_fact(pg, PORTAL_W_f_listed_in, label_in(pg, "listed-in", m->listed_in));
<div class="wide"><dt>{{t f_ground}}</dt><dd>{{ page_pick(pg, m->ground, m->ground_en) }}</dd></div>
</dl>
</section>
<section aria-labelledby="end">
<h2 id="end">{{t h_end}}</h2>
<p>{{ end_label(pg, m) }}</p>
</section>
<section aria-labelledby="lists">
<h2 id="lists">{{t h_after_lists}}</h2>
%if (!x->n_ties) {
<p class="none">{{t lists_tied_none}}</p>
%} else {
<ul>
%for (size_t i = 0; i < x->n_ties; i++)
%if (x->ties[i].list) {
<li><a href="{{@ rule_to(pg, "lists", x->ties[i].row->list) }}">{{ page_pick(pg, x->ties[i].list->type.zh, x->ties[i].list->type.en) }}</a> ({{ page_say(pg, x->ties[i].row->must ? PORTAL_W_must_word : PORTAL_W_may_word) }})
%if (x->ties[i].list->exit.n) {
<p class="small">{{t said, page_say(pg, PORTAL_W_h_exit), page_pick(pg, x->ties[i].list->exit, x->ties[i].list->exit_en)}}</p>
%}
%if (x->ties[i].list->remedy.n) {
<p class="small">{{t said, page_say(pg, PORTAL_W_f_remedy), page_pick(pg, x->ties[i].list->remedy, x->ties[i].list->remedy_en)}}</p>
%}
</li>
%}
</ul>
<p class="small">{{t ties_note}}</p>
%}
</section>
<section aria-labelledby="who">
<h2 id="who">{{t h_who_applies}}</h2>
%if (!x->n_appliers && m->effect != EFFECT_DECISION && m->effect != EFFECT_NOTICE) {
<p>{{t appliers_no_act}}</p>
%} else if (!x->n_appliers) {
<p class="none">{{t appliers_none}}</p>
%} else {
<div class="scroll" tabindex="0" role="group" aria-label="{{t h_who_applies}}">
<table aria-labelledby="who">
<thead><tr><th scope="col">{{t f_by_whom}}</th><th scope="col">{{t col_levels}}</th><th scope="col">{{t col_region}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < x->n_appliers; i++) {
%struct str at = kind_address(pg, x->appliers[i].kind);
<tr><th scope="row">
%if (at.n) {
<a href="{{@ at }}">{{ label_in(pg, "agency-kind", x->appliers[i].kind) }}</a>
%} else {
{{ label_in(pg, "agency-kind", x->appliers[i].kind) }}
%}
</th><td>{{ levels_label(pg, x->appliers[i].levels) }}</td><td>{{ page_say(pg, str_is(x->appliers[i].power->region, "any") ? PORTAL_W_reach_any : PORTAL_W_reach_own) }}</td></tr>
%}
</tbody>
</table>
</div>
%}
</section>
<section aria-labelledby="basis">
<h2 id="basis">{{t h_basis}}</h2>
%tpl_laws(pg, x->laws, x->n_laws);
</section>
<section class="tools" aria-labelledby="tools">
<h2 id="tools">{{t rules_in_time}}</h2>
%tpl_rule_day(pg);
<p><a href="{{@ page_path(pg, "/rules/changes") }}">{{t rules_changes}}</a></p>
</section>
%tpl_foot(pg);

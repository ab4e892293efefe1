%template record_page(const struct view_case *x)
%const struct view_record *r = &x->record;
%tpl_head(pg);
<p class="kicker">
%if (!str_eq(r->type_label, headline_of(r))) {
{{ r->type_label }}
%}
%if (x->state_label.n) {
<span class="tag">{{ x->state_label }}</span>
%}
%if (r->past) {
<span class="tag">{{t past_tag}}</span>
%}
</p>
<h1 lang="{{ headline_lang(pg, r) }}">{{ headline_of(r) }}</h1>
%if (r->person) {
<p class="codeline"><span lang="zh-Hans">{{ r->subject_name }}</span> <span class="label">{{t f_person_mask}}</span> <span class="code">{{ r->id_mask }}</span></p>
%} else {
<p class="codeline"><a href="{{@ page_to(pg, "entities", r->subject) }}" lang="zh-Hans">{{ r->subject_name }}</a> <span class="code">{{ r->subject }}</span></p>
%}
<section aria-labelledby="decision">
<h2 id="decision">{{t record_decision}}</h2>
<dl class="facts">
%tpl_facts(pg, r);
</dl>
</section>
%if (r->n_fields) {
<section aria-labelledby="content">
<h2 id="content">{{t record_content}}</h2>
<dl class="facts">
%tpl_fields(pg, r->fields, r->n_fields);
</dl>
</section>
%}
%if (x->n_steps)
%tpl_steps(pg, x);
%if (x->n_clocks)
%tpl_clocks(pg, x);
%if (r->family == FAMILY_LIST || x->n_resting)
%tpl_resting(pg, x);
%if (x->has_repair) {
<section aria-labelledby="way">
<h2 id="way">{{t case_way}}</h2>
<p>{{ x->repair.words }}</p>
<p><a href="{{@ repair_address(pg, r) }}">{{t repair_link}}</a></p>
</section>
%}
<section class="tools" aria-labelledby="number">
<h2 id="number">{{t record_id}}</h2>
<p><span class="code">{{ r->id }}</span></p>
<p class="small">{{t record_id_words}}</p>
<p class="small">{{t tools_wrong}}</p>
</section>
%tpl_foot(pg);

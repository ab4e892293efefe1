%template record(const struct view_record *r, struct str heading, bool grouped)
<article class="card">
%if (!grouped && (r->past || (!str_eq(r->type_label, heading) && !str_eq(r->type_label, headline_of(r))))) {
<p class="kicker">{{ r->type_label }}
%if (r->past) {
<span class="tag">{{t past_tag}}</span>
%}
</p>
%}
%if (grouped) {
<h5><a href="{{@ page_to(pg, "records", r->id) }}" lang="zh-Hans">{{ r->doc_no.n ? r->doc_no : r->type_label }}</a></h5>
%} else {
<h4><a href="{{@ page_to(pg, "records", r->id) }}" lang="{{ headline_lang(pg, r) }}">{{ headline_of(r) }}</a></h4>
%}
<dl class="facts">
%tpl_facts(pg, r);
</dl>
%if (r->n_fields) {
<details>
<summary>{{t record_content}}</summary>
<dl class="facts">
%tpl_fields(pg, r->fields, r->n_fields);
</dl>
</details>
%}
</article>

%template record(const struct view_record *r)
<article class="card">
<h4><a href="{{@ str_printf(pg->a, "%s/records/%.*s", pg->lang == LANG_EN ? "/en" : "", STR_FMT(r->id)) }}">{{ r->type_label }}
%if (r->doc_no.n) {
<span class="docno" lang="zh-Hans">{{ r->doc_no }}</span>
%}
</a>
%if (r->past) {
<span class="tag">{{t past_tag}}</span>
%}
</h4>
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

%template search(const struct results *r)
%const struct search_result *s = &r->found.result;
%tpl_head(pg);
<h1>{{t search_title}}</h1>
%tpl_searchbox(pg);
%if (!r->query.n) {
<p role="status">{{t search_blank}}</p>
%} else if (!s->n && !r->first) {
<p role="status" class="count">{{t search_none, r->query}}</p>
%if (r->hint == PORTAL_W_hint_check) {
<p class="hint">{{t hint_check, r->hint_arg}}</p>
%}
<ul class="points">
<li>{{t tip_code}}</li>
<li>{{t tip_fewer}}</li>
<li>{{t tip_public}}</li>
</ul>
%} else {
<p role="status" class="count">
%if (s->partial) {
{{t search_count_more, page_number(pg, s->total), r->query}}
%} else {
{{t search_count, page_number(pg, s->total), r->query}}
%}
%if (s->total > (int64_t)s->n) {
{{t search_range, page_number(pg, (int64_t)r->first + 1), page_number(pg, (int64_t)(r->first + s->n))}}
%}
</p>
<ol class="hits" start="{{= (int64_t)r->first + 1 }}">
%for (size_t i = 0; i < s->n; i++) {
%const struct search_hit *h = &s->hits[i];
%struct str id, how;
%view_hit_feature(h, pg->lang, pg->a, &id, &how);
<li>
<h2><a href="{{@ page_to(pg, "entities", h->entity.uscc) }}" lang="zh-Hans">{{ h->entity.name }}</a></h2>
<p><span class="code">{{ h->entity.uscc }}</span> <span class="status">{{ r->found.status_labels[i] }}</span></p>
<p class="small">{{ r->found.categories[i] }} · {{ r->found.regions[i] }} · {{ how }}
%if (!(h->entity.flags & ENTITY_REGISTERED)) {
· {{t unregistered_short}}
%}
</p>
</li>
%}
</ol>
%if (r->next.n) {
<p><a class="next" rel="next" href="{{@ page_path(pg, "/search") }}?q={{u http_param(pg->q, "q") }}&amp;limit={{= (int64_t)r->limit }}&amp;cursor={{u r->next }}">{{t search_next}}</a></p>
%}
%}
%tpl_foot(pg);

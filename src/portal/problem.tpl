%template problem(struct str code, const struct site_problem *p)
%tpl_head(pg);
<p class="kicker"><code>{{ code }}</code></p>
<h1>{{ p->title }}</h1>
%if (p->advice.n) {
<h2>{{t problem_do}}</h2>
<p>{{ p->advice }}</p>
%}
%if (p->source.n) {
<dl class="facts">
<div><dt>{{t col_source}}</dt><dd lang="zh-Hans">{{ p->source }}</dd></div>
</dl>
%}
<p class="small">{{t problem_words}} <a href="/api/openapi.json">/api/openapi.json</a></p>
%tpl_foot(pg);

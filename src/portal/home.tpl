%template home(const struct home *h)
%tpl_head(pg);
<div class="hero">
<h1>{{t home_h1}}</h1>
<p class="lead">{{t home_lead}}</p>
%tpl_searchbox(pg);
%if (h->counts.entities) {
<p class="small">{{t home_counts, page_number(pg, h->counts.entities), page_number(pg, h->counts.records), page_number(pg, h->counts.agencies_filing)}}</p>
%}
</div>
%if (h->n) {
<section aria-labelledby="try">
<h2 id="try">{{t home_cases}}</h2>
<ul class="cases">
%for (size_t i = 0; i < h->n; i++) {
<li><a href="{{@ case_address(pg, &h->cases[i]) }}">{{ page_pick(pg, h->cases[i].zh, h->cases[i].en) }}</a><span class="code">{{ h->cases[i].code }}</span></li>
%}
</ul>
</section>
%}
<section aria-labelledby="what">
<h2 id="what">{{t home_what}}</h2>
<ul class="points">
<li><strong>{{t point_decisions}}</strong> {{t point_decisions_words}}</li>
<li><strong>{{t point_noscore}}</strong> {{t point_noscore_words}}</li>
<li><strong>{{t point_end}}</strong> {{t point_end_words}}</li>
<li><strong>{{t point_people}}</strong> {{t point_people_words}}</li>
</ul>
</section>
<section aria-labelledby="rulebook">
<h2 id="rulebook">{{t nav_rules}}</h2>
<ul class="points">
<li><a href="{{@ page_path(pg, "/lists") }}">{{t nav_lists}}</a> · <a href="{{@ page_path(pg, "/measures") }}">{{t nav_measures}}</a> · <a href="{{@ page_path(pg, "/rules") }}">{{t nav_rules}}</a></li>
<li><a href="{{@ page_path(pg, "/rules/lenders") }}">{{t rules_lenders}}</a></li>
</ul>
</section>
<section aria-labelledby="open">
<h2 id="open">{{t home_open}}</h2>
<p>{{t home_open_words}} <code>/api/v1/search?q=</code>, <code>/api/v1/entities/</code>, <code>/api/v1/records/</code></p>
</section>
%tpl_foot(pg);

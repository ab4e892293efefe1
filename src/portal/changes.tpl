%template changes(const struct view_turn *v, size_t n)
%tpl_head(pg);
<h1>{{t rules_changes}}</h1>
<p class="lead">{{t changes_lead}}</p>
%if (!n) {
<p class="none">{{t changes_none}}</p>
%}
%for (size_t i = 0; i < n; i++) {
%bool opens = !i || v[i].on.n != v[i - 1].on.n, closes = i + 1 == n || v[i].on.n != v[i + 1].on.n;
%struct str at = turn_address(pg, &v[i]);
%if (opens) {
<section aria-labelledby="d{{ page_day(pg, v[i].on) }}">
<h2 id="d{{ page_day(pg, v[i].on) }}">{{ page_day(pg, v[i].on) }}</h2>
<ul>
%}
<li>{{ page_say(pg, v[i].begins ? PORTAL_W_turn_begins : PORTAL_W_turn_ends) }} {{ row_label(pg, v[i].table) }} \
%if (at.n) {
<a href="{{@ at }}">{{ turn_label(pg, &v[i]) }}</a></li>
%} else {
{{ turn_label(pg, &v[i]) }}</li>
%}
%if (closes) {
</ul>
</section>
%}
%}
%tpl_foot(pg);

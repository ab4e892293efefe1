%template measures(const struct measure_group *groups, size_t n_groups, struct view_tally sum)
%tpl_head(pg);
<h1>{{t nav_measures}}</h1>
<p class="lead">{{t measures_lead}}</p>
%tpl_rule_day(pg);
<p class="count">{{t measures_sum, page_number(pg, (int64_t)sum.all), page_number(pg, (int64_t)sum.usable)}}</p>
%tpl_states(pg, sum);
%for (size_t g = 0; g < n_groups; g++) {
<div class="scroll" tabindex="0" role="group" aria-label="{{ groups[g].title }}">
<table>
<caption>{{ groups[g].title }}</caption>
<thead><tr><th scope="col">{{t col_measure}}</th><th scope="col">{{t f_by_whom}}</th><th scope="col">{{t col_effect}}</th><th scope="col">{{t col_ends}}</th><th scope="col">{{t col_state}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < groups[g].n; i++) {
%const struct cat_measure *m = groups[g].v[i];
<tr><th scope="row"><a href="{{@ rule_to(pg, "measures", m->type.id) }}">{{ page_pick(pg, m->type.zh, m->type.en) }}</a>
%if (m->type.local) {
<span class="tag">{{t local_tag}}</span>
%}
<span class="code sub">{{ m->type.id }}</span></th><td>{{ by_short_label(pg, m) }}</td><td>{{ label_in(pg, "effect", effect_id(m->effect)) }}</td><td>{{ end_label(pg, m) }}</td><td>{{ state_label(pg, m->type.state) }}</td></tr>
%}
</tbody>
</table>
</div>
%}
%tpl_foot(pg);

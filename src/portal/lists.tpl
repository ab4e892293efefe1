%template lists(const struct list_group *groups, size_t n_groups, struct view_tally sum)
%tpl_head(pg);
<h1>{{t nav_lists}}</h1>
<p class="lead">{{t lists_lead}}</p>
%tpl_rule_day(pg);
%if (!sum.all) {
<p class="none">{{t lists_none}}</p>
%} else {
<p class="count">{{t lists_sum, page_number(pg, (int64_t)sum.all), page_number(pg, (int64_t)sum.usable)}}</p>
<p class="small">{{t rows_note, page_number(pg, (int64_t)view_list_rows(pg->site->catalog)), page_number(pg, (int64_t)view_tally_lists(pg->site->catalog, DAY_NONE).all)}}</p>
%tpl_states(pg, sum);
%for (size_t g = 0; g < n_groups; g++) {
<div class="scroll" tabindex="0" role="group" aria-label="{{ groups[g].title }}">
<table>
<caption>{{ groups[g].title }}</caption>
<thead><tr><th scope="col">{{t col_list}}</th><th scope="col">{{t f_owner}}</th><th scope="col">{{t f_subjects}}</th><th scope="col">{{t f_tier}}</th><th scope="col">{{t col_state}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < groups[g].n; i++) {
%const struct cat_list *l = groups[g].v[i];
<tr><th scope="row"><a href="{{@ rule_to(pg, "lists", l->type.id) }}">{{ page_pick(pg, l->type.zh, l->type.en) }}</a>
%if (l->type.local) {
<span class="tag">{{t local_tag}}</span>
%}
<span class="code sub">{{ l->type.id }}</span></th>
<td>{{ owner_label(pg, &l->type, l->owner_kind) }}</td><td>{{ labels_in(pg, "list-subject", l->subjects) }}</td><td>{{ label_in(pg, "tier", l->type.basis_tier) }}</td><td>{{ state_label(pg, l->type.state) }}</td></tr>
%}
</tbody>
</table>
</div>
%}
%}
%tpl_foot(pg);

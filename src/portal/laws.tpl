%template laws(const struct view_law *v, size_t n)
<div class="scroll" tabindex="0" role="group" aria-label="{{t h_basis}}">
<table aria-labelledby="basis">
<thead><tr><th scope="col">{{t col_law}}</th><th scope="col">{{t col_articles}}</th><th scope="col">{{t col_number}}</th><th scope="col">{{t col_valid}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n; i++) {
<tr><th scope="row">
%if (v[i].row) {
<a href="{{@ page_to(pg, "rules/instruments", v[i].id) }}">{{ page_pick(pg, v[i].row->zh, v[i].row->en) }}</a></th><td>{{ v[i].articles }}</td><td lang="zh-Hans">{{ v[i].row->number }}</td><td class="day">
%tpl_range(pg, v[i].row->valid_from, v[i].row->valid_to);
</td></tr>
%} else {
{{ v[i].id }}</th><td>{{ v[i].articles }}</td><td></td><td></td></tr>
%}
%}
</tbody>
</table>
</div>

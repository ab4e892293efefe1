%template type_row(const struct cat_type *t)
%const struct cat_agency *owner = catalog_agency(pg->site->catalog, t->owner);
<tr><th scope="row">{{ page_pick(pg, t->zh, t->en) }}<span class="code sub">{{ t->id }}</span></th>
<td>{{ label_in(pg, "family", str_of(cat_family_name(t->family))) }}</td>
<td>
%if (owner) {
{{ page_pick(pg, owner->zh, owner->en) }}
%} else {
{{t many_agencies}}
%}
</td>
<td>
%if (t->state == STATE_USABLE) {
{{t state_usable}}
%} else if (t->state == STATE_HISTORIC) {
{{t state_historic}}
%} else {
{{t state_display, page_pick(pg, t->state_why, t->state_why_en)}}
%}
%if (t->local) {
<span class="tag">{{t local_tag}}</span>
%}
</td>
<td>
%if (t->past_stays) {
{{t past_stays_yes}}
%} else {
{{t past_stays_no}}
%}
</td></tr>

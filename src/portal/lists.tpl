%template lists(const struct cat_type *types, size_t n, size_t n_lists)
%tpl_head(pg);
<h1>{{t nav_lists}}</h1>
<p class="lead">{{t lists_lead}}</p>
%if (!n_lists) {
<p class="none">{{t lists_none}}</p>
%} else {
%tpl_type_table(pg, PORTAL_W_lists_caption, types, n, true);
%}
%tpl_foot(pg);

%template term_basis(const struct cat_term *t)
%struct view_law *laws;
%size_t n = view_laws(pg->site->catalog, t->basis, pg->a, &laws);
%const struct cat_list *list = n ? NULL : catalog_list(pg->site->catalog, t->scope, pg->ask->when.as_of);
%if (list) {
%n = view_laws(pg->site->catalog, list->type.basis, pg->a, &laws);
{{t article_unknown}}
%}
%if (!n) {
{{t basis_none}}
%}
%tpl_law_names(pg, laws, n, !list);
%if (!t->verified) {
<span class="tag">{{t unverified_tag}}</span>
%}

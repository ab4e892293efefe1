%template step_terms(const struct view_list *x, const struct cat_transition *t)
%const struct cat_term **terms;
%size_t n = view_step_terms(x, t, pg->a, &terms);
%if (n) {
<ul class="limits">
%for (size_t i = 0; i < n; i++) {
<li>{{ limit_label(pg, terms[i]) }} ·
%tpl_term_basis(pg, terms[i]);
</li>
%}
</ul>
%}

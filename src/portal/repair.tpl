%template repair(const struct repair_form *x)
%tpl_head(pg);
<h1>{{t h_repair}}</h1>
<p class="lead">{{t repair_lead}}</p>
%if (x->asked && !x->found) {
<p class="none" role="status">{{t repair_not_found}}</p>
%}
%if (x->found)
%tpl_repair_answer(pg, x);
<section aria-labelledby="form">
<h2 id="form">{{t repair_what}}</h2>
<form class="fields" method="get" action="{{@ page_path(pg, "/repair") }}">
<p><label for="type">{{t repair_type}}</label>
<select id="type" name="type" required>
%for (size_t i = 0; i < x->n_types; i++) {
%tpl_option(pg, x->types[i]->id, page_pick(pg, x->types[i]->zh, x->types[i]->en), http_param(pg->q, "type"));
%}
</select></p>
<p><label for="grade">{{t repair_grade}}</label>
<select id="grade" name="grade">
<option value="">{{t repair_grade_any}}</option>
%static const char *const grades[] = {"slight", "general", "serious"};
%for (size_t i = 0; i < 3; i++) {
%tpl_option(pg, str_of(grades[i]), label_in(pg, "severity", str_of(grades[i])), http_param(pg->q, "grade"));
%}
</select></p>
%tpl_day_field(pg, "decided", PORTAL_W_repair_decided);
%tpl_day_field(pg, "listed", PORTAL_W_repair_listed);
%tpl_day_field(pg, "corrected", PORTAL_W_repair_corrected);
<p><button type="submit">{{t repair_compute}}</button></p>
</form>
</section>
%tpl_foot(pg);

%template names(const struct view_entity *x)
%if (x->n_names > 1) {
<div class="wide"><dt>{{t f_names}}</dt><dd><ul class="plain">
%for (size_t i = x->n_names; i-- > 0;) {
<li><span lang="zh-Hans">{{ x->names[i].name }}</span>
%if (day_is(x->names[i].from) || day_is(x->names[i].to)) {
<span class="small">
%tpl_range(pg, x->names[i].from, x->names[i].to);
</span>
%}
</li>
%}
</ul></dd></div>
%}

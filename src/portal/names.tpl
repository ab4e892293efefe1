%template names(const struct view_entity *x)
%if (x->n_names > 1) {
<div class="wide"><dt>{{t f_names}}</dt><dd><ul class="plain">
%for (size_t i = x->n_names; i-- > 0;) {
<li><span lang="zh-Hans">{{ x->names[i].name }}</span>
%if (day_is(x->names[i].from) || day_is(x->names[i].to)) {
<span class="small">{{t range, day_is(x->names[i].from) ? page_day(pg, x->names[i].from) : page_say(pg, PORTAL_W_from_start), day_is(x->names[i].to) ? page_day(pg, x->names[i].to) : page_say(pg, PORTAL_W_until_now)}}</span>
%}
</li>
%}
</ul></dd></div>
%}

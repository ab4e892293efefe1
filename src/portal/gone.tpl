%template gone(const struct view_withdrawn *w)
%tpl_head(pg);
<h1>{{t gone_title}}</h1>
<dl class="facts">
%tpl_fact(pg, PORTAL_W_f_reason, w->reason);
%tpl_fact(pg, PORTAL_W_f_withdrawn_on, page_day(pg, w->on));
</dl>
<p>{{t gone_words}}</p>
%tpl_foot(pg);

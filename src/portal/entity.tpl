%template entity(const struct view_entity *x, const struct section *sections)
%tpl_head(pg);
<div class="identity">
<p class="kicker">{{ x->category_label }}</p>
<h1 lang="zh-Hans">{{ x->name }}</h1>
<p class="codeline"><span class="label">{{t f_uscc}}</span> <span class="code big">{{ x->uscc }}</span> <span class="status">{{ x->status_label }}</span></p>
%if (!x->registered) {
<p class="hint">{{t unregistered, x->agency_name}}</p>
%}
%if (x->as_of.n != pg->ask->when.today.n || pg->ask->when.known.s) {
<p class="hint">{{t shown_as_of, page_day(pg, x->as_of), page_instant(pg, x->known_at)}} <a href="{{@ page_to(pg, "entities", x->uscc) }}">{{t shown_today}}</a></p>
%}
</div>
<nav class="toc" aria-label="{{t on_this_page}}"><ul>
<li><a href="#identity">{{t sec_identity}}</a></li>
%for (size_t i = 0; i < SECTIONS; i++)
%if (sections[i].n_current || sections[i].n_past) {
<li><a href="#{{u str_of(sections[i].anchor) }}">{{ page_say(pg, sections[i].title) }}</a></li>
%}
</ul></nav>
%if (!x->n_records) {
<p class="none" role="status">{{t entity_none, page_number(pg, x->agencies_filing), page_day(pg, x->as_of)}}</p>
%}
<section aria-labelledby="identity">
<h2 id="identity">{{t sec_identity}}</h2>
<dl class="facts">
%tpl_fact(pg, PORTAL_W_f_region, x->region_name);
%tpl_fact(pg, PORTAL_W_f_registered_on, page_day(pg, x->registered_on));
%tpl_fact(pg, PORTAL_W_f_ended_on, page_day(pg, x->ended_on));
%tpl_fact(pg, x->registered ? PORTAL_W_f_registrar : PORTAL_W_f_named_by, x->agency_name);
%tpl_names(pg, x);
%tpl_fields(pg, x->fields, x->n_fields);
</dl>
</section>
%for (size_t i = 0; i < SECTIONS; i++)
%if (sections[i].n_current || sections[i].n_past)
%tpl_section(pg, &sections[i]);
%if (x->n_records)
%tpl_empty(pg, x, sections);
<section class="tools" aria-labelledby="tools">
<h2 id="tools">{{t tools_title}}</h2>
<form class="asof" method="get" action="{{@ page_to(pg, "entities", x->uscc) }}">
<label for="as_of">{{t tools_as_of}}</label>
<input id="as_of" name="as_of" type="date" value="{{ page_day(pg, x->as_of) }}" max="{{ page_day(pg, pg->ask->when.today) }}" required>
<button type="submit">{{t tools_show}}</button>
</form>
<p class="small">{{t tools_wrong}}</p>
</section>
%tpl_foot(pg);

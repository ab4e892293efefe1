%template empty(const struct view_entity *x, const struct section *sections)
<section aria-labelledby="empty">
<h2 id="empty">{{t empty_title}}</h2>
<div class="none">
<p>{{t empty_words, page_day(pg, x->as_of)}}</p>
<ul>
%for (size_t i = 0; i < SECTIONS; i++)
%if (!sections[i].n_current && !sections[i].n_past) {
<li>{{ page_say(pg, sections[i].title) }}</li>
%}
</ul>
</div>
</section>

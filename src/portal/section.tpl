%template section(const struct section *s)
<section aria-labelledby="{{ str_of(s->anchor) }}">
<h2 id="{{ str_of(s->anchor) }}">{{ page_say(pg, s->title) }}</h2>
%if (s->n_current) {
<h3>{{t current_heading, page_number(pg, (int64_t)s->n_current)}}</h3>
%for (size_t i = 0; i < s->n_current; i++)
%tpl_record(pg, s->current[i], page_say(pg, s->title));
%}
%if (s->n_past) {
<h3>{{t past_heading, page_number(pg, (int64_t)s->n_past)}}</h3>
<p class="small">{{t past_words}}</p>
<div class="past">
%for (size_t i = 0; i < s->n_past; i++)
%tpl_record(pg, s->past[i], page_say(pg, s->title));
</div>
%}
</section>

%template section(const struct section *s)
<section aria-labelledby="{{ str_of(s->anchor) }}">
<h2 id="{{ str_of(s->anchor) }}">{{ page_say(pg, s->title) }}</h2>
%if (s->n_current) {
<h3>{{t current_heading, page_number(pg, (int64_t)s->n_current)}}</h3>
%tpl_cards(pg, s, s->current, s->n_current);
%}
%if (s->n_past) {
<h3>{{t past_heading, page_number(pg, (int64_t)s->n_past)}}</h3>
<p class="small">{{t past_words}}</p>
<div class="past">
%tpl_cards(pg, s, s->past, s->n_past);
</div>
%}
</section>

%template day_field(const char *name, enum portal_word_id label)
<p><label for="{{ str_of(name) }}">{{ page_say(pg, label) }}</label>
<input id="{{ str_of(name) }}" name="{{ str_of(name) }}" type="date" value="{{ http_param(pg->q, name) }}"></p>

%template fact(enum portal_word_id label, struct str value)
%if (value.n) {
<div><dt>{{ page_say(pg, label) }}</dt><dd>{{ value }}</dd></div>
%}

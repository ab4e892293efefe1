%template rule_day()
<form class="asof" method="get" action="{{@ rule_here(pg) }}">
<label for="as_of">{{t rules_as_of}}</label>
<input id="as_of" name="as_of" type="date" value="{{ page_day(pg, pg->ask->when.as_of) }}" max="{{ page_day(pg, pg->ask->when.today) }}" required>
<button type="submit">{{t tools_show}}</button>
</form>
%if (day_is(rule_day(pg))) {
<p class="hint">{{t as_of_note, page_day(pg, pg->ask->when.as_of)}} <a href="{{@ rule_here(pg) }}">{{t rules_all}}</a></p>
%}

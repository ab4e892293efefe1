%template searchbox()
<form class="find" role="search" action="{{@ page_path(pg, "/search") }}" method="get">
<label for="q">{{t search_label}}</label>
<div class="findrow">
<input id="q" name="q" type="search" value="{{ pg->query }}" maxlength="200" autocomplete="off" spellcheck="false" aria-describedby="q-help">
<button type="submit">{{t search_button}}</button>
</div>
<p id="q-help" class="small">{{t search_help}}</p>
</form>

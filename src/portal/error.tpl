%template error(int status, struct str explanation)
%tpl_head(pg);
<p class="kicker">{{= status }}</p>
<h1>{{ pg->title }}</h1>
<p class="lead">{{ explanation }}</p>
%tpl_searchbox(pg);
<p class="small">{{t error_request_id}} <span class="code">{{ http_id(pg->q) }}</span></p>
%tpl_foot(pg);

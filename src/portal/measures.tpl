%template measures()
%tpl_head(pg);
<h1>{{t nav_measures}}</h1>
<p class="lead">{{t measures_lead}}</p>
<p class="hint">{{t measures_not_built}}</p>
%tpl_foot(pg);

%template lenders()
%tpl_head(pg);
<h1>{{t lenders_h1}}</h1>
<p class="lead">{{t lenders_p1}}</p>
<p>{{t lenders_p2}}</p>
<p>{{t lenders_p3}}</p>
<p>{{t lenders_p4}}</p>
<p>{{t lenders_p5}}</p>
<p>{{t lenders_p6}} <code>gongshi screen FILE</code></p>
<p><a href="{{@ page_path(pg, "/lists") }}">{{t nav_lists}}</a> · <a href="{{@ page_path(pg, "/measures") }}">{{t nav_measures}}</a> · <a href="{{@ page_path(pg, "/about") }}">{{t nav_about}}</a></p>
%tpl_foot(pg);

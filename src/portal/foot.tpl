%template foot()
</main>
<footer class="bottom">
<div class="wrap">
<p>{{t foot_promise}}</p>
<p class="small">
%if (pg->known_at.s) {
{{t foot_known, page_instant(pg, pg->known_at)}} ·
%}
%if (pg->json.n) {
<a href="{{@ pg->json }}">{{t foot_json}}</a> ·
%}
<a href="/status.json">{{t foot_status}}</a> · <a href="{{@ page_path(pg, "/about") }}">{{t nav_about}}</a>
</p>
</div>
</footer>
</body>
</html>

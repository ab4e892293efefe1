%template instrument(const struct cat_instrument *x, const struct citation *v, size_t n)
%tpl_head(pg);
<div class="identity">
<p class="kicker">{{ label_in(pg, "instrument-kind", x->kind) }}</p>
<h1>{{ page_pick(pg, x->zh, x->en) }}</h1>
%if (pg->lang == LANG_EN) {
<p class="sub" lang="zh-Hans">{{ x->zh }}</p>
%}
%if (x->region.n) {
<p class="hint">{{t instrument_local, region_label(pg, x->region)}}</p>
%}
</div>
<dl class="facts">
%tpl_fact(pg, PORTAL_W_col_number, x->number);
%tpl_fact(pg, PORTAL_W_f_issuer, x->issuer);
%tpl_fact(pg, PORTAL_W_f_tier, label_in(pg, "tier", x->tier));
%tpl_fact(pg, PORTAL_W_f_issued, page_day(pg, x->issued));
<div><dt>{{t f_in_force}}</dt><dd>
%tpl_range(pg, x->valid_from, x->valid_to);
</dd></div>
%tpl_fact(pg, PORTAL_W_f_edition, x->edition);
%tpl_fact(pg, PORTAL_W_f_text, x->url);
%tpl_fact(pg, PORTAL_W_f_translation, x->translation);
</dl>
<p class="small">{{ page_say(pg, x->verified ? PORTAL_W_verified_short : PORTAL_W_unverified_short) }}</p>
<section aria-labelledby="used">
<h2 id="used">{{t instrument_used}}</h2>
%if (!n) {
<p class="none">{{t instrument_unused}}</p>
%} else {
<ul>
%for (size_t i = 0; i < n; i++) {
<li><a href="{{@ v[i].address }}">{{ page_pick(pg, v[i].type->zh, v[i].type->en) }}</a> {{ v[i].articles }}</li>
%}
</ul>
%}
</section>
%tpl_foot(pg);

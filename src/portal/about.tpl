%template about()
%tpl_head(pg);
<h1>{{t nav_about}}</h1>
<p class="lead">{{t about_lead}}</p>
<section aria-labelledby="promises">
<h2 id="promises">{{t about_promises}}</h2>
<ol class="points">
<li>{{t promise_1}}</li>
<li>{{t promise_2}}</li>
<li>{{t promise_3}}</li>
<li>{{t promise_4}}</li>
<li>{{t promise_5}}</li>
<li>{{t promise_6}}</li>
<li>{{t promise_7}}</li>
</ol>
</section>
<section aria-labelledby="parts">
<h2 id="parts">{{t about_parts}}</h2>
<p class="small">{{t about_parts_words}}</p>
<div class="scroll" tabindex="0" role="group" aria-label="{{t mission_caption}}">
<table lang="en">
<caption lang="{{ page_lang_tag(pg->lang) }}">{{t mission_caption}}</caption>
<thead><tr lang="{{ page_lang_tag(pg->lang) }}"><th scope="col">{{t col_part}}</th><th scope="col">{{t col_state}}</th><th scope="col">{{t col_where}}</th><th scope="col">{{t col_reason}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < MISSION_ROWS; i++) {
<tr><th scope="row">{{ str_of(MISSION[i].part) }}</th><td>{{ str_of(MISSION[i].state) }}</td><td><span class="code sub">{{ str_of(MISSION[i].page) }}</span> <span class="code sub">{{ str_of(MISSION[i].command) }}</span></td><td>{{ str_of(MISSION[i].reason) }}</td></tr>
%}
</tbody>
</table>
</div>
</section>
<section aria-labelledby="codes">
<h2 id="codes">{{t about_codes}}</h2>
<dl class="facts">
<div><dt id="bad-request"><code>bad-request</code></dt><dd>{{t error_request_words}}</dd></div>
<div><dt id="unknown-parameter"><code>unknown-parameter</code></dt><dd>{{t code_unknown_parameter}}</dd></div>
<div><dt id="repeated-parameter"><code>repeated-parameter</code></dt><dd>{{t code_repeated_parameter}}</dd></div>
<div><dt id="not-found"><code>not-found</code></dt><dd>{{t error_none_words}}</dd></div>
<div><dt id="gone"><code>gone</code></dt><dd>{{t gone_words}}</dd></div>
<div><dt id="method-not-allowed"><code>method-not-allowed</code></dt><dd>{{t error_method_words}}</dd></div>
<div><dt id="busy"><code>busy</code></dt><dd>{{t error_server_words}}</dd></div>
</dl>
</section>
%tpl_foot(pg);

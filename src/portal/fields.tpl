%template fields(const struct view_field *f, size_t n)
%for (size_t i = 0; i < n; i++) {
%if (f[i].is_long) {
<div class="wide"><dt>{{ f[i].label }}</dt><dd lang="zh-Hans">{{ f[i].value }}</dd></div>
%} else {
<div><dt>{{ f[i].label }}</dt><dd>{{ f[i].value }}</dd></div>
%}
%}

%template cards(const struct section *s, const struct view_record **v, size_t n)
%for (size_t i = 0; i < n; i++) {
%if (s->grouped && (!i || !same_group(v[i], v[i - 1]))) {
<h4 class="group"><a href="{{@ group_address(pg, v[i]) }}">{{ v[i]->type_label }}</a> · {{ v[i]->agency_name }}</h4>
%}
%tpl_record(pg, v[i], page_say(pg, s->title), s->grouped);
%}

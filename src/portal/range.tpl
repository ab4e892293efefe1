%template range(struct day from, struct day to)
%if (day_is(from) && day_is(to)) {
{{t range, page_day(pg, from), page_day(pg, to)}}
%} else if (day_is(to)) {
{{t range_until, page_day(pg, to)}}
%} else if (day_is(from)) {
{{t range_from, page_day(pg, from)}}
%}

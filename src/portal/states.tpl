%template states(struct view_tally sum)
<p class="small">{{t states_sum, page_number(pg, (int64_t)sum.usable), page_number(pg, (int64_t)sum.display_only), page_number(pg, (int64_t)sum.historic)}}</p>

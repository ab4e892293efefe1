%template type_table(enum portal_word_id caption, const struct cat_type *types, size_t n)
<div class="scroll" tabindex="0" role="group" aria-label="{{ page_say(pg, caption) }}">
<table>
<caption>{{ page_say(pg, caption) }}</caption>
<thead><tr><th scope="col">{{t col_type}}</th><th scope="col">{{t col_family}}</th><th scope="col">{{t col_owner}}</th><th scope="col">{{t col_state}}</th><th scope="col">{{t col_after}}</th></tr></thead>
<tbody>
%for (size_t i = 0; i < n; i++)
%if (types[i].family != FAMILY_LIST && types[i].family != FAMILY_MEASURE && !catalog_list(pg->site->catalog, types[i].id, DAY_NONE))
%tpl_type_row(pg, &types[i]);
</tbody>
</table>
</div>

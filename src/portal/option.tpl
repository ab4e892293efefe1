%template option(struct str id, struct str label, struct str chosen)
%if (str_eq(id, chosen)) {
<option value="{{ id }}" selected>{{ label }}</option>
%} else {
<option value="{{ id }}">{{ label }}</option>
%}

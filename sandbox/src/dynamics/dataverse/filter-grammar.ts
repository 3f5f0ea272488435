/**
 * The part of OData's $filter that the twin reads, as a Peggy grammar: comparisons, `contains`, `startswith`,
 * `endswith`, and, or, not, parentheses. `not` stands before a function or parentheses.
 */
export const FILTER_GRAMMAR = `
filter = _ of:or _ { return of; }
or = head:and tail:(__ "or" __ @and)* { return tail.length ? { kind: 'or', of: [head, ...tail] } : head; }
and = head:unary tail:(__ "and" __ @unary)* { return tail.length ? { kind: 'and', of: [head, ...tail] } : head; }
unary = not / group / match / compare
not = "not" of:(__ @(not / group / match) / @group) { return { kind: 'not', of }; }
group = "(" _ @or _ ")"
match = fn:("contains" / "startswith" / "endswith") _ "(" _ column:name _ "," _ text:string _ ")"
  { return { kind: 'match', fn, column, text }; }
compare = left:operand __ op:("eq" / "ne" / "gt" / "ge" / "lt" / "le") __ right:operand
  { return { kind: 'compare', op, left, right }; }
operand = value / column:name { return { kind: 'column', column }; }
value = value:string { return { kind: 'value', type: 'string', value }; }
  / value:guid { return { kind: 'value', type: 'guid', value }; }
  / value:number { return { kind: 'value', type: 'number', value }; }
  / "null" !nameRest { return { kind: 'value', type: 'null', value: null }; }
  / "true" !nameRest { return { kind: 'value', type: 'boolean', value: true }; }
  / "false" !nameRest { return { kind: 'value', type: 'boolean', value: false }; }
string = "'" parts:([^']+ { return text(); } / "''" { return "'"; })* "'" { return parts.join(''); }
guid = @$(hex8 "-" hex4 "-" hex4 "-" hex4 "-" hex4 hex8) !nameRest
hex8 = hex4 hex4
hex4 = hex hex hex hex
hex = [0-9a-fA-F]
number = $("-"? [0-9]+ ("." [0-9]+)? ([eE] [+-]? [0-9]+)?) !nameRest { return Number(text()); }
name = $([A-Za-z_] nameRest*)
nameRest = [A-Za-z0-9_]
_ = " "*
__ = " "+
`;

import { ClaimsError } from './claims-error.js';

/** Arithmetic over printed figures: `(29.33 - 19.72) / 29.33 * 100`, `f1({P}, {R})`. */
export type Expression =
  | { readonly kind: 'number'; readonly text: string; readonly rounded: boolean }
  | { readonly kind: 'cell'; readonly column: string }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };
export type Operator = '+' | '-' | '*' | '/';
export type Comparator = '=' | '!=' | '<=' | '<' | '>=' | '>';

/** What must hold between two sides; the right one is the figure that the paper prints. */
export interface Relation {
  readonly left: Expression;
  readonly comparator: Comparator;
  readonly right: Expression;
}

const token = /\s*(?:(~?\d[\d]*(?:\.\d+)?(?:e[+-]?\d+)?)|\{([^}]+)\}|([a-z][a-zA-Z0-9]*)|(<=|>=|!=|[-+*/(),=<>]))/y;

interface Token {
  readonly kind: 'number' | 'cell' | 'name' | 'sign';
  readonly text: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const source = text.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const from = token.lastIndex;
    const match = token.exec(source);
    if (!match) throw new ClaimsError(`cannot read "${text}" from "${source.slice(from)}"`);
    const [, number, cell, name, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (cell !== undefined) tokens.push({ kind: 'cell', text: cell.trim() });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'sign', text: sign! });
  }
  return tokens;
}

/** Recursive descent: sums of products of numbers, cells, calls and brackets. */
class Parser {
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  atEnd(): boolean {
    return this.next === this.tokens.length;
  }

  private isSign(...signs: readonly string[]): boolean {
    const token = this.tokens[this.next];
    return token?.kind === 'sign' && signs.includes(token.text);
  }

  private take(): Token {
    const token = this.tokens[this.next];
    if (!token) throw new ClaimsError(`"${this.text}" ends too early`);
    this.next += 1;
    return token;
  }

  private expect(sign: string): void {
    const { text } = this.take();
    if (text !== sign) throw new ClaimsError(`expected "${sign}" instead of "${text}" in "${this.text}"`);
  }

  sum(): Expression {
    let left = this.product();
    while (this.isSign('+', '-')) {
      const operator = this.take().text as Operator;
      left = { kind: 'operation', operator, left, right: this.product() };
    }
    return left;
  }

  private product(): Expression {
    let left = this.atom();
    while (this.isSign('*', '/')) {
      const operator = this.take().text as Operator;
      left = { kind: 'operation', operator, left, right: this.atom() };
    }
    return left;
  }

  private atom(): Expression {
    const { kind, text } = this.take();
    if (kind === 'cell') return { kind: 'cell', column: text };
    if (kind === 'number') return { kind: 'number', text: text.replace('~', ''), rounded: text.startsWith('~') };
    if (kind === 'name') return { kind: 'call', name: text, parameters: this.parameters() };
    if (text === '-') {
      const zero: Expression = { kind: 'number', text: '0', rounded: false };
      return { kind: 'operation', operator: '-', left: zero, right: this.atom() };
    }
    if (text !== '(') throw new ClaimsError(`unexpected "${text}" in "${this.text}"`);
    const inner = this.sum();
    this.expect(')');
    return inner;
  }

  private parameters(): Expression[] {
    this.expect('(');
    const parameters = [this.sum()];
    while (this.isSign(',')) {
      this.take();
      parameters.push(this.sum());
    }
    this.expect(')');
    return parameters;
  }

  comparator(): Comparator {
    if (!this.isSign('=', '!=', '<=', '<', '>=', '>')) throw new ClaimsError(`"${this.text}" compares nothing`);
    return this.take().text as Comparator;
  }
}

/** @throws ClaimsError where the text is no relation such as `87.56 - 75.37 = 14.44` */
export function parseRelation(text: string): Relation {
  const parser = new Parser(text, tokensOf(text));
  const left = parser.sum();
  const comparator = parser.comparator();
  const right = parser.sum();
  if (!parser.atEnd()) throw new ClaimsError(`"${text}" goes on after its relation`);
  return { left, comparator, right };
}

/** Every number, cell and call of an expression, outermost first. */
export function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'operation') return [expression, ...partsOf(expression.left), ...partsOf(expression.right)];
  if (expression.kind === 'call') return [expression, ...expression.parameters.flatMap(partsOf)];
  return [expression];
}

import { lex, type Piece, words } from './lex';

/** Something that is evaluated: commands, each of which is handed the value of the one before. */
export type Pipeline = readonly Command[];
export type Command = readonly Operand[];
export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'field'; readonly variable: string; readonly path: readonly string[] }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'group'; readonly pipeline: Pipeline; readonly path: readonly string[] };

export interface Branch {
  readonly variables: readonly string[];
  readonly pipeline: Pipeline;
  readonly body: readonly Statement[];
}

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipeline: Pipeline }
  | {
      readonly kind: 'assign';
      readonly variable: string;
      readonly isNew: boolean;
      readonly pipeline: Pipeline;
    }
  | { readonly kind: 'template'; readonly pipeline: Pipeline }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly branches: readonly Branch[];
      readonly otherwise: readonly Statement[];
    };

export type Definitions = Map<string, readonly Statement[]>;

/** Parses a template; what it defines is added to the definitions. */
export function parse(template: string, definitions: Definitions): readonly Statement[] {
  const parser = new Parser(lex(template), definitions);
  const { statements, end } = parser.body();
  if (end !== undefined) throw new Error(`unexpected {{ ${end} }}`);
  return statements;
}

class Parser {
  private at = 0;

  constructor(
    private readonly pieces: readonly Piece[],
    private readonly definitions: Definitions,
  ) {}

  /** Statements up to an `else`, an `end` or the template's end. */
  body(): { statements: Statement[]; end: string | undefined } {
    const statements: Statement[] = [];
    for (let piece = this.pieces[this.at++]; piece; piece = this.pieces[this.at++]) {
      if (piece.kind === 'text') statements.push(piece as Statement);
      else if (/^(?:else|end)\b/.test(piece.text)) return { statements, end: piece.text };
      else statements.push(...this.action(piece.text));
    }
    return { statements, end: undefined };
  }

  private action(text: string): Statement[] {
    const [keyword = ''] = /^\w+/.exec(text) ?? [];
    const rest = text.slice(keyword.length).trim();
    if (keyword === 'if' || keyword === 'with' || keyword === 'range') return [this.block(keyword, rest)];
    if (keyword === 'define') {
      this.definitions.set(JSON.parse(rest) as string, this.body().statements);
      return [];
    }
    if (keyword === 'template') return [{ kind: 'template', pipeline: pipelineOf(rest) }];
    const [, variable, sign, value = ''] = /^\$(\w+)\s*(:?=)\s*([\s\S]*)$/.exec(text) ?? [];
    return variable === undefined
      ? [{ kind: 'print', pipeline: pipelineOf(text) }]
      : [{ kind: 'assign', variable, isNew: sign === ':=', pipeline: pipelineOf(value) }];
  }

  private block(kind: 'if' | 'with' | 'range', condition: string): Statement {
    const branches: Branch[] = [];
    let otherwise: Statement[] = [];
    for (let next: string | undefined = condition; next !== undefined;) {
      const [, names, value = ''] = /^(?:((?:\$\w+\s*,\s*)?\$\w+)\s*:=)?([\s\S]*)$/.exec(next) ?? [];
      const variables = (names ?? '')
        .split(',')
        .map((name) => name.trim().slice(1))
        .filter(Boolean);
      const { statements, end } = this.body();
      branches.push({ variables, pipeline: pipelineOf(value), body: statements });
      if (end === undefined) throw new Error(`{{ ${kind} ${condition} }} has no end`);
      next = /^else\s+(?:if|with)\s+([\s\S]*)$/.exec(end)?.[1];
      if (end === 'else') otherwise = this.body().statements;
    }
    return { kind, branches, otherwise };
  }
}

function pipelineOf(text: string): Pipeline {
  const queue = words(text);
  const pipeline = takePipeline(queue);
  if (queue.length > 0) throw new Error(`what is ${queue.join(' ')} in {{ ${text} }}?`);
  return pipeline;
}

function takePipeline(queue: string[]): Pipeline {
  const pipeline: Operand[][] = [[]];
  while (queue.length > 0 && queue[0] !== ')') {
    const word = queue.shift() ?? '';
    if (word === '|') pipeline.push([]);
    else pipeline.at(-1)?.push(operandOf(word, queue));
  }
  return pipeline;
}

function operandOf(word: string, queue: string[]): Operand {
  if (word === '(') {
    const pipeline = takePipeline(queue);
    queue.shift();
    const path = /^\.\w/.test(queue[0] ?? '') ? (queue.shift() ?? '').split('.').slice(1) : [];
    return { kind: 'group', pipeline, path };
  }
  if (word.startsWith('"')) return { kind: 'literal', value: JSON.parse(word) as string };
  if (word.startsWith('`')) return { kind: 'literal', value: word.slice(1, -1) };
  if (/^-?\d/.test(word)) return { kind: 'literal', value: Number(word) };
  if (['true', 'false', 'nil'].includes(word))
    return { kind: 'literal', value: word === 'nil' ? null : word === 'true' };
  if (/^[.$]/.test(word)) {
    const [variable = '', ...path] = word.split('.');
    return { kind: 'field', variable, path: path.filter(Boolean) };
  }
  return { kind: 'function', name: word };
}

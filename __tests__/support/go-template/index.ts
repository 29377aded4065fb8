import { type Branch, type Definitions, type Operand, parse, type Pipeline, type Statement } from './parse';
import { entriesOf, functions, isTrue, print, type Value } from './functions';

export type { Value } from './functions';

/**
 * A stand-in for Helm's template engine: Go's actions with trim markers, and the few functions that the tests use.
 * What it does not know is an error, so that no test passes for want of it.
 */
export function renderTemplate(template: string, data: Value): string {
  const definitions: Definitions = new Map();
  const statements = parse(template, definitions);
  return new Rendering(definitions).run(statements, data, new Scope(undefined, data));
}

class Scope {
  private readonly values = new Map<string, Value>();

  constructor(
    private readonly outer: Scope | undefined,
    root?: Value,
  ) {
    if (!outer) this.values.set('', root);
  }

  get(name: string): Value {
    return this.holder(name).values.get(name);
  }

  set(name: string, value: Value, isNew: boolean): void {
    (isNew ? this : this.holder(name)).values.set(name, value);
  }

  private holder(name: string): Scope {
    if (this.values.has(name)) return this;
    if (!this.outer) throw new Error(`no variable is called $${name}`);
    return this.outer.holder(name);
  }
}

class Rendering {
  constructor(private readonly definitions: Definitions) {}

  run(statements: readonly Statement[], dot: Value, scope: Scope): string {
    return statements.map((statement) => this.statement(statement, dot, scope)).join('');
  }

  private statement(statement: Statement, dot: Value, scope: Scope): string {
    switch (statement.kind) {
      case 'text':
        return statement.text;
      case 'print':
        return print(this.value(statement.pipeline, dot, scope));
      case 'template':
        return this.include(
          ...(statement.pipeline[0] ?? []).map((operand) => this.operand(operand, dot, scope)),
        );
      case 'assign':
        scope.set(statement.variable, this.value(statement.pipeline, dot, scope), statement.isNew);
        return '';
      default:
        return this.block(statement, dot, scope);
    }
  }

  private block(
    { kind, branches, otherwise }: Extract<Statement, { branches: unknown }>,
    dot: Value,
    scope: Scope,
  ): string {
    for (const branch of branches) {
      const value = this.value(branch.pipeline, dot, scope);
      if (!isTrue(value)) continue;
      if (kind === 'range') return this.loop(branch, value, scope);
      const inner = new Scope(scope);
      for (const variable of branch.variables) inner.set(variable, value, true);
      return this.run(branch.body, kind === 'with' ? value : dot, inner);
    }
    return this.run(otherwise, dot, new Scope(scope));
  }

  private loop({ variables, body }: Branch, value: Value, scope: Scope): string {
    const rounds = entriesOf(value).map(([key, one]) => {
      const inner = new Scope(scope);
      const [first, second] = variables;
      if (second !== undefined) inner.set(second, one, true);
      if (first !== undefined) inner.set(first, second === undefined ? one : key, true);
      return this.run(body, one, inner);
    });
    return rounds.join('');
  }

  private value(pipeline: Pipeline, dot: Value, scope: Scope): Value {
    let result: Value;
    pipeline.forEach(([first, ...others], index) => {
      if (!first) throw new Error('a command is empty');
      const values = others.map((operand) => this.operand(operand, dot, scope));
      const handed = index === 0 ? values : [...values, result];
      if (first.kind === 'function') result = this.call(first.name, handed);
      else if (handed.length === 0) result = this.operand(first, dot, scope);
      else throw new Error('only a function takes values');
    });
    return result;
  }

  private operand(operand: Operand, dot: Value, scope: Scope): Value {
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'function':
        return this.call(operand.name, []);
      case 'group':
        return valueUnder(this.value(operand.pipeline, dot, scope), operand.path);
      case 'field': {
        const { variable, path } = operand;
        return valueUnder(variable === '' ? dot : scope.get(variable.slice(1)), path);
      }
    }
  }

  private call(name: string, values: readonly Value[]): Value {
    if (name === 'include') return this.include(...values);
    const called = functions[name];
    if (!called) throw new Error(`no function is called ${name}`);
    return called(...values);
  }

  private include(name?: Value, data?: Value): string {
    const body = this.definitions.get(print(name));
    if (!body) throw new Error(`no template is called ${print(name)}`);
    return this.run(body, data, new Scope(undefined, data));
  }
}

function valueUnder(value: Value, path: readonly string[]): Value {
  return path.reduce((at, key) => (at as Readonly<Record<string, Value>> | null | undefined)?.[key], value);
}

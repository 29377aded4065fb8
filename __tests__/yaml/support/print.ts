import type { Branch, Data, Path } from './plain';
import type { Drawn, DrawnAlias, DrawnBranch, DrawnChild, DrawnLeaf, Form } from './generate';

/** A printed document. */
export interface Printed {
  readonly text: string;
  readonly data: Branch;
  readonly comments: readonly Comment[];
  /** Paths of values that have an alias somewhere, and of these aliases. */
  readonly shared: readonly Path[];
  readonly aliases: readonly Path[];
}

/** A comment, and the elements with which it goes: with any of them, or of their parents. */
export interface Comment {
  readonly text: string;
  readonly owners: readonly Path[];
}

/** Prints a drawn document in the style that was drawn for each of its parts. */
export function print(root: DrawnBranch, form: Form, number = 0): Printed {
  return new Printer(form, number).document(root);
}

interface Anchor {
  readonly name: string;
  readonly data: Data;
  readonly path: Path;
}

/** Where a value is printed: `column` is that of its key, or of what is behind its dash. */
interface Context {
  readonly column: number;
  readonly inFlow: boolean;
  readonly path: Path;
  readonly json: boolean;
}

class Printer {
  private readonly lines: string[] = [''];
  private readonly comments: Comment[] = [];
  private readonly anchors: Anchor[] = [];
  private readonly shared: Path[] = [];
  private readonly aliases: Path[] = [];

  constructor(
    private readonly form: Form,
    private readonly number: number,
  ) {}

  document(root: DrawnBranch): Printed {
    const { start, end, crlf, bom, finalNewline } = this.form;
    if (start === '%YAML') this.lines.unshift('%YAML 1.2', '---');
    else if (start) this.lines.unshift(start);
    const children: Branch['children'] = [];
    const data: Branch = { kind: root.kind, children };
    const at = { column: 0, inFlow: false, path: [], json: root.layout === 'json' };
    if (isBlock(root)) this.blockChildren(root, 0, at, children);
    else this.flow(root, at, children);
    if (this.last !== '') this.newLine();
    if (end) this.lines.splice(-1, 0, end);
    const lineBreak = crlf ? '\r\n' : '\n';
    let text = this.lines.join(lineBreak);
    if (!finalNewline) text = text.replace(/\r?\n$/, '');
    const { comments, shared, aliases } = this;
    return { text: (bom ? '\uFEFF' : '') + text, data, comments, shared, aliases };
  }

  /** Prints children, each on lines of its own; the first goes on where the current line is. */
  private blockChildren(branch: DrawnBranch, column: number, at: Context, data: Branch['children']): void {
    const taken = new Set<string>();
    for (const [index, child] of branch.children.entries()) {
      const path = [...at.path, index];
      const isInline = index === 0 && this.last.trim() !== '';
      const isHead = index === 0 && at.path.length === 0;
      if (!isInline) {
        if (child.blankAbove) this.newLine();
        for (let count = 0; count < child.above; count++) {
          this.write(' '.repeat(column) + this.comment(isHead ? [] : [path]));
          this.newLine();
        }
        this.write(' '.repeat(column));
      }
      const key = branch.kind === 'map' ? uniqueKey(child.key, taken) : '';
      const own = { ...at, column, path };
      const value =
        branch.kind === 'seq'
          ? this.behindDash(child, '-'.padEnd(this.form.dashWidth), own)
          : this.blockEntry(key, child, own);
      data.push({ key, value });
      if (this.last !== '') this.newLine();
      if (child.deepBelow) {
        const deep = column + 1;
        this.write(' '.repeat(deep) + this.comment([path, ...this.lastItem(branch, child, path)]));
        this.newLine();
      }
    }
  }

  /** An item at the column of its key owns a comment that is indented further than both. */
  private lastItem({ kind }: DrawnBranch, { keyStyle, value }: DrawnChild, path: Path): Path[] {
    if (keyStyle === 'explicit') return [];
    if (kind === 'seq' || value.kind !== 'seq' || !isBlock(value) || this.form.dashOffset > 0) return [];
    return [[...path, value.children.length - 1]];
  }

  private blockEntry(key: string, child: DrawnChild, at: Context): Data {
    if (child.keyStyle === 'explicit') {
      this.write(`? ${quoted(key, 'plain', false)}`);
      this.newLine();
      return this.behindDash(child, `${' '.repeat(at.column)}: `, at);
    }
    this.write(`${quoted(key, child.keyStyle, false)}:`);
    const { value } = child;
    const trailing = this.trailing(child, at);
    if (value.kind === 'alias' || value.kind === 'leaf' || !isBlock(value)) {
      if (value.kind !== 'alias' && value.kind !== 'leaf' && value.ownLine) {
        this.write(trailing);
        this.newLine();
        this.write(' '.repeat(at.column + this.form.step - 1));
        return this.inline(value, { ...at, column: at.column + this.form.step }, '');
      }
      return this.inline(value, at, trailing);
    }
    const offset = value.kind === 'map' ? this.form.step : this.form.dashOffset;
    return this.blockBelow(value, at.column + offset, at, trailing);
  }

  private behindDash(child: DrawnChild, dash: string, at: Context): Data {
    const { value } = child;
    const trailing = this.trailing(child, at);
    const column = at.column + dash.trimStart().length;
    this.write(dash.trimEnd());
    if (value.kind === 'alias' || value.kind === 'leaf' || !isBlock(value)) {
      if (value.kind !== 'leaf' || value.value !== null)
        this.write(' '.repeat(dash.length - dash.trimEnd().length - 1));
      return this.inline(value, { ...at, column: at.column }, trailing);
    }
    if (trailing || value.ownLine || value.props.anchor || value.props.tag) {
      return this.blockBelow(value, column, at, trailing);
    }
    this.write(dash.slice(dash.trimEnd().length));
    const children: Branch['children'] = [];
    this.blockChildren(value, column, at, children);
    return { kind: value.kind, children };
  }

  private blockBelow(value: DrawnBranch, column: number, at: Context, trailing: string): Branch {
    const [props, remember] = this.props(value, at.path);
    this.write((props && ` ${props.trimEnd()}`) + trailing);
    this.newLine();
    const data: Branch = { kind: value.kind, children: [] };
    this.blockChildren(value, column, at, data.children);
    remember(data);
    return data;
  }

  /** A scalar, an alias, or a flow collection, with a space before it. */
  private inline(value: Drawn, at: Context, trailing: string): Data {
    if (value.kind === 'alias') return this.alias(value, at, trailing);
    if (value.kind === 'leaf') return this.leaf(value, at, trailing);
    const [props, remember] = this.props(value, at.path);
    this.write(` ${props}`);
    const data: Branch = { kind: value.kind, children: [] };
    this.flow(value, at, data.children);
    this.write(trailing);
    remember(data);
    return data;
  }

  private alias({ number }: DrawnAlias, at: Context, trailing: string): Data {
    const anchor = this.anchors[number % Math.max(1, this.anchors.length)];
    if (!anchor) {
      this.write(` none${trailing}`);
      return { kind: 'leaf', value: 'none' };
    }
    this.write(` *${anchor.name}${trailing}`);
    this.shared.push(anchor.path);
    this.aliases.push(at.path);
    return structuredClone(anchor.data);
  }

  private leaf(leaf: DrawnLeaf, at: Context, trailing: string): Data {
    const { value, style } = leaf;
    const [props, remember] = this.props(leaf, at.path);
    const finish = (text: string, meaning: unknown = value): Data => {
      this.write(text === '' && props === '' ? '' : ` ${props}${text}`.trimEnd());
      const data: Data = { kind: 'leaf', value: meaning };
      remember(data);
      return data;
    };
    if (typeof value !== 'string') {
      const isUnwritten = value === null && style === 'plain' && !at.inFlow && !at.json;
      const data = finish(isUnwritten ? '' : String(value));
      this.write(trailing);
      return data;
    }
    const content = ' '.repeat(at.column + this.form.step);
    const isBlockText = (style.startsWith('literal') || style === 'folded') && !at.inFlow && isWord(value);
    if (isBlockText) {
      const chomping = /[-+]$/.exec(style)?.[0] ?? '';
      const indicator = style === 'literal-indent' ? String(this.form.step) : '';
      const header = (style === 'folded' ? '>' : '|') + indicator + chomping + trailing;
      const end = chomping === '-' ? '' : chomping === '+' ? '\n\n' : '\n';
      const isFolded = style === 'folded';
      const body = isFolded ? [value, 'and more'] : [value, '', '  # no comment', 'end: 1'];
      const data = finish(header, body.join(isFolded ? ' ' : '\n') + end);
      for (const line of body) {
        this.newLine();
        this.write(line && content + line);
      }
      this.newLine();
      if (chomping === '+') this.newLine();
      return data;
    }
    if (style === 'broken' && value.includes(' ') && isWord(value)) {
      const [first = '', ...rest] = value.split(' ');
      const data = finish(first);
      this.newLine();
      this.write(`${content} ${rest.join(' ')}${trailing}`);
      return data;
    }
    const data = finish(quoted(value, style === 'single' || style === 'double' ? style : 'plain', at.inFlow));
    this.write(trailing);
    return data;
  }

  private flow(branch: DrawnBranch, at: Context, data: Branch['children']): void {
    const [open, close] = branch.kind === 'map' ? ['{', '}'] : ['[', ']'];
    const { children, layout } = branch;
    if (children.length === 0) {
      this.write(open + close);
      return;
    }
    const isPretty = layout === 'pretty' || (layout === 'block' && at.inFlow);
    const isWrapped = layout === 'wrapped';
    const indent = at.column + (at.inFlow || isPretty ? this.form.step : this.form.step + 1);
    const padding = layout === 'padded' && branch.kind === 'map' ? ' ' : '';
    const compact = layout === 'json' || at.json;
    const taken = new Set<string>();
    this.write(open + padding);
    for (const [index, child] of children.entries()) {
      const path = [...at.path, index];
      const isLast = index === children.length - 1;
      if (isPretty || (isWrapped && index > 0)) {
        this.newLine();
        for (let count = 0; isPretty && count < child.above; count++) {
          this.write(' '.repeat(indent) + this.comment([path]));
          this.newLine();
        }
        this.write(' '.repeat(indent));
      }
      const key = branch.kind === 'map' ? uniqueKey(child.key, taken) : '';
      const style = compact ? 'double' : child.keyStyle === 'explicit' ? 'plain' : child.keyStyle;
      const before = this.last.length;
      const own = { column: indent, inFlow: true, path, json: at.json || layout === 'json' };
      if (branch.kind === 'map') this.write(`${quoted(key, style, true)}:`);
      const line = this.lines.length;
      const value = this.inline(child.value, own, '');
      this.closeUp(
        line,
        branch.kind === 'seq'
          ? before
          : compact && layout === 'json'
            ? before + quoted(key, style, true).length + 1
            : undefined,
      );
      data.push({ key, value });
      if (!isLast || branch.trailingComma)
        this.write(layout === 'json' || isPretty || isWrapped || isLast ? ',' : ', ');
      if (isPretty && child.trailing) this.write(` ${this.comment([path])}`);
    }
    if (isPretty) {
      this.newLine();
      this.write(' '.repeat(at.column));
    }
    this.write(padding + close);
  }

  /** Removes the space before a value, which `inline` writes, where nothing is before the value. */
  private closeUp(line: number, position: number | undefined): void {
    const text = this.lines[line - 1];
    if (position === undefined || text?.[position] !== ' ') return;
    this.lines[line - 1] = text.slice(0, position) + text.slice(position + 1);
  }

  private props({ props, ...value }: DrawnLeaf | DrawnBranch, path: Path): [string, (data: Data) => void] {
    const name = `a${this.anchors.length}${path.join('-')}`;
    const isText = value.kind === 'leaf' && typeof value.value === 'string';
    const tag = value.kind === 'leaf' ? (isText ? '!!str ' : '') : `!!${value.kind} `;
    const text = (props.anchor ? `&${name} ` : '') + (props.tag ? tag : '');
    return [text, (data) => props.anchor && this.anchors.push({ name, data: structuredClone(data), path })];
  }

  private trailing({ trailing }: DrawnChild, { path }: Context): string {
    return trailing ? ` ${this.comment([path])}` : '';
  }

  private comment(owners: readonly Path[]): string {
    const text = `# c${this.number}-${this.comments.length}.`;
    this.comments.push({ text, owners });
    return text;
  }

  private get last(): string {
    return this.lines.at(-1) ?? '';
  }

  private write(text: string): void {
    this.lines[this.lines.length - 1] = this.last + text;
  }

  private newLine(): void {
    this.lines.push('');
  }
}

function isBlock(value: DrawnBranch): boolean {
  return value.layout === 'block' && value.children.length > 0;
}

function uniqueKey(key: string, taken: Set<string>): string {
  let unique = key;
  for (let count = 2; taken.has(unique); count++) unique = `${key}${count}`;
  taken.add(unique);
  return unique;
}

/** Whether a text is safe without quotes: a narrower notion than the core's. */
function isWord(text: string): boolean {
  return (
    /^[A-Za-z][\w./-]*(?: [\w./-]+)*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
  );
}

function quoted(text: string, style: string, inFlow: boolean): string {
  if (style === 'plain' && isWord(text) && !(inFlow && text.includes(','))) return text;
  return style === 'single' ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

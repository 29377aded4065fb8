/** An attribute of a text in HCL, as Terraform has it, and the blocks and maps around it. */
export interface Attribute {
  /** As `['locals', 'versions', 'istio']` or `['variable', 'release', 'default']`. */
  readonly path: readonly string[];
  /** A text in quotes, or what is named in place of one: `local.versions.istio`. */
  readonly text: string;
  readonly isText: boolean;
  /** The offset of the value. */
  readonly at: number;
}

const token =
  /(?<comment>#[^\n]*|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?)|"(?<text>(?:[^"\\\n]|\\.)*)"?|<<[-~]?(?<heredoc>\w+)|(?<word>[\w-]+(?:\.[\w-]+|\["[\w-]+"\])*)|(?<mark>[{}[\]()=:,\n])/g;

/** What is open at a place of the text: a block, a map, a list or a call. */
interface Open {
  readonly path: readonly string[];
  /** Whether its entries have names, so that they may be followed. */
  readonly hasNames: boolean;
}

/** The attributes of a text whose value is a text or a name, in their order. */
export function attributesIn(text: string): Attribute[] {
  const found: Attribute[] = [];
  const open: Open[] = [{ path: [], hasNames: true }];
  /** What the entry has so far: the labels of a block, or the name of an attribute. */
  let words: string[] = [];
  let isAssigned = false;
  let isOver = false;
  const next = (): void => {
    words = [];
    isAssigned = false;
    isOver = false;
  };
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const { text: quoted, heredoc, word, mark } = match.groups ?? {};
    const around = open.at(-1) ?? { path: [], hasNames: true };
    if (heredoc !== undefined) {
      const end = endOfHeredoc(text, heredoc, token.lastIndex);
      if (end === undefined) return found;
      token.lastIndex = end;
    } else if (mark === '\n' || mark === ',') next();
    else if (mark === '=' || mark === ':') isAssigned ||= words.length === 1;
    else if (mark === '{') {
      // A map behind a `=` has the name of its attribute, a block its type and labels.
      open.push({ path: [...around.path, ...words], hasNames: around.hasNames });
      next();
    } else if (mark === '[') open.push({ path: around.path, hasNames: false });
    else if (mark === '(') {
      // A function that puts maps together, as `merge({…})`.
      open.push({ path: [...around.path, ...words], hasNames: around.hasNames });
      next();
    } else if (mark !== undefined) {
      if (open.length > 1) open.pop();
      isOver = true;
    } else if (quoted !== undefined || word !== undefined) {
      const value = quoted ?? word ?? '';
      if (!isAssigned) words.push(value);
      else if (!isOver && around.hasNames) {
        const [, named] = /^\$\{([\w."[\]-]+)\}$/.exec(value) ?? [];
        const isText = quoted !== undefined && named === undefined;
        found.push({ path: [...around.path, ...words], text: named ?? value, isText, at: match.index });
        isOver = true;
      }
    }
  }
  return found;
}

/** Where the text behind a heredoc goes on; undefined where it has no end. */
export function endOfHeredoc(text: string, name: string, from: number): number | undefined {
  for (let at = text.indexOf('\n', from); at !== -1; at = text.indexOf('\n', at + 1)) {
    const end = text.indexOf('\n', at + 1);
    const line = end === -1 ? text.slice(at + 1) : text.slice(at + 1, end);
    if (line.trim() === name) return at + 1 + line.length;
  }
  return undefined;
}

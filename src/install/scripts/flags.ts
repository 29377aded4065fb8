import { type Content, contentIn, type PlainSetting, nothing } from '../layers/content';
import { assignmentsIn, keysOf } from '../settings';

/** What a flag of `helm` sets. Source: helm, `pkg/cli/values/options.go`. */
export function contentOfFlag(flag: string | undefined, value: string): Content {
  switch (flag) {
    case '--set':
    case '--set-string': {
      const all = assignmentsIn(value);
      return all.length === 0 ? anything : together(all.map(([name, text]) => assigned(name, text)));
    }
    case '--set-literal':
    case '--set-file': {
      const [, name = '', text = ''] = /^([^=]*)=?(.*)$/s.exec(value) ?? [];
      return assigned(name, flag === '--set-file' ? [] : text);
    }
    case '--set-json':
      return contentOfJson(value);
    default:
      return nothing;
  }
}

/** A single value, as `--set` has it. */
export function assigned(name: string, text: string | readonly []): Content {
  const keys = keysOf(name);
  // What a variable brings may be any key.
  const unknown = keys.findIndex((key) => /[${`]/.test(key));
  if (unknown !== -1) return { settings: [], open: [keys.slice(0, unknown)] };
  // Helm takes a key away for null, as in a file.
  return { settings: [{ keys, value: text === 'null' ? null : text, isParameter: true }], open: [] };
}

/** A map of JSON is laid over the values; one that is given to a key takes the place of what was there. */
function contentOfJson(value: string): Content {
  const [, name, json = value] = /^([^={[]+)=(.*)$/s.exec(value) ?? [];
  const content = contentIn(name === undefined ? json : `value: ${json}`);
  if (!content) return anything;
  if (name === undefined) return content;
  const at = keysOf(name);
  const settings = content.settings.map((setting): PlainSetting => ({
    ...setting,
    keys: [...at, ...setting.keys.slice(1)],
    isParameter: true,
  }));
  const isMap = settings.some(({ keys }) => keys.length > at.length);
  const before: PlainSetting[] = isMap ? [{ keys: at, value: null }] : [];
  return { settings: [...before, ...settings], open: [] };
}

/** What may be any values. */
export const anything: Content = { settings: [], open: [[]] };

/** What several flags set. */
export function together(all: readonly Content[]): Content {
  return { settings: all.flatMap(({ settings }) => settings), open: all.flatMap(({ open }) => open) };
}

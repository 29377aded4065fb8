import { LastAnswer, once } from '../../once';
import { type Content, contentIn } from '../layers/content';
import { endOfHeredoc } from '../terraform/hcl-parts';
import { withCommandsOnLines } from './shell';

/** A command that writes a file. */
interface Write {
  readonly target: string;
  /** The files that it reads, by their names. */
  readonly sources: readonly string[];
  /** Whether the file is what the one source is. */
  readonly isCopy: boolean;
  /** What it is given in the script itself. */
  readonly given: string | undefined;
}

/**
 * The layers of a file that a script writes before it gives it to a chart: the files and the text that it is made of, and
 * where it is more than a copy, what is made of them.
 */
export function layersWritten(
  file: string,
  text: string,
  filled: (word: string) => string,
): (string | Content | undefined)[] {
  const writes = writesIn(text).filter(({ target }) => filled(target) === file);
  const layers = writes.flatMap(({ sources, given }): (string | Content | undefined)[] => [
    ...sources.map(filled).filter((source) => source !== file),
    ...(given === undefined ? [] : [contentIn(given)]),
  ]);
  const isWhole = writes.length === 1 && layers.length === 1 && writes.every(({ isCopy }) => isCopy);
  return isWhole ? layers : [...layers, file];
}

const writesIn = once(readWrites, new LastAnswer<string, readonly Write[]>());

const redirection = /(?<![\d&<>=-])>{1,2}\|?[ \t]*["']?([^\s"';&|()<>]+)/;
const output =
  /(?:\btee[ \t]+(?:-a[ \t]+)?|(?:^|[ \t])(?:-o|--output|-OutFile|Out-File(?:[ \t]+-FilePath)?)[ \t=]+)["']?([^\s"';&|()<>-][^\s"';&|()<>]*)/i;
const copy = /^(?:cp|mv|copy|Copy-Item)[ \t]+(?:-\w+[ \t]+)*["']?([^\s"']+)["']?[ \t]+["']?([^\s"']+)["']?$/i;

function readWrites(text: string): Write[] {
  const commands = withCommandsOnLines(text).matchAll(/(?:[^;&\n]|[<>]&|&>)+/g);
  return Array.from(commands).flatMap(({ 0: command, index }): Write[] => {
    const plain = command.replace(/^[ \t]*(?:-[ \t]+|run:[ \t]+|@)?/, '').trimEnd();
    const [, from, to] = copy.exec(plain) ?? [];
    if (from !== undefined && to !== undefined)
      return [{ target: to, sources: [from], isCopy: true, given: undefined }];
    const [, target] = redirection.exec(plain) ?? output.exec(plain) ?? [];
    if (target === undefined) return [];
    const given = textGiven(text, index);
    const words = plain.split(/[\s|<>()"'=]+/).filter((word) => word !== target);
    const sources = words.filter((word) =>
      /\.(?:ya?ml|json)(?:[.-]?\w+)?$|\.(?:tpl|tmpl|gotmpl)$/.test(word),
    );
    const isCopy = /^cat\b[^|]*$/.test(plain) || (given !== undefined && sources.length === 0);
    return [{ target, sources, isCopy, given }];
  });
}

/** The text that a line gives to a command on its standard input: `<<EOF`. */
export function textGiven(text: string, start: number): string | undefined {
  const from = text.lastIndexOf('\n', start) + 1;
  const heredoc = /^(?:\\\r?\n|[^\n]){0,5000}?<<(-?)[ \t]*["']?(\w+)["']?/.exec(
    text.slice(from, from + 9999),
  );
  const [all, isIndented, name] = heredoc ?? [];
  if (all === undefined || name === undefined) return undefined;
  const line = text.indexOf('\n', from + all.length);
  const end = endOfHeredoc(text, name, from + all.length);
  if (line === -1 || end === undefined) return undefined;
  const given = text.slice(line + 1, text.lastIndexOf('\n', end - 1) + 1);
  return isIndented ? given.replaceAll(/^\t+/gm, '') : given;
}

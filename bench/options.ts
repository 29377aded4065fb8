import { parseArgs } from 'node:util';

export const parts = ['startup', 'peers', 'files', 'growth', 'large'] as const;
export type Part = (typeof parts)[number] | 'profile';

/** What to measure. */
export interface Options {
  readonly rounds: number;
  readonly files: number;
  readonly parts: readonly Part[];
  /** Whether to measure the peers that take most of a minute, too. */
  readonly slow: boolean;
  /** Whether trees are git work trees. */
  readonly git: boolean;
  /** Launchers of the tool; the first is what the targets are for, the others are measured beside it. */
  readonly tools: readonly string[];
  readonly markdown: string | undefined;
}

/** The options of the command, for the help. */
export const usage = `npm run bench -- [options]

  --only PART      startup, peers, files, growth or large, may be given again (default: all of these);
                   or profile: where the time of a dry run goes
  --files N        files of the tree that the peers are compared on (default: 10000)
  --rounds N       rounds of the fast commands (default: 5; start-up: 30; slow peers: 1)
  --no-slow        leave out the slow peers
  --no-git         trees that are no git work trees
  --tool FILE      the launcher of another checkout, measured beside this one; may be given again
  --markdown FILE  also write the results as Markdown`;

/** Reads the command line; throws an error with a message for the user where it cannot be carried out. */
export function readOptions(words: string[], tool: string): Options | undefined {
  const { values } = parseArgs({
    args: words,
    options: {
      only: { type: 'string', multiple: true, default: [...parts] },
      files: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '5' },
      'no-slow': { type: 'boolean', default: false },
      'no-git': { type: 'boolean', default: false },
      tool: { type: 'string', multiple: true, default: [] },
      markdown: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const asked = values.only.flatMap((names) => names.split(','));
  const known: readonly Part[] = [...parts, 'profile'];
  for (const name of asked)
    if (!known.some((part) => part === name)) throw new Error(`no part is called "${name}"`);
  return {
    rounds: count('--rounds', values.rounds),
    files: count('--files', values.files),
    parts: known.filter((part) => asked.includes(part)),
    slow: !values['no-slow'],
    git: !values['no-git'],
    tools: [tool, ...values.tool],
    markdown: values.markdown,
  };
}

function count(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${name} takes a whole number over 0, not "${text}"`);
  return Number(text);
}

import { homepage } from '../../package.json';
import { newestTarget } from '../../transforms';
import { painter } from '../report/colour';
import { paragraph } from '../report/text/findings';
import { printVersion } from '../version';
import { commands, examples, exitCodeTexts, type OptionRow, optionTable } from './table';

const widest = 80;
const narrowest = 40;
/** Where descriptions start; on a narrow terminal, on a line of their own. */
const indent = 28;
const narrowIndent = 10;

/**
 * What `--help` prints: commands, options in groups, exit codes and examples.
 *
 * @param columns of the terminal; lines are never longer than 80
 */
export function helpText(columns = widest): string {
  const width = Math.max(narrowest, Math.min(columns, widest));
  const sheet = { paint: painter(false), width };
  const row = (lead: string, words: string, start = width < 60 ? narrowIndent : indent): string => {
    const isBeside = lead.length + 4 <= start;
    const text = paragraph(
      sheet,
      start,
      { text: isBeside ? `  ${lead}`.padEnd(start) : ' '.repeat(start), whole: true },
      { text: words },
    );
    return isBeside ? text : `  ${lead}\n${text}`;
  };
  const options = Object.entries<OptionRow>(optionTable);
  const groups = [...new Set(options.map(([, { group }]) => group))];
  const release = printVersion(newestTarget);
  return [
    'Usage: istio-migrate [paths..] [options]',
    ...Object.values(commands).map(({ usage }) => `       istio-migrate ${usage}`),
    '',
    paragraph(sheet, 0, {
      text: `Finds and rewrites what an upgrade to Istio ${release} breaks in Kubernetes manifests. Paths are files, directories or globs [default: the current directory]. "-" reads standard input and prints the migrated text.`,
    }),
    section(
      'Commands',
      Object.entries(commands).map(([name, { describe }]) => row(name, describe)),
    ),
    ...groups.map((group) =>
      section(
        group,
        options
          .filter(([, each]) => each.group === group)
          .map(([name, each]) => row(lead(name, each), each.describe)),
      ),
    ),
    section(
      'Exit codes',
      exitCodeTexts.map(([code, meaning]) => row(code.padEnd(1), meaning, 6)),
    ),
    section(
      'Examples',
      examples.map(([command, meaning]) => `  ${command}\n${row('', meaning, 6)}`),
    ),
    '',
    paragraph(sheet, 0, { text: 'Run "istio-migrate explain ID" for details of a transform.' }),
    `Documentation: ${homepage}`,
    '',
  ].join('\n');
}

function section(heading: string, lines: readonly string[]): string {
  return ['', `${heading}:`, ...lines].join('\n');
}

/** `-w, --write`, or `--only ID..`. */
function lead(name: string, { short, value }: OptionRow): string {
  const option = short === undefined ? `    --${name}` : `-${short}, --${name}`;
  return value === undefined ? option : `${option} ${value}`;
}

import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Options } from '../cli/options';
import { patchesOf } from '../cli/patches';
import { reportIn } from '../cli/report';
import type { RunResult } from '../run/result';
import type { StepFiles } from './step-files';

/**
 * Shows what a run found out in all the places that GitHub has for it: the log, annotations, the job's summary, the
 * outputs, and files that later steps can use.
 */
export async function showOnGitHub(
  result: RunResult,
  options: Options,
  { output, summary, temporary }: StepFiles,
): Promise<void> {
  const patch = (await patchesOf(result)).join('');
  const text = await reportIn('text', result, options);
  process.stdout.write(withoutCommands(patch + text));
  process.stdout.write(await reportIn('github', result, options));
  await appendFile(summary, await reportIn('markdown', result, options));

  const folder = await mkdtemp(join(temporary, 'istio-migrate-'));
  const files = { patch: join(folder, 'changes.patch'), sarif: join(folder, 'report.sarif') };
  await writeFile(files.patch, patch);
  await writeFile(files.sarif, await reportIn('sarif', result, options));
  const changed = result.files.filter(({ status }) => status === 'changed').length;
  await appendFile(output, `changed=${changed}\npatch=${files.patch}\nsarif=${files.sarif}\n`);
}

/** A text as the log shows it, whatever is in it: the runner would take a line that starts with `::` for a command. */
function withoutCommands(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}\n::${token}::\n`;
}

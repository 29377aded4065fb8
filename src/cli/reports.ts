import { transforms } from '../../transforms';
import type { Base } from '../report/base';
import type { TextOptions } from '../report/text';
import type { RunResult } from '../run/result';
import { hasColour } from './terminal';
import type { Options } from './options';
import type { Format } from './table';
import { toolVersion } from './process';
import { isWithin } from '../files/path';
import { workTreeOf } from '../files/worktree';

/** The report in one of the formats, each of which is loaded only when it is asked for. */
export async function reportIn(format: Format, result: RunResult, options: Options): Promise<string> {
  const tool = { name: 'istio-migrate', version: toolVersion() };
  const rules = transforms;
  const { quiet } = options;
  switch (format) {
    case 'text':
      return terminalReport(result, options, process.stdout);
    case 'concise':
      return (await import('../report/concise')).conciseReport(result, { rules, quiet });
    case 'json':
      return (await import('../report/json')).jsonReport(result, tool);
    case 'sarif': {
      const { sarifReport } = await import('../report/sarif');
      const abouts = new Map(
        await Promise.all(transforms.map(async ({ id, about }) => [id, await about()] as const)),
      );
      return sarifReport(result, { tool, rules, abouts, base: await currentBase() });
    }
    case 'github':
      return (await import('../report/github')).githubReport(result, {
        rules,
        base: await currentBase(),
        quiet,
      });
    case 'gitlab':
      return (await import('../report/gitlab')).gitlabReport(result, {
        rules,
        base: await currentBase(),
        quiet,
      });
    case 'junit':
      return (await import('../report/junit')).junitReport(result, {
        rules,
        base: await currentBase(),
        quiet,
      });
    case 'markdown':
      return (await import('../report/markdown')).markdownReport(result, {
        rules,
        base: await currentBase(),
        quiet,
      });
    case 'html': {
      const { htmlReport } = await import('../report/html');
      return htmlReport(result, { tool, transforms });
    }
  }
}

/** The report for people, as wide as the terminal that it goes to. */
export async function terminalReport(
  result: RunResult,
  options: Options,
  stream: NodeJS.WriteStream,
): Promise<string> {
  const { textReport } = await import('../report/text');
  return textReport(result, { ...textOptions(options, stream), quiet: options.quiet });
}

/** How to put text on a stream. */
export function textOptions({ colour }: Options, stream: NodeJS.WriteStream): Omit<TextOptions, 'quiet'> {
  return {
    colour: hasColour(colour, stream),
    width: stream.isTTY ? stream.columns : 0,
    transforms: new Map(transforms.map(({ id, title, kind }) => [id, { title, kind }])),
  };
}

/** What the paths of reports are relative to. */
export async function currentBase(): Promise<Base> {
  const workingDirectory = process.cwd();
  return { workingDirectory, root: await reportRoot(workingDirectory) };
}

/**
 * The folder that others read the paths of a report from: the root of the git work tree, as `git apply` does; where
 * there is none, as in a workspace that was checked out without git, GitHub's workspace; else the working directory.
 */
async function reportRoot(
  workingDirectory: string,
  { GITHUB_WORKSPACE: workspace }: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const workTree = await workTreeOf(workingDirectory);
  if (workTree !== undefined) return workTree;
  return workspace && isWithin(workingDirectory, workspace) ? workspace : workingDirectory;
}

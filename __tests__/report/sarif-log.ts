import type { Log } from 'sarif';
import { sarifReport } from '../../src/report/sarif';
import type { RunResult } from '../../src/run/decide';
import { transforms } from '../../transforms';
import { sarifProblems } from '../support/sarif-schema';

const tool = { name: 'istio-migrate', version: '1.2.3' };
const base = { workingDirectory: '/srv/repository/apps', root: '/srv/repository' };

/** What a run in the folder `apps` of a repository is reported as; it has to hold to the schema. */
export function logOf(result: RunResult): Log {
  const log = JSON.parse(sarifReport(result, { tool, rules: transforms, abouts: new Map(), base })) as Log;
  expect(sarifProblems(log)).toEqual([]);
  return log;
}

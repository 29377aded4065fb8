import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { conciseReport } from '../../src/report/concise';
import { githubReport } from '../../src/report/github';
import { gitlabReport } from '../../src/report/gitlab';
import { junitReport } from '../../src/report/junit';
import { textReport } from '../../src/report/text';
import { transforms } from '../../transforms';
import { changedFile, resultOf } from './result';

const base = { workingDirectory: '/shop/apps', root: '/shop' };
const options = { rules: transforms, base, quiet: false };

const finding = (level: 'error' | 'warning' | 'note', line: number, message: string) =>
  ({
    transform: 'inference-pool',
    level,
    path: 'a.yaml',
    line,
    column: 3,
    message,
    help: 'Do <that>',
  }) as const;
const rewrite = { transform: 'seccomp-profile', line: 7, column: 5, summary: 'a becomes b' };
const result = resultOf({
  mode: 'check',
  files: [
    changedFile('b.yaml', {
      rewrites: [rewrite],
      fixes: [{ rewrites: [rewrite], edits: [{ start: 0, end: 1, text: 'b' }] }],
    }),
  ],
  findings: [finding('error', 2, 'This "breaks" & \u001b[31m'), finding('note', 4, 'Good to know')],
  faults: [{ path: 'locked.yaml', message: 'permission denied' }],
});

test('concise: a line for each problem, failures first', () => {
  expect(conciseReport(result, options)).toBe(`\
locked.yaml:1:1: error istio-migrate permission denied
a.yaml:2:3: error inference-pool This "breaks" & \\u001b[31m
a.yaml:4:3: note inference-pool Good to know
b.yaml:7:5: warning seccomp-profile a becomes b (hardening change)
`);
  expect(conciseReport(result, { ...options, quiet: true }).split('\n')).toHaveLength(3);
});

test('all formats give the same numbers: an entry for each change, finding and failure', () => {
  const labels = new Map(transforms.map(({ id, title, kind }) => [id, { title, kind }]));
  const text = textReport(result, { colour: false, quiet: false, width: 0, transforms: labels });
  expect(text).toContain(
    '\n1 file needs changes (1 hardening change), 1 failure, 1 error and 1 note would remain; ',
  );
  const entries = (report: string, pattern: RegExp) => Array.from(report.matchAll(pattern)).length;
  expect([
    entries(conciseReport(result, options), /^.*:\d+:\d+: /gm),
    entries(githubReport(result, options), /^::/gm),
    entries(gitlabReport(result, options), /"check_name"/g),
    entries(junitReport(result, options), /<testcase /g),
  ]).toEqual([4, 4, 4, 4]);
});

test('the problem matcher of the docs reads each line', () => {
  const page = readFileSync(join(__dirname, '../../docs/ci.md'), 'utf8');
  const block = /^```json\n(\{\n {2}"problemMatcher".*?)^```$/ms.exec(page)?.[1] ?? '{}';
  const { problemMatcher } = JSON.parse(block) as { problemMatcher: { pattern: { regexp: string }[] }[] };
  const matcher = new RegExp(problemMatcher[0]?.pattern[0]?.regexp ?? '^$');
  const lines = conciseReport(result, options).trimEnd().split('\n');
  expect(lines.map((line) => matcher.exec(line)?.slice(1))).toContainEqual([
    'b.yaml',
    '7',
    '5',
    'warning',
    'seccomp-profile',
    'a becomes b (hardening change)',
  ]);
  expect(lines.every((line) => matcher.test(line))).toBe(true);
});

/** Source: GitLab, "Code Quality report format", the fields that it requires. */
const codeQuality = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^[^/.]' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
};

test('gitlab: follows the format of Code Quality, with paths from the root and unique fingerprints', () => {
  const twice = {
    ...result,
    findings: [...result.findings, finding('error', 9, 'This "breaks" & \u001b[31m')],
  };
  const report = JSON.parse(gitlabReport(twice, options)) as { fingerprint: string }[];
  expect(new Ajv().compile(codeQuality)(report)).toBe(true);
  expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(5);
  expect(report).toContainEqual(
    expect.objectContaining({
      check_name: 'seccomp-profile',
      severity: 'minor',
      location: { path: 'apps/b.yaml', lines: { begin: 7 } },
    }),
  );
  expect(gitlabReport(resultOf({}), options)).toBe('[]\n');
});

test('junit: problems are failed tests, notes passed ones, and text is escaped', () => {
  expect(junitReport(result, options)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="istio-migrate" tests="4" failures="2" errors="1" time="0.812">
  <testsuite name="istio-migrate" tests="4" failures="2" errors="1" time="0.812">
    <testcase classname="istio-migrate" name="apps/locked.yaml: permission denied" file="apps/locked.yaml"><error type="error" message="permission denied">apps/locked.yaml: permission denied</error></testcase>
    <testcase classname="inference-pool" name="apps/a.yaml:2:3: This &quot;breaks&quot; &amp; \\u001b[31m" file="apps/a.yaml"><failure type="error" message="This &quot;breaks&quot; &amp; \\u001b[31m">apps/a.yaml:2:3: This &quot;breaks&quot; &amp; \\u001b[31m
help: Do &lt;that&gt;</failure></testcase>
    <testcase classname="inference-pool" name="apps/a.yaml:4:3: Good to know" file="apps/a.yaml"><system-out>apps/a.yaml:4:3: Good to know
help: Do &lt;that&gt;</system-out></testcase>
    <testcase classname="seccomp-profile" name="apps/b.yaml:7:5: a becomes b" file="apps/b.yaml"><failure type="warning" message="a becomes b">apps/b.yaml:7:5: a becomes b
help: run istio-migrate --write to make this change</failure></testcase>
  </testsuite>
</testsuites>
`);
  expect(junitReport(resultOf({}), options)).toContain('tests="1" failures="0" errors="0"');
});

test('github: what needs you comes before what --write can do', () => {
  const due = { ...rewrite, transform: 'inference-pool' };
  const file = changedFile('0.yaml', { rewrites: [due], fixes: [{ rewrites: [due], edits: [] }] });
  const lines = githubReport({ ...result, files: [file] }, options)
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => /^::\w+ file=([\w./]+)/.exec(line)?.[1])).toEqual([
    'apps/locked.yaml',
    'apps/a.yaml',
    'apps/0.yaml',
    'apps/a.yaml',
  ]);
});

import { githubReport } from '../../src/report/github';
import { transforms } from '../../transforms';
import { changedFile, finding, resultOf } from './result';
import { controlsIn } from '../support/controls';

const base = { workingDirectory: '/srv/repository/apps', root: '/srv/repository' };
const options = { rules: transforms, base, quiet: false };

/** What a runner makes of a command, by the rules that GitHub documents. */
function parsed(line: string): { command: string; properties: Record<string, string>; message: string } {
  const match = /^::(\w+) (.*?)::(.*)$/s.exec(line);
  if (!match) throw new Error(`no command: ${line}`);
  const [, command = '', list = '', message = ''] = match;
  const properties = Object.fromEntries(
    list.split(',').map((pair) => {
      const at = pair.indexOf('=');
      return [
        pair.slice(0, at),
        unescaped(
          pair
            .slice(at + 1)
            .replaceAll('%3A', ':')
            .replaceAll('%2C', ','),
        ),
      ];
    }),
  );
  return { command, properties, message: unescaped(message) };
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

describe('githubReport', () => {
  test('what matters most comes first: faults, then errors, warnings and notes, each as a command of its own', () => {
    const rewrite = { transform: 'seccomp-profile', line: 7, column: 3, summary: 'a becomes b' };
    const fixes = [{ rewrites: [rewrite], edits: [{ start: 0, end: 1, text: 'b' }] }];
    const result = resultOf({
      files: [changedFile('c.yaml', { rewrites: [rewrite], fixes })],
      findings: [
        finding('note', 'Good to know'),
        finding('error', 'This breaks', { path: '../b.yaml', line: 3, column: 9, help: 'Do that' }),
      ],
      faults: [{ path: 'locked.yaml', message: 'permission denied' }],
    });
    expect(githubReport(result, options)).toBe(`\
::error file=apps/locked.yaml,title=istio-migrate::permission denied
::error file=b.yaml,line=3,col=9,title=istio-migrate%3A inference-pool::This breaks%0Ahelp: Do that
::warning file=apps/c.yaml,line=7,col=3,title=istio-migrate%3A seccomp-profile (hardening)::a becomes b%0Ahelp: run istio-migrate --write to make this change
::notice file=apps/a.yaml,line=1,col=1,title=istio-migrate%3A inference-pool::Good to know
`);
  });

  test('a file outside of the repository is named in full', () => {
    const result = resultOf({ findings: [finding('error', 'x', { path: '/elsewhere/a.yaml' })] });
    expect(githubReport(result, options)).toContain('::error file=/elsewhere/a.yaml,');
  });

  test('what --write has rewritten is no annotation', () => {
    const rewrite = { transform: 'inference-pool', line: 7, column: 3, summary: 'a becomes b' };
    const fixes = [{ rewrites: [rewrite], edits: [{ start: 0, end: 1, text: 'b' }] }];
    const files = [changedFile('c.yaml', { rewrites: [rewrite], fixes })];
    expect(githubReport(resultOf({ mode: 'write', files }), options)).toBe('');
  });

  test('quietly only what breaks and what failed is told', () => {
    const result = resultOf({
      findings: [finding('warning', 'w'), finding('note', 'n'), finding('error', 'e')],
      faults: [{ path: 'x', message: 'f' }],
    });
    const lines = githubReport(result, { ...options, quiet: true })
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => parsed(line).message)).toEqual(['f', 'e']);
  });

  test.each([
    ['a percent sign', '100%.yaml', '50% of %0A'],
    ['a name that looks like properties', 'a,line=9,title=x::y.yaml', 'line=1,col=2'],
    ['a name that looks like a command', '::warning::x', '::add-mask::secret'],
    ['a line end, and a command behind it', 'a\n::stop-commands::x\n.yaml', 'plain'],
    ['a carriage return', 'a\r::error::x.yaml', 'plain'],
    ['what is not ASCII', 'prüfung/政策 😀.yaml', 'größer → kleiner'],
  ])('what a runner reads is what was meant: %s', (_, path, message) => {
    const report = githubReport(
      resultOf({ findings: [finding('error', message, { path: `/else/${path}` })] }),
      options,
    );
    expect(report.trimEnd().split(/\r|\n/)).toHaveLength(1);
    const command = parsed(report.trimEnd());
    expect(command.command).toBe('error');
    expect(command.properties).toEqual({
      file: `/else/${path}`,
      line: '1',
      col: '1',
      title: 'istio-migrate: inference-pool',
    });
    expect(command.message).toBe(message);
  });

  test('no message and no name drives the terminal that a log is read in', () => {
    const evil = 'a\u001B[2J\u009B\u202E\nb';
    const report = githubReport(resultOf({ findings: [finding('error', evil, { path: evil })] }), options);
    expect(controlsIn(report)).toEqual([]);
    expect(report.split('\n')).toHaveLength(2);
  });
});

import { unifiedDiff } from '../../src/report/diff';
import { jsonReport } from '../../src/report/json';
import { changedFile, failedFile, finding, resultOf } from './result';

const tool = { name: 'istio-migrate', version: '1.2.3' };

describe('jsonReport', () => {
  it('prints a run in full', () => {
    const report = jsonReport(
      resultOf({
        mode: 'write',
        files: [changedFile('deploy/a.yaml'), failedFile('deploy/b.yaml', 'EACCES: permission denied')],
        findings: [
          finding('warning', 'Look at this', { path: 'x.tf', line: 3, column: 7, help: 'Do that' }),
          finding('note', 'Good to know'),
        ],
        skipped: [{ path: 'gen.yaml', reason: 'ignored' }],
        faults: [{ path: 'deploy/b.yaml', message: 'EACCES: permission denied' }],
      }),
      tool,
    );
    expect(JSON.parse(report)).toEqual({
      version: 1,
      tool: { name: 'istio-migrate', version: '1.2.3' },
      mode: 'write',
      range: { from: '1.27', to: '1.28', source: 'set by --from, or by from in the configuration' },
      summary: {
        scanned: 1204,
        parsed: 40,
        changed: 1,
        kinds: { required: 1, cleanup: 0, hardening: 0, pin: 0, modernize: 0, advice: 0 },
        failed: 1,
        findings: { error: 0, warning: 1, note: 1 },
        durationMs: 812,
      },
      files: [
        {
          path: 'deploy/a.yaml',
          status: 'changed',
          transforms: ['inference-pool'],
          kinds: ['required'],
          diff: unifiedDiff('deploy/a.yaml', 'a\n', 'b\n'),
          rewrites: [{ transform: 'inference-pool', line: 1, column: 1, summary: 'a becomes b' }],
        },
        {
          path: 'deploy/b.yaml',
          status: 'failed',
          transforms: ['inference-pool'],
          kinds: ['required'],
          diff: '',
          rewrites: [],
          error: 'EACCES: permission denied',
        },
      ],
      findings: [
        {
          transform: 'inference-pool',
          level: 'warning',
          path: 'x.tf',
          line: 3,
          column: 7,
          message: 'Look at this',
          help: 'Do that',
        },
        {
          transform: 'inference-pool',
          level: 'note',
          path: 'a.yaml',
          line: 1,
          column: 1,
          message: 'Good to know',
        },
      ],
      skipped: [{ path: 'gen.yaml', reason: 'ignored' }],
      faults: [{ path: 'deploy/b.yaml', message: 'EACCES: permission denied' }],
    });
  });

  it('prints one object on lines of its own', () => {
    expect(jsonReport(resultOf({ scanned: 0, parsed: 0, durationMs: 3.7 }), tool)).toBe(`{
  "version": 1,
  "tool": {
    "name": "istio-migrate",
    "version": "1.2.3"
  },
  "mode": "dry-run",
  "range": {
    "from": "1.27",
    "to": "1.28",
    "source": "set by --from, or by from in the configuration"
  },
  "summary": {
    "scanned": 0,
    "parsed": 0,
    "changed": 0,
    "kinds": {
      "required": 0,
      "cleanup": 0,
      "hardening": 0,
      "pin": 0,
      "modernize": 0,
      "advice": 0
    },
    "failed": 0,
    "findings": {
      "error": 0,
      "warning": 0,
      "note": 0
    },
    "durationMs": 4
  },
  "files": [],
  "findings": [],
  "skipped": [],
  "faults": []
}
`);
  });

  it('lets no value drive the terminal, and loses none', () => {
    const path = 'a\u001B\u007F\u009B\u202E\u2028"\\\t\r\n😀é.yaml';
    const report = jsonReport(resultOf({ findings: [finding('error', 'x', { path })] }), tool);
    expect(report).toContain(String.raw`"a\u001b\u007f\u009b\u202e\u2028\"\\\t\r\n😀é.yaml"`);
    expect(JSON.parse(report)).toMatchObject({ findings: [{ path }] });
  });

  it('adds nothing that a finding carries beside the contract', () => {
    const odd = { ...finding('error', 'x'), secret: 'value' };
    expect(jsonReport(resultOf({ findings: [odd] }), tool)).not.toContain('secret');
  });
});

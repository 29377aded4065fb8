import { markdownReport } from '../../src/report/markdown';
import type { RunResult } from '../../src/run/decide';
import { transforms } from '../../transforms';
import { changedFile, finding, resultOf } from './result';

const base = { workingDirectory: '/srv/repository/apps', root: '/srv/repository' };
const options = { rules: transforms, base, quiet: false };

function reportOf(parts: Partial<RunResult>): string {
  return markdownReport(resultOf(parts), options);
}

const rewrite = { transform: 'inference-pool', line: 7, column: 3, summary: 'InferencePool a/b: old → new' };

describe('markdownReport', () => {
  test('tells what changes, what needs a person, what failed, and what was skipped', () => {
    const report = reportOf({
      files: [changedFile('pool.yaml', { rewrites: [rewrite] })],
      findings: [
        finding('warning', 'look at targetPorts[0]', { path: 'x.tf', line: 3, help: 'Do that' }),
        finding('warning', 'look at targetPorts[0]', { path: 'y.tf', line: 4, help: 'Do that' }),
        finding('warning', 'look at targetPorts[0]', { path: 'y.tf', line: 9, help: 'Do that' }),
        finding('note', 'Good to know'),
        finding('error', 'This breaks', { transform: 'backend-tls-policy', path: '../b.yaml', line: 9 }),
      ],
      faults: [{ path: 'locked.yaml', message: 'permission denied' }],
      skipped: [{ path: 'gen.yaml', reason: 'an ignore rule matches it' }],
    });
    expect(report).toBe(`\
## istio-migrate

**1 file would change (1 required change), 1 failure, 1 error, 3 warnings and 1 note would remain**; 1,204 files scanned. Istio 1.27 → 1.28. Run \`istio-migrate --write\` to make the changes.

| Transform | Kind | Files | Changes | Errors | Warnings | Notes |
|---|---|--:|--:|--:|--:|--:|
| \`inference-pool\` | required | 1 | 1 | 0 | 3 | 1 |
| \`backend-tls-policy\` | required | 0 | 0 | 1 | 0 | 0 |

### What failed

- \`apps/locked.yaml\`: permission denied

### The order of the upgrade

#### Istio 1.27 → 1.28

##### Before: merge while the old istiod runs

- The newest Kubernetes that Istio 1.28 supports is 1.34: upgrade the clusters no further before Istio.

##### With: merge together with the upgrade

- Make the changes below: \`istio-migrate --write --from 1.27 --to 1.28 --only inference-pool\`
- InferencePool alpha → inference.networking.k8s.io/v1 (\`inference-pool\`, required)
- BackendTLSPolicy alpha → gateway.networking.k8s.io/v1 (\`backend-tls-policy\`, required)
- Upgrade Istio's CRDs, then istiod, CNI and ztunnel, then the gateways, to 1.28.

##### After: merge once istiod 1.28 runs everywhere

- Restart the workloads, so that they get the new sidecar.
- Check: \`istioctl proxy-status\` shows no old proxy, \`istioctl analyze -A\` no error.

### What needs you

- [ ] **error** \`backend-tls-policy\`: This breaks
  - \`b.yaml:9\`
- [ ] **warning** \`inference-pool\`: look at \`targetPorts[0]\`
  - help: Do that
  - \`apps/x.tf:3\`
  - \`apps/y.tf\`: lines 4, 9

### What changes by \`inference-pool\`

InferencePool alpha → inference.networking.k8s.io/v1

- \`apps/pool.yaml:7\` InferencePool a/b: old → new

<details>
<summary>Good to know: 1 note</summary>

- **note** \`inference-pool\`: Good to know
  - \`apps/a.yaml:1\`

</details>

### What was skipped

- \`apps/gen.yaml\`: an ignore rule matches it
`);
  });

  test('nothing to do is one line', () => {
    expect(reportOf({})).toBe(
      '## istio-migrate\n\n**Nothing to change**; 1,204 files scanned. Istio 1.27 → 1.28.\n',
    );
  });

  test('a long list of changes is folded up', () => {
    const rewrites = Array.from({ length: 11 }, (_, index) => ({ ...rewrite, line: index + 1 }));
    const report = reportOf({ mode: 'write', files: [changedFile('pool.yaml', { rewrites })] });
    expect(report).toContain('### What was changed by `inference-pool`');
    expect(report).toContain('<details>\n<summary>11 changes in 1 file</summary>\n\n- `apps/pool.yaml:1`');
    expect(report.trimEnd().endsWith('\n\n</details>')).toBe(true);
    expect(report).not.toContain('--write');
  });

  test('quietly only what breaks and what failed is told, or nothing at all', () => {
    const files = [changedFile('pool.yaml', { rewrites: [rewrite] })];
    const quiet = { ...options, quiet: true };
    const findings = [finding('warning', 'w'), finding('error', 'e')];
    expect(markdownReport(resultOf({ files, findings }), quiet)).toBe(`\
## istio-migrate

### What needs you

- [ ] **error** \`inference-pool\`: e
  - \`apps/a.yaml:1\`
`);
    expect(markdownReport(resultOf({ files, findings: [finding('warning', 'w')] }), quiet)).toBe('');
  });
});

describe('a report is never longer than a comment may be', () => {
  test('what does not fit is counted', () => {
    const rewrites = Array.from({ length: 3000 }, (_, index) => ({ ...rewrite, line: index + 1 }));
    const findings = Array.from({ length: 500 }, (_, index) => finding('error', `This breaks ${index}`));
    const report = reportOf({ findings, files: [changedFile('pool.yaml', { rewrites })] });
    expect(report.length).toBeLessThanOrEqual(65_536);
    expect(report.length).toBeGreaterThan(60_000);
    const shown = report.match(/^- `apps\/pool/gm)?.length ?? 0;
    expect(report).toContain(
      `Left out to keep this short: ${(3000 - shown).toLocaleString('en-US')} changes.`,
    );
    expect(report.match(/<details>/g)?.length).toBe(report.match(/<\/details>/g)?.length);
  });

  test('long texts are cut', () => {
    const long = '`'.repeat(100_000);
    const findings = Array.from({ length: 100 }, (_, line) =>
      finding('error', long, { path: `${long}${line}`, help: long, line }),
    );
    const report = reportOf({ findings, faults: [{ path: long, message: long }] });
    expect(report.length).toBeLessThanOrEqual(65_536);
    expect(report).toContain('### What failed');
  });
});

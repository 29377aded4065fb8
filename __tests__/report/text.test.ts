import { type TextOptions, textReport } from '../../src/report/text';
import { changedFile, failedFile, finding, resultOf } from './result';

const options: TextOptions = {
  colour: false,
  quiet: false,
  width: 0,
  transforms: new Map([
    ['inference-pool', { title: 'InferencePool alpha → v1', kind: 'required' }],
    ['backend-tls-policy', { title: 'BackendTLSPolicy alpha → v1', kind: 'required' }],
    ['seccomp-profile', { title: 'A seccomp profile for gateways', kind: 'hardening' }],
  ]),
};

const pools = changedFile('deploy/pools.yaml', {
  rewrites: [
    {
      transform: 'inference-pool',
      line: 2,
      column: 1,
      summary: 'apiVersion becomes inference.networking.k8s.io/v1',
    },
    {
      transform: 'inference-pool',
      line: 14,
      column: 1,
      summary: 'extensionRef becomes endpointPickerRef, with the port 9002 that was its default',
    },
  ],
});
const proxy = changedFile('deploy/gateway proxy.yaml', {
  rewrites: [
    { transform: 'seccomp-profile', line: 31, column: 1, summary: 'seccompProfile is set to RuntimeDefault' },
  ],
  transforms: ['seccomp-profile'],
  kinds: ['hardening'],
});
const oldGroup = finding('error', 'A backendRef still names the old group, which Istio 1.28 rejects', {
  path: 'deploy/route.yaml',
  line: 23,
  column: 9,
  help: 'Remove it once the new pool has its pods',
});
const script = finding('warning', 'A script names the old API group', {
  path: 'ci/install.sh',
  line: 8,
  column: 14,
});
const docs = finding('note', 'A document names a metric that is gone', {
  transform: 'metric-eviction',
  path: 'docs/metrics.md',
  line: 40,
  column: 3,
});

describe('textReport', () => {
  it('says in a dry run what would change, what needs a person, and how to go on', () => {
    const result = resultOf({
      files: [proxy, pools],
      findings: [script, oldGroup, { ...oldGroup, line: 41 }, docs],
    });
    expect(textReport(result, options)).toBe(`\
would change deploy/gateway proxy.yaml (hardening)
  31  seccompProfile is set to RuntimeDefault (seccomp-profile, hardening)

would change deploy/pools.yaml (required)
   2  apiVersion becomes inference.networking.k8s.io/v1 (inference-pool)
  14  extensionRef becomes endpointPickerRef, with the port 9002 that was its default (inference-pool)

inference-pool   1 file  InferencePool alpha → v1
seccomp-profile  1 file  A seccomp profile for gateways (hardening)

note[metric-eviction]: A document names a metric that is gone
  docs/metrics.md:40:3

warning[inference-pool]: A script names the old API group
  ci/install.sh:8:14

error[inference-pool]: A backendRef still names the old group, which Istio 1.28 rejects
  deploy/route.yaml:23:9
  deploy/route.yaml:41:9
  help: Remove it once the new pool has its pods

Details: istio-migrate explain inference-pool

2 files would change (2 required changes, 1 hardening), 2 errors, 1 warning and 1 note would remain; 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28. Run with --write to make the changes.
`);
  });

  it('says after --write what was changed and what failed, each failure once', () => {
    const cause = 'EACCES: permission denied';
    const result = resultOf({
      mode: 'write',
      files: [failedFile('deploy/locked.yaml', cause), pools],
      skipped: [{ path: 'deploy/generated.yaml', reason: 'an ignore rule matches it' }],
      faults: [
        { path: 'deploy/locked.yaml', message: cause },
        { path: 'missing', message: 'no such file or directory' },
      ],
    });
    expect(textReport(result, options)).toBe(`\
changed deploy/pools.yaml (required)
   2  apiVersion becomes inference.networking.k8s.io/v1 (inference-pool)
  14  extensionRef becomes endpointPickerRef, with the port 9002 that was its default (inference-pool)

skipped deploy/generated.yaml: an ignore rule matches it

failed deploy/locked.yaml: EACCES: permission denied
failed missing: no such file or directory

1 file changed (2 required changes), 2 failures; 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28.
`);
  });

  it('wraps at the width, at spaces, and never inside a path', () => {
    const result = resultOf({
      files: [pools, proxy],
      findings: [oldGroup, script],
      faults: [
        { path: 'a long path/with spaces in it.yaml', message: 'the disk is full, so it was left as it was' },
      ],
    });
    expect(textReport(result, { ...options, width: 40 })).toBe(`\
would change deploy/pools.yaml (required)
   2  apiVersion becomes
      inference.networking.k8s.io/v1
      (inference-pool)
  14  extensionRef becomes
      endpointPickerRef, with the port
      9002 that was its default
      (inference-pool)

would change deploy/gateway proxy.yaml (hardening)
  31  seccompProfile is set to
      RuntimeDefault (seccomp-profile,
      hardening)

inference-pool   1 file  InferencePool
                         alpha → v1
seccomp-profile  1 file  A seccomp
                         profile for
                         gateways
                         (hardening)

warning[inference-pool]: A script names
    the old API group
  ci/install.sh:8:14

error[inference-pool]: A backendRef
    still names the old group, which
    Istio 1.28 rejects
  deploy/route.yaml:23:9
  help: Remove it once the new pool has
        its pods

failed a long path/with spaces in it.yaml:
    the disk is full, so it was left as
    it was

Details: istio-migrate explain
inference-pool

2 files would change (2 required
changes, 1 hardening), 1 failure, 1
error and 1 warning would remain; 1,204
files scanned in 0.8 s. Istio 1.27 →
1.28. Run with --write to make the
changes.
`);
  });

  it('is in colour on request, with the same words', () => {
    const result = resultOf({
      files: [proxy],
      findings: [oldGroup],
      faults: [{ path: 'x', message: 'gone' }],
    });
    const coloured = textReport(result, { ...options, colour: true });
    expect(coloured).toBe(`\
would change \u001B[1mdeploy/gateway proxy.yaml\u001B[m \u001B[2m(hardening)\u001B[m
\u001B[2m  31  \u001B[mseccompProfile is set to RuntimeDefault \u001B[2m(seccomp-profile,\u001B[m \u001B[2mhardening)\u001B[m

\u001B[1;31merror[inference-pool]\u001B[m: A backendRef still names the old group, which Istio 1.28 rejects
  deploy/route.yaml:23:9
  \u001B[1mhelp:\u001B[m Remove it once the new pool has its pods

\u001B[1;31mfailed\u001B[m \u001B[1mx\u001B[m: gone

Details: istio-migrate explain inference-pool

1 file would change (1 hardening change), 1 failure, 1 error would remain; 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28. Run with --write to make the changes.
`);
  });

  it('keeps to errors and failures when it is to be quiet', () => {
    const result = resultOf({
      files: [pools, failedFile('b.yaml', 'it is not valid YAML')],
      findings: [script, oldGroup, docs],
      skipped: [{ path: 'x', reason: 'y' }],
    });
    expect(textReport(result, { ...options, quiet: true })).toBe(`\
error[inference-pool]: A backendRef still names the old group, which Istio 1.28 rejects
  deploy/route.yaml:23:9
  help: Remove it once the new pool has its pods

failed b.yaml: it is not valid YAML
`);
  });
});

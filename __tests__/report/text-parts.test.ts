import { markdownReport } from '../../src/report/markdown';
import { type TextOptions, textReport } from '../../src/report/text';
import { changedFile, failedFile, finding, resultOf } from './result';
import { upgrade, versionOf } from '../support/upgrade';

const options: TextOptions = { colour: false, quiet: false, width: 0, transforms: new Map() };

describe('a text report', () => {
  it('says in a check what must change', () => {
    expect(textReport(resultOf({ mode: 'check', files: [changedFile('a.yaml')] }), options)).toBe(`\
needs changes: a.yaml (required)
  1  a becomes b (inference-pool)

1 file needs changes (1 required change); 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28. Run with --write to make the changes.
`);
  });

  it.each([
    [28, 'Run with --write to make the changes.'],
    [29, 'Run with --write to make the changes, or release by release: see istio-migrate plan.'],
  ])('points to the plan where the upgrade goes over several releases: to 1.%i', (minor, hint) => {
    const to = { major: 1, minor, patch: undefined };
    const result = resultOf({ range: { ...upgrade.range, to }, files: [changedFile('a.yaml')] });
    expect(textReport(result, options).trimEnd().endsWith(`Istio 1.27 → 1.${minor}. ${hint}`)).toBe(true);
  });

  it.each([
    [28, 'with', false],
    [29, 'with', true],
    [29, 'any', false],
  ] as const)(
    'says after writing for 1.%i (phase %s) that releases are taken one by one: %s',
    (minor, phase, isSaid) => {
      const to = { major: 1, minor, patch: undefined };
      const result = resultOf({
        mode: 'write',
        range: { ...upgrade.range, to },
        files: [changedFile('a.yaml')],
      });
      const transforms = new Map([['inference-pool', { title: 'Pools', kind: 'required' as const, phase }]]);
      const said = textReport(result, { ...options, transforms });
      expect(
        said.includes('The files are now for Istio 1.29. Istio itself is upgraded one release at a time'),
      ).toBe(isSaid);
      expect(said.includes('see istio-migrate plan')).toBe(isSaid);
    },
  );

  const pinnedBy = { version: versionOf('1.27'), what: 'chart istiod', place: { path: 'a.yaml', line: 3 } };

  it.each([
    ['all was done', {}, false, true, true],
    ['only some transforms ran', {}, true, false, false],
    ['an error remains', { findings: [finding('error', 'a')] }, false, false, true],
    ['a file failed', { files: [changedFile('a.yaml'), failedFile('b.yaml', 'no')] }, false, false, true],
    ['a path could not be read', { faults: [{ path: 'c.yaml', message: 'no' }] }, false, false, true],
    ['a change was declined', { leftByChoice: 1 }, false, false, true],
    ['nothing was changed', { files: [] }, false, false, false],
  ] as const)(
    'says that files are for a release, and of their pins, after writing where %s',
    (_, part, isPart, isFor, isPinSaid) => {
      const range = { ...upgrade.range, to: versionOf('1.29'), pinnedBy };
      const result = resultOf({ mode: 'write', range, files: [changedFile('a.yaml')], ...part });
      const info = { title: 'Pools', kind: 'required', phase: 'with' } as const;
      const said = textReport(result, {
        ...options,
        isPart,
        transforms: new Map([['inference-pool', info]]),
      });
      expect(said.includes('The files are now for Istio 1.29.')).toBe(isFor);
      expect(said.includes('The versions that the files pin are not raised: istio-migrate plan')).toBe(
        isPinSaid,
      );
    },
  );

  it.each([
    [
      'dry-run',
      '1.27',
      'with',
      '. Run with --write to make the changes; istio-migrate plan shows when to merge them.',
    ],
    [
      'check',
      '1.27',
      'after',
      '. Run with --write to make the changes; istio-migrate plan shows when to merge them.',
    ],
    ['dry-run', '1.27', 'before', '. Run with --write to make the changes.'],
    ['write', '1.27', 'with', '. Merge together with the upgrade to 1.28: inference-pool.'],
    ['write', '1.27', 'after', '. Merge once Istio 1.28 runs everywhere: inference-pool.'],
    ['write', '1.27', 'any', 'Istio 1.27 → 1.28.'],
    // The release runs already, or is pinned by the same change.
    ['write', '1.28.1', 'with', '0.8 s. Istio 1.28.'],
    ['check', '1.28.1', 'with', '. Run with --write to make the changes.'],
    [
      'check',
      '1.28.1',
      'after',
      ' --write to make the changes; istio-migrate plan shows when to merge them. Until Istio 1.28 runs everywhere, leave out inference-pool: --skip inference-pool.',
    ],
  ] as const)('says when changes are merged: %s, from %s, %s', (mode, from, phase, ending) => {
    const range = { ...upgrade.range, from: versionOf(from) };
    const transforms = new Map([
      ['inference-pool', { title: 'Pools', kind: 'required' as const, phase, release: '1.28' }],
    ]);
    const said = (isFromKnown: boolean) =>
      textReport(resultOf({ mode, range: { ...range, isFromKnown }, files: [changedFile('a.yaml')] }), {
        ...options,
        transforms,
      }).trimEnd();
    expect(said(true).endsWith(ending)).toBe(true);
    expect(said(false)).not.toMatch(/merge|leave out/i);
  });

  it('says nothing when it is to be quiet and nothing is wrong', () => {
    expect(
      textReport(resultOf({ files: [changedFile('a.yaml')], findings: [finding('warning', 'x')] }), {
        ...options,
        quiet: true,
      }),
    ).toBe('');
  });

  it('lets no name or value drive the terminal', () => {
    const result = resultOf({
      files: [changedFile('a\u001B[2J\n.yaml')],
      findings: [finding('error', 'x \u202E y', { path: '\u009B', help: '\r' })],
      faults: [{ path: '\u0007', message: '\u007F' }],
    });
    const report = textReport(result, options);
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\u202E]/u);
    expect(report).toContain('would change a\\u001b[2J\\u000a.yaml (required)\n');
  });

  it('names a transform that it does not know by its id alone', () => {
    const file = changedFile('a.yaml', {
      rewrites: [{ transform: 'new-one', line: 7, column: 1, summary: 'a becomes b' }],
      transforms: ['new-one'],
    });
    const report = textReport(resultOf({ files: [file, { ...file, path: 'b.yaml' }] }), options);
    expect(report).toContain('  7  a becomes b (new-one)\n');
    expect(report).toContain('\nnew-one  2 files\n');
  });
});

describe('the changes of a text report', () => {
  const report = (mode: 'dry-run' | 'check' | 'write', length: number): string =>
    textReport(
      resultOf({ mode, files: Array.from({ length }, (_, index) => changedFile(`${index}.yaml`)) }),
      options,
    );

  it('are shown for 12 files', () => {
    expect(report('check', 12)).toContain(
      'needs changes: 11.yaml (required)\n  1  a becomes b (inference-pool)\n',
    );
  });

  it('are counted for 13 files, which are named', () => {
    expect(report('check', 13)).toMatch(
      /^needs changes: 0\.yaml \(required\)\n(needs changes: .*\n){12}\ninference-pool {2}13 files\n\nTo see each change, run with --diff\.\n\n13 files need changes \(13 required changes\)/,
    );
  });

  it.each([
    ['dry-run', 'The diff shows each change.'],
    ['check', 'To see each change, run with --diff.'],
    ['write', 'To see each change, run "git diff".'],
  ] as const)('are only counted for 41 files (%s)', (mode, hint) => {
    expect(report(mode, 41)).toMatch(/^inference-pool {2}41 files\n\n/);
    expect(report(mode, 41)).toContain(`\n\n${hint}\n\n41 files `);
  });
});

describe('the rewrites of one file in a text report', () => {
  const report = (length: number): string => {
    const rewrites = Array.from({ length }, (_, index) => ({
      ...{ transform: 'inference-pool', line: index + 1, column: 1, summary: 'a becomes b' },
    }));
    return textReport(resultOf({ files: [{ ...changedFile('a.yaml'), rewrites }] }), options);
  };

  it('are all shown where the last takes no more room than to say that it is left out', () => {
    expect(report(21)).toContain('\n  21  a becomes b (inference-pool)\n\n1 file ');
  });

  it('are the first 20 of more', () => {
    expect(report(1022)).toMatch(
      /\n {2}20 {2}a becomes b \(inference-pool\)\n {2}and 1,002 more\n\nThe diff shows each change\.\n\n1 file /,
    );
  });
});

describe('the findings of a text report', () => {
  const many = (level: 'error' | 'warning' | 'note', length: number): string =>
    textReport(
      resultOf({
        findings: Array.from({ length }, (_, index) => finding(level, 'same', { line: index + 1 })),
      }),
      options,
    );
  const shown = (report: string): number =>
    report.split('\n').filter((line) => line.startsWith('  a.yaml:')).length;

  it.each([
    ['all 60 places of an error', 'error', 60, 60, undefined],
    ['20 of 30 places of a warning', 'warning', 30, 20, '  and 10 more (--format concise lists all)\n'],
    ['5 of 45 places of a note', 'note', 45, 5, '  and 40 more (--format concise lists all)\n'],
    ['the last place where it takes no more room than to say that it is left out', 'note', 6, 6, undefined],
  ] as const)('show %s', (_name, level, length, expected, more) => {
    const report = many(level, length);
    expect(shown(report)).toBe(expected);
    if (more === undefined) expect(report).not.toContain(' more ');
    else expect(report).toContain(more);
  });

  it('show their first places where there is a crowd of them, and each note on one line', () => {
    const findings = [
      ...Array.from({ length: 50 }, (_, index) => finding('note', 'n', { line: index + 1, help: 'nh' })),
      ...Array.from({ length: 6 }, (_, index) => finding('warning', 'w', { line: index + 1, help: 'wh' })),
      ...Array.from({ length: 6 }, (_, index) => finding('error', 'e', { line: index + 1, help: 'eh' })),
      finding('note', 'one'),
    ];
    expect(textReport(resultOf({ findings }), options)).toBe(`\
note[inference-pool]: n (a.yaml:1:1 and 49 more)
note[inference-pool]: one (a.yaml:1:1)

warning[inference-pool]: w
  a.yaml:1:1 and 5 more
  help: wh

error[inference-pool]: e
  a.yaml:1:1
  a.yaml:2:1
  a.yaml:3:1 and 3 more
  help: eh

All places: --format concise. What to do about each note: --format markdown.

Nothing to rewrite, 6 errors, 6 warnings and 51 notes remain; 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28.
`);
  });

  it('keep the same message apart where its help or its transform differs', () => {
    const findings = [
      finding('note', 'same', { help: 'one' }),
      finding('note', 'same', { help: 'two' }),
      finding('note', 'same', { help: 'one', transform: 'ambient-service-entry' }),
      finding('note', 'same', { help: 'one', line: 9 }),
    ];
    expect(textReport(resultOf({ findings }), options)).toBe(`\
note[inference-pool]: same
  a.yaml:1:1
  a.yaml:9:1
  help: one
  a.yaml:1:1
  help: two

note[ambient-service-entry]: same
  a.yaml:1:1
  help: one

Nothing to rewrite, 4 notes remain; 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28.
`);
  });
});

describe('the summary of a text report', () => {
  it.each([
    ['nothing', resultOf({}), 'Nothing to change: 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28.'],
    [
      'one file',
      resultOf({ scanned: 1, durationMs: 12.4 }),
      'Nothing to change: 1 file scanned in 12 ms. Istio 1.27 → 1.28.',
    ],
    [
      'no file',
      resultOf({ scanned: 0, durationMs: 0 }),
      'Nothing to change: 0 files scanned in 0 ms. Istio 1.27 → 1.28.',
    ],
    [
      'what a person accepted and left',
      resultOf({ mode: 'write', files: [changedFile('a.yaml')], leftByChoice: 1 }),
      '1 file changed (1 required change), 1 change declined; 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28.',
    ],
    [
      'nothing but what a person left',
      resultOf({ mode: 'write', leftByChoice: 2 }),
      '2 changes declined; 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28.',
    ],
    [
      'that there was nothing to ask a person',
      resultOf({ mode: 'write', leftByChoice: 0 }),
      'Nothing to change: 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28.',
    ],
    [
      'a long time',
      resultOf({ scanned: 1_000_000, durationMs: 125_400 }),
      'Nothing to change: 1,000,000 files scanned in 2 min 5 s. Istio 1.27 → 1.28.',
    ],
    [
      'just under a minute',
      resultOf({ durationMs: 59_949 }),
      'Nothing to change: 1,204 files scanned in 59.9 s. Istio 1.27 → 1.28.',
    ],
    [
      'a minute',
      resultOf({ durationMs: 59_950 }),
      'Nothing to change: 1,204 files scanned in 1 min 0 s. Istio 1.27 → 1.28.',
    ],
    [
      'a failure alone, which is no reason to say that nothing has to change',
      resultOf({ faults: [{ path: 'x', message: 'y' }] }),
      '1 failure; 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28.',
    ],
    [
      'files that hold nothing of interest, where no pin was read either',
      resultOf({ parsed: 0, range: { ...resultOf({}).range, isFromKnown: false } }),
      'Nothing to change: 1,204 files scanned in 0.8 s. Istio 1.28.',
    ],
    [
      'findings alone',
      resultOf({ findings: [finding('error', 'a'), finding('error', 'b'), finding('warning', 'c')] }),
      'Nothing to rewrite, 2 errors and 1 warning remain; 1,204 files scanned in 0.8 s. Istio 1.27 → 1.28.',
    ],
  ])('is right for %s', (_name, result, expected) => {
    expect(textReport(result, options).trimEnd().split('\n').at(-1)).toBe(expected);
  });
});

it('lists the defaults that change for the same installs once, each with its pin', () => {
  const about = (transform: string, message: string, pin: string) =>
    ['a.yaml', 'b.yaml'].map((path) =>
      finding('note', message, { transform, path, line: 3, column: 5, pin, help: `to keep it, set ${pin}` }),
    );
  const findings = [
    ...about('defaults-1.28', 'with Istio 1.28, this changes', 'this: false'),
    ...about('defaults-1.27', 'with Istio 1.27, that changes', 'that: 0 (chart istiod)'),
    finding('note', 'with Istio 1.27, another changes', {
      transform: 'defaults-1.27',
      path: 'c.yaml',
      pin: 'x',
    }),
  ];
  const text = textReport(resultOf({ findings }), options);
  expect(text).toContain(`\
note[defaults-1.27, defaults-1.28]: 2 defaults change
  a.yaml:3:5
  b.yaml:3:5
  - with Istio 1.27, that changes
    pin: that: 0 (chart istiod)
  - with Istio 1.28, this changes
    pin: this: false
  help: to keep an old behaviour, set its pin

note[defaults-1.27]: with Istio 1.27, another changes
`);
  const markdown = markdownReport(resultOf({ findings }), {
    rules: [],
    base: { workingDirectory: '/', root: '/' },
    quiet: false,
  });
  expect(markdown).toContain('- **note** `defaults-1.27`, `defaults-1.28`: 2 defaults change\n');
  expect(markdown).toContain('  - with Istio 1.27, that changes; pin: that: 0 (chart istiod)\n');
});

it('says once what the defaults that change for the same places have in common', () => {
  const findings = [27, 28].map((minor) =>
    finding('note', `with Istio 1.${minor}, a; b; nothing shows the chart`, {
      transform: `defaults-1.${minor}`,
      pin: `p${minor}: false`,
      help: 'if it is istiod, set its pin',
    }),
  );
  expect(textReport(resultOf({ findings }), options)).toContain(`\
  - with Istio 1.27, a; b
    pin: p27: false
  - with Istio 1.28, a; b
    pin: p28: false
  help: if it is istiod, set its pin
`);
  expect(textReport(resultOf({ findings }), options)).toContain(
    '2 defaults change; nothing shows the chart\n',
  );
});

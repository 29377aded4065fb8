import { Facts, givenFile } from '../../src/facts';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { usualTarget } from '../../src/migrate/choose';
import { migrated } from '../../src/run/handle';
import { judgeOf } from '../../src/run/ignores';
import type { RunResult } from '../../src/run/result';
import { transforms } from '../../transforms';

/** What a dry run finds out about texts, each on its own. */
export async function dryRunOn(texts: Readonly<Record<string, string>>): Promise<RunResult> {
  const handling = Object.entries(texts).map(([path, text]) => {
    const facts = new Facts();
    facts.add(givenFile, path);
    return migrated(new ManifestFile(path, text), 'before', {
      facts,
      target: usualTarget,
      transforms,
      chosen: transforms,
      judge: judgeOf({ transforms }),
    });
  });
  const handled = await Promise.all(handling);
  return {
    mode: 'dry-run',
    scanned: handled.length,
    parsed: handled.length,
    files: handled.flatMap(({ file }) => file ?? []),
    findings: handled.flatMap(({ findings }) => findings),
    skipped: [],
    faults: handled.flatMap(({ fault }) => fault ?? []),
    durationMs: 1,
  };
}

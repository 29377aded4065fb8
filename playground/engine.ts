import { chooseTransforms } from '../src/migrate/choices';
import { type ReportData, reportData } from '../src/report/html/data';
import { runInMemory } from '../src/run/memory';
import { parseVersion } from '../src/version';
import { newestTarget, transforms } from '../transforms';

/** A tree by path, and the upgrade that it is to be migrated for. */
export interface Input {
  readonly files: Readonly<Record<string, string>>;
  /** Where the upgrade starts; empty where it is for the tree to say. */
  readonly from: string;
  readonly to: string;
  readonly pinDefaults: boolean;
}

/** What becomes of a tree. */
export interface Output {
  readonly data: ReportData;
  /** The files that change, as they are then. */
  readonly changed: Readonly<Record<string, string>>;
}

/** The core, over a tree in memory. It decides as the command does. */
export function migrateTree({ files, from, to, pinDefaults }: Input): Output {
  const target = parseVersion(to) ?? newestTarget;
  const result = runInMemory(new Map(Object.entries(files)), {
    transforms: chooseTransforms(transforms, { only: [], skip: [] }, target),
    knownIds: transforms.map(({ id }) => id),
    from: parseVersion(from),
    target,
    pinDefaults,
    positions: 'before',
  });
  const changed = result.files.filter(({ status }) => status === 'changed');
  return {
    data: reportData(result, { tool: { name: 'istio-migrate', version: TOOL_VERSION }, transforms }),
    changed: Object.fromEntries(changed.map(({ path, after }) => [path, after])),
  };
}

/** Set by the build. */
declare const TOOL_VERSION: string;

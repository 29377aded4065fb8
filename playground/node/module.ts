import * as yaml from 'yaml';

/** The core loads `yaml` when it needs it first; here it is in the page already. */
export function createRequire(): (name: string) => unknown {
  return () => yaml;
}

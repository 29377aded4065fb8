import { version } from '../../package.json';

/** The version of this tool, from its package. */
export function toolVersion(): string {
  return version;
}

export { decode, type Decoded } from './decode';
export { discover, type DiscoveryOptions } from './discover';
export type { Discovery } from './found';
export { type OriginalFile, readBytes, type ReadResult } from './read';
export { workTreeOf } from './worktree';
export { writeAtomically, type WriteOutcome } from './write';

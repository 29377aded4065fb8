export { decode, type Decoded } from './decode';
export { discover, type DiscoveryOptions, whyExcluded } from './discover';
export type { Discovery } from './found';
export { isManifest, mayBeText, textKindOf, type TextKind } from './names';
export { lookAt, type LookResult, type OriginalFile, readBytes, type ReadResult } from './read';
export { isWithin } from './path';
export type { Exclusion } from './rules';
export { workTreeOf } from './worktree';
export { writeAtomically, type WriteOutcome } from './write';

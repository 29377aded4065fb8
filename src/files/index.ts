export { decode, type Decoded } from './decode';
export { discover, type DiscoveryOptions } from './discover';
export type { Discovery } from './found';
export { removeLeftovers } from './leftovers';
export { isManifest, mayBeText, textKindOf, type TextKind } from './names';
export { lookAt, type LookResult, type OriginalFile, readBytes, type ReadResult } from './read';
export { isWithin } from './path';
export { workTreeOf } from './worktree';
export { writeAtomically, type WriteOutcome } from './write';

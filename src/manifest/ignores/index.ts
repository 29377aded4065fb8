export { fileDirectivesIn, ignoreWord } from './directive';
export { type Ignore, ignoreOf, ignoresIn, IgnoreUses, isFor, mayIgnore } from './ignore';
export { contextIgnores, ignoreOver, ignoreWithin } from './ignored';
export { LeftAlone } from './left-alone';

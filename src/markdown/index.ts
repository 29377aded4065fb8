export { type FencedBlock, findManifestBlocks } from './blocks';
export { isMarkdown } from './names';

import type { About } from '../../../src/about';
export const about: About = { why: [], changes: [], examples: [], declines: [], reports: [], links: [] };

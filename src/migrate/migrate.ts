import { type Facts, isInUpstreamChart, type Transform } from '../manifest';
import { isMarkdown } from '../markdown';
import { type FileMigration, migrateManifest, surveyManifest } from './file';
import { allIgnoresOf } from './ignores';
import type { ManifestFile } from './manifest-file';
import { migrateMarkdown } from './markdown';
import type { Surroundings } from './request';

/** Collects facts from a file. Markdown has none: what it shows are examples, and no part of what is rolled out. */
export function surveyFile(file: ManifestFile, transforms: readonly Transform[], facts: Facts): void {
  if (!isMarkdown(file.path)) surveyManifest(file, transforms, facts);
}

/** Migrates a file: a manifest, or by its name Markdown. What is a copy of an upstream chart stays. */
export function migrateFile(
  file: ManifestFile,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): FileMigration {
  const { path, text } = file;
  if (isInUpstreamChart(path, surroundings.facts)) {
    return {
      text,
      edits: [],
      done: [],
      notes: [],
      kept: [{ start: 0, end: text.length }],
      ignores: allIgnoresOf(file),
    };
  }
  return isMarkdown(path)
    ? migrateMarkdown(file, transforms, surroundings.target)
    : migrateManifest(file, transforms, surroundings);
}

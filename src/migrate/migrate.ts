import type { Facts } from '../facts';
import { isInUpstreamChart } from '../install/chart';
import type { Survey, Transform } from '../transform';
import { isMarkdown } from '../markdown/names';
import { surveyManifest } from './file';
import { allIgnoresOf } from './ignores';
import { planManifest } from './manifest';
import type { ManifestFile } from './manifest-file';
import { planMarkdown } from './markdown';
import { type FilePlan, planOfUnchanged } from './plan';
import type { Surroundings } from './request';

/** Collects facts from a file. Markdown has none: what it shows are examples, and no part of what is rolled out. */
export function surveyFile(file: ManifestFile, surveys: readonly Survey[], facts: Facts): void {
  if (!isMarkdown(file.path)) surveyManifest(file, surveys, facts);
}

/** Plans a file: a manifest, or by its name Markdown. What is a copy of an upstream chart stays. Not all of its rewrites need to be made. */
export function planFile(
  file: ManifestFile,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): FilePlan {
  const { path, text } = file;
  if (isInUpstreamChart(path, surroundings.facts)) {
    const kept = [{ start: 0, end: text.length }];
    const ignores = allIgnoresOf(file);
    return planOfUnchanged({ text, edits: [], proven: [], done: [], notes: [], kept, ignores });
  }
  return isMarkdown(path)
    ? planMarkdown(file, transforms, surroundings)
    : planManifest(file, transforms, surroundings);
}

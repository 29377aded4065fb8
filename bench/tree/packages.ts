import type { Random } from './random';

/** A kustomization with a base, labels, and as many images as fit. */
export function kustomization(size: number, random: Random): string {
  let text = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../../base
labels:
  - pairs:
      team: ${random.name()}
images:
`;
  do text += `  - name: ${random.name()}\n    newTag: 1.${random.below(30)}.${random.below(9)}\n`;
  while (text.length < size);
  return text;
}

/** The description of a chart, with as many keywords as fit. */
export function chart(size: number, random: Random): string {
  let text = `apiVersion: v2
name: ${random.name()}
description: ${random.sentence()}
version: 0.${random.below(30)}.${random.below(9)}
keywords:
`;
  do text += `  - ${random.name()}\n`;
  while (text.length < size);
  return text;
}

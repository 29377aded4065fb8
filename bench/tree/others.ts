import type { Random } from './random';

/** Documentation. */
export function markdown(size: number, random: Random): string {
  return filled(`# ${random.name()}\n\n`, size, () => `${random.sentence()} ${random.sentence()}\n\n`);
}

/** Source code in Go. */
export function goSource(size: number, random: Random): string {
  return filled('package main\n\n', size, (index) => {
    const name = `handle${index}`;
    return `// ${name}: ${random.sentence()}\nfunc ${name}(size int) int {\n\treturn size * ${random.below(90)}\n}\n\n`;
  });
}

/** A shell script. */
export function script(size: number, random: Random): string {
  const start = '#!/bin/sh\nset -eu\n';
  return filled(start, size, () => `# ${random.sentence()}\nkubectl apply -f ${random.name()}.yaml\n`);
}

function filled(start: string, size: number, part: (index: number) => string): string {
  let text = start;
  for (let index = 0; text.length < size; index++) text += part(index);
  return text;
}

import { Facts } from '../../src/facts';
import { terraformReleases } from '../../src/install/terraform/terraform-values';

const release = (body: string, locals = '') =>
  `locals {\n${locals}}\nresource "helm_release" "mesh" {\n  chart = "istiod"\n${body}}\n`;
const many = 20_000;
const doubled = (each: (name: string) => string) =>
  Array.from({ length: 60 }, (_, index) => `  a${index} = ${each(`local.a${index + 1}`)}\n`).join('');

/** Modules that lead nowhere, to themselves, or to more and more. */
const modules: [name: string, text: string][] = [
  ['a local value that is itself', release('  values = [yamlencode(local.a)]\n', '  a = local.a\n')],
  [
    'a map that is put together of itself',
    release('  values = [yamlencode(local.a)]\n', '  a = merge(local.a, local.a)\n'),
  ],
  [
    'a list that holds itself',
    release('  values = local.a\n', '  a = concat(local.a, [for x in local.a : x])\n'),
  ],
  [
    'lists that hold each other twice',
    release(
      '  values = [yamlencode(local.a0)]\n',
      doubled((name) => `[${name}, ${name}]`),
    ),
  ],
  [
    'maps that are put together twice',
    release(
      '  values = [yamlencode(local.a0)]\n',
      doubled((name) => `merge(${name}, ${name})`),
    ),
  ],
  [
    'lists that are put together twice',
    release(
      '  values = local.a0\n',
      doubled((name) => `concat(${name}, ${name})`),
    ),
  ],
  [
    'texts that hold each other',
    release('  values = ["${local.a}${local.a}"]\n', '  a = "${local.a}${local.a}"\n'),
  ],
  ['a deep list', release(`  values = [yamlencode(${'['.repeat(many)}${']'.repeat(many)})]\n`)],
  ['a deep map without an end', release(`  values = [yamlencode(${'{ a = '.repeat(many)}\n`)],
  ['texts filled into texts', release(`  values = [${'"${'.repeat(many)}]\n`)],
  ['heredocs without an end', release('  values = [<<EOT\n'.repeat(many))],
  [
    'many names of one',
    release(`  set = [${'{ name = local.a, value = local.a }, '.repeat(many)}]\n`, '  a = "b"\n'),
  ],
  ['resources in resources', 'resource "helm_release" "a" {\n  chart = "istiod"\n'.repeat(300)],
];

test.each(modules)('%s comes to an end soon', (_, text) => {
  const started = performance.now();
  const made = terraformReleases('main.tf', text, new Facts());
  expect(made?.text.length).toBeLessThan(10_000_000);
  expect(performance.now() - started).toBeLessThan(5000);
});

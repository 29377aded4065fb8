import type { Input } from './engine';

/** What a fragment starts with that holds an input, and in which form. */
const mark = '#v1=';

/** The input as a fragment of a link: browsers do not send it to any server. */
export async function toFragment(input: Input): Promise<string> {
  const bytes = await through(
    new TextEncoder().encode(JSON.stringify(input)),
    new CompressionStream('deflate-raw'),
  );
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return mark + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The input that a fragment holds; undefined where there is none, or it is not whole. */
export async function fromFragment(fragment: string): Promise<Input | undefined> {
  if (!fragment.startsWith(mark)) return undefined;
  try {
    const binary = atob(fragment.slice(mark.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')));
    return asInput(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Whoever made the link, only what an input has is read. */
function asInput(value: unknown): Input | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { files, from, to, pinDefaults } = value as Record<string, unknown>;
  if (typeof files !== 'object' || files === null) return undefined;
  const texts = Object.entries(files).filter((file): file is [string, string] => typeof file[1] === 'string');
  return {
    files: Object.fromEntries(texts),
    from: typeof from === 'string' ? from : '',
    to: typeof to === 'string' ? to : '',
    pinDefaults: pinDefaults === true,
  };
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const changed = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(changed).arrayBuffer());
}

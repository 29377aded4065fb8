/** The id of a file's section: `#file-` and its path link there. */
export function fileId(path: string): string {
  return `file-${path}`;
}

/** The id of a line of a file that the page shows. */
export function lineId(path: string, line: number): string {
  return `file-${path}:${line}`;
}

/** A link to an id. */
export function linkTo(id: string): string {
  return `#${encodeURIComponent(id).replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
}

/** Opens and shows the file that the address names, at the very line if that is shown. */
export function showTarget(reveal: (path: string) => void): void {
  const id = decoded(location.hash.slice(1));
  if (!id.startsWith('file-')) return;
  const own = document.getElementById(id) ? id : id.replace(/:\d+$/, '');
  const section = document.getElementById(own)?.closest('section');
  const path = (section?.id ?? own).slice('file-'.length);
  reveal(path);
  scrollTo(id, own, 10);
}

/** Scrolls until what is above is drawn as well, and nothing moves any more. */
function scrollTo(id: string, own: string, tries: number): void {
  requestAnimationFrame(() => {
    const line = document.getElementById(id);
    (line ?? document.getElementById(own))?.scrollIntoView({ block: 'start', behavior: 'instant' });
    // A line that was drawn after the address changed is not yet what the browser highlights.
    if (line && !line.matches(':target')) location.replace(location.hash);
    if (tries > 0) scrollTo(id, own, tries - 1);
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

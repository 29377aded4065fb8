import type { Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { fileNameOf, fileOf, isSchemaByName, isYamlByName } from '../../kubernetes/path';
import type { Survey } from '../../transform';
import { mayBeLeftAlone } from '../../suppress/ignore';
import { asMapping } from '../../yaml';
import { isOfAnotherProduct } from '../evidence';
import { wordsGivenTo } from '../given';
import { mapsOfIstio } from '../namings';
import { contentOf, contentOfText, nothing } from './content';
import { heldTexts, wordsOfHolders } from './held-texts';
import { fileContent, isRead, manifestWithWords } from './file-contents';

/** Whether a text is of objects, by the looks of it. */
function isManifest(text: string): boolean {
  return /^kind:/m.test(text) && /^apiVersion:/m.test(text);
}

/**
 * Surveys of what the values files and ConfigMaps of the tree say about certain keys. What others name as values is one of
 * them whatever its words are.
 */
export function surveysOfLayers(words: readonly string[]): Survey[] {
  return [surveyOfLayers(words), namedValuesSurvey];
}

/** Reads files that something names as values, and ConfigMaps and Secrets that a release of Istio takes them from. */
const namedValuesSurvey: Survey = {
  triggers: wordsOfHolders,
  buildsOnFacts: true,
  files: (path, facts) => wordsGivenTo(path, facts).length > 0,
  glance(path, text, facts) {
    const isGiven =
      wordsGivenTo(path, facts).length > 0 || facts.derived(mapsOfIstio).some((name) => text.includes(name));
    return isGiven && !isRead(path, facts) ? 'parse' : 'enough';
  },
  collect(document, facts) {
    const { path, root, host, objects } = document;
    const values = asMapping(root);
    if (host || objects.some(({ mapping }) => mapping === root)) collectHeld(document, facts);
    else if (values || !root)
      facts.add(fileContent, { path, content: contentOf(values), ...(!root && { isBlank: true }) });
  },
};

function collectHeld(document: ManifestDocument, facts: Facts): void {
  const path = fileOf(document.path);
  for (const { configMap, scalar } of heldTexts(document)) {
    const content = contentOfText(document, scalar);
    const isBlank = content?.settings.length === 0 && content.open.length === 0;
    const isFixed = mayBeLeftAlone(document, scalar);
    facts.add(fileContent, {
      ...{ path, configMap, content },
      ...(isBlank && { isBlank }),
      ...(isFixed && { isFixed }),
    });
  }
}

function surveyOfLayers(words: readonly string[]): Survey {
  // The revision tells control planes apart that run side by side.
  const said = [...words, ...wordsOfHolders, 'revision'];
  return {
    triggers: [...words, ...signs, 'values.yaml'],
    files: (path) => isNamedAsValues(path),
    mayConcern: (text) =>
      !isManifest(text) || [...words, ...wordsOfHolders].some((word) => text.includes(word)),
    glance(path, text, facts) {
      if (isSchemaByName(path)) return 'enough';
      if (isManifest(text)) {
        facts.add(manifestWithWords, path);
        return wordsOfHolders.some((word) => text.includes(word)) ? 'parse' : 'enough';
      }
      // What has none of the words, and neither null nor a template that may bring them, says nothing of them.
      const isRead = said.some((word) => text.includes(word)) || mayReset.test(text);
      // What cannot be parsed stays unseen.
      facts.add(fileContent, {
        path,
        ...(!isRead && { content: nothing }),
        isGlance: true,
      });
      return isRead ? 'parse' : 'enough';
    },
    collect(document, facts) {
      // The text of a ConfigMap is read below; a patch is a layer as one in a file is.
      if (document.host && !document.host.patch) return;
      const path = fileOf(document.path);
      const root = asMapping(document.root);
      if (root && !document.host && document.objects.every(({ mapping }) => mapping !== root)) {
        // What somebody wants to keep is not rewritten, so that others must not count on it.
        const isFixed = document.ignores.length > 0;
        facts.add(fileContent, {
          path,
          content: contentOf(root),
          isOfAnother: isOfAnotherProduct(root),
          ...(isFixed && { isFixed }),
        });
      }
      collectHeld(document, facts);
    },
  };
}

/** Words of few values, which may be all that a file of values has of Istio: others have them, too. */
export const signsOfFew = ['compatibilityVersion', 'istio_cni', 'profile:', 'revision:', 'env:'];

/** Words by which a file may be one of values of Istio, whatever it is called. */
const signs = ['pilot', 'meshConfig', 'sidecarInjectorWebhook', 'global:', ...signsOfFew].concat(
  ...['resources:', 'replicaCount', 'autoscale'],
);

/** A template, null, or a key with nothing behind it and nothing below. */
const mayReset =
  /\{\{|#[@{]|\bnull\b|~|:[ \t]*[,}]|^([ \t]*)[^\s#][^\n]*:[ \t]*\r?\n(?!\1[ \t]|\1- |[ \t]*[\r\n#])/im;

/** Files that are values by their name, whatever words they hold. */
function isNamedAsValues(path: string): boolean {
  return /(?:^|[-._])values(?:[-._]|$)/.test(fileNameOf(path)) && isYamlByName(path);
}

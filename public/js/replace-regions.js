// Puts the marked regions of a freshly fetched page in place of ours; without it the whole page is loaded.
import { Idiomorph } from '/vendor/idiomorph/idiomorph.esm.js'

/** Morphs each [data-region] into the one of the same id; focus, caret and scroll stay where they are. */
export function swapRegions(page) {
  for (const region of document.querySelectorAll('[data-region]')) {
    const fresh = page.getElementById(region.id)
    if (fresh) Idiomorph.morph(region, fresh, { morphStyle: 'outerHTML' })
  }
}

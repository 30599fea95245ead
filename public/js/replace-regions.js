// Replaces the marked regions with those of a newly fetched page. Without it the whole page is loaded.
import { Idiomorph } from '../vendor/idiomorph.js'

/** Morphs each [data-region] into the one with the same id; focus, caret and scroll position are kept. */
export function swapRegions(page) {
  for (const region of document.querySelectorAll('[data-region]')) {
    const fresh = page.getElementById(region.id)
    if (fresh) Idiomorph.morph(region, fresh, { morphStyle: 'outerHTML' })
  }
}

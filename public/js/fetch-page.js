// Parses fetched pages under the one trusted types policy that the CSP allows. Without it whole pages are loaded.
const policy = globalThis.trustedTypes?.createPolicy('salesbook', { createHTML: (html) => html })

/**
 * Fetches a page of this site as a document; its scripts do not run. Throws for another origin, an error status or a
 * redirect.
 */
export async function ownPage(address, signal) {
  const url = new URL(address, location.href)
  if (url.origin !== location.origin) throw new TypeError(`not ours: ${url.origin}`)
  const response = await fetch(url, { headers: { accept: 'text/html' }, signal })
  if (!response.ok || response.redirected) throw new Error(`answered ${response.status} from ${response.url}`)
  const html = await response.text()
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html')
}

// Reads pages of our own as documents, under the one policy that the content security policy names; without it each page is loaded whole.
const policy = globalThis.trustedTypes?.createPolicy('salesbook', { createHTML: (html) => html })

/** A page of this site as a document; scripts in it don't run. Throws where it is another's, refused or led elsewhere. */
export async function ownPage(address, signal) {
  const url = new URL(address, location.href)
  if (url.origin !== location.origin) throw new TypeError(`not ours: ${url.origin}`)
  const response = await fetch(url, { headers: { accept: 'text/html' }, signal })
  if (!response.ok || response.redirected) throw new Error(`answered ${response.status} from ${response.url}`)
  const html = await response.text()
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html')
}

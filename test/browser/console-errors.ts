import type { BrowserContext } from 'playwright-core'
import type { Visit } from './harness.ts'

// Runs in the page, where the violation of a rule of the content security policy is an event.
const tellViolations = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP: ' + event.violatedDirective + ' refuses ' + (event.blockedURI || 'inline code')))`

/** Listens to a context from its first page on; the function it gives tells what there was to complain of so far. */
export async function complaintsOf(context: BrowserContext, visit: Visit): Promise<() => string[]> {
  const heard: { text: string; about?: string }[] = []
  const visited = new Set<string>()
  const home = new URL(visit.baseUrl).host

  context.on('console', (message) => {
    if (message.type() === 'error') heard.push({ text: message.text(), about: message.location().url })
  })
  context.on('weberror', (error) => heard.push({ text: `uncaught: ${error.error().message}` }))
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (request.isNavigationRequest()) visited.add(request.url())
    if (protocol !== 'data:' && protocol !== 'blob:' && host !== home)
      heard.push({ text: `asked another host: ${request.url()}` })
  })
  if (visit.scripts ?? true) await context.addInitScript({ content: tellViolations })

  // Chromium logs pages answered 4xx too. Whether a page should answer so is for the test to say.
  const ownAnswer = ({ text, about }: (typeof heard)[number]) =>
    text.startsWith('Failed to load resource') && about !== undefined && visited.has(about)
  return () =>
    heard
      .filter((one) => !ownAnswer(one) && !visit.provokes?.test(one.text))
      .map(({ text, about }) => (about ? `${text} (${about})` : text))
}

import type { BrowserContext } from 'playwright-core'
import type { Visit } from './harness.ts'

// Runs in the page: a violation of the content security policy is an event there, which this logs as an error.
const tellViolations = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP: ' + event.violatedDirective + ' refuses ' + (event.blockedURI || 'inline code')))`

/** Collects errors of a browser context from its first page on. The returned function gives those found so far. */
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

  // Chromium also logs responses with a status 4xx. The test itself checks statuses.
  const ownAnswer = ({ text, about }: (typeof heard)[number]) =>
    text.startsWith('Failed to load resource') && about !== undefined && visited.has(about)
  return () =>
    heard
      .filter((one) => !ownAnswer(one) && !visit.provokes?.test(one.text))
      .map(({ text, about }) => (about ? `${text} (${about})` : text))
}

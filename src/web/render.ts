import type { Locale } from '../i18n/locale.ts'
import { compiledTemplate } from './templates/compile.ts'
import { helpersFor } from './view-helpers.ts'
import type { Frame, Helpers, Html, Views } from './view-props.ts'

/** What rendering needs besides the view: the frame and the session's CSRF token. */
export interface PageContext {
  frame: Frame
  csrf: string | undefined
  /** Uses the layout without navigation, as before sign-in. */
  plain: boolean
}

/** Renders a view inside its layout, or inside `layout-without-menu` if the context is plain. */
export function renderPage<N extends keyof Views>(
  name: N,
  props: Views[N],
  { frame, csrf, plain }: PageContext,
): string {
  let title = ''
  const classes: string[] = []
  const renderView = viewRenderer(frame, csrf, {
    title: (text) => {
      title = text
    },
    mainClass: (className) => classes.push(className),
  })
  const body = renderView(name, props)
  return renderView(plain ? 'layout-without-menu' : 'layout', {
    title,
    body,
    frame: { ...frame, bodyClass: classes.join(' ') },
  })
}

/** Renders a view without a layout or a request, as in a worker thread. */
export const renderPart = <N extends keyof Views>(name: N, props: Views[N], locale: Locale): Html => {
  const noop = () => undefined
  const renderView = viewRenderer({ locale, person: null, company: null }, undefined, { title: noop, mainClass: noop })
  return renderView(name, props)
}

/** Returns the function that renders a view and, inside it, its partials; each gets the helpers and its own `page`. */
function viewRenderer(
  frame: Pick<Frame, 'locale' | 'person' | 'company'>,
  csrf: string | undefined,
  page: Pick<Helpers, 'title' | 'mainClass'>,
): Helpers['partial'] {
  const partial: Helpers['partial'] = (name, props) => compiledTemplate(name)({ ...helpers, page: props }) as Html
  const helpers = helpersFor(frame, csrf, { ...page, partial })
  return partial
}

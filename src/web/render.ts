import type { Locale } from '../i18n/locale.ts'
import { helpersFor } from './helpers.ts'
import { template } from './templates/compile.ts'
import type { Frame, Helpers, Html, Views } from './views.ts'

/** What a page is made with: the frame, and the token of the session. */
export interface PageContext {
  frame: Frame
  csrf: string | undefined
  /** Before or outside the program: no navigation. */
  plain: boolean
}

/** Renders a view inside its layout; `layout-plain` for those outside the program. */
export function render<N extends keyof Views>(name: N, props: Views[N], { frame, csrf, plain }: PageContext): string {
  let title = ''
  const classes: string[] = []
  const show = drawing(frame, csrf, {
    title: (text) => {
      title = text
    },
    mainClass: (one) => classes.push(one),
  })
  const body = show(name, props)
  return show(plain ? 'layout-plain' : 'layout', { title, body, frame: { ...frame, bodyClass: classes.join(' ') } })
}

/** Renders a part of a page by itself, where there is no request: in a worker, for a page that is made elsewhere. */
export const renderPart = <N extends keyof Views>(name: N, props: Views[N], locale: Locale): Html => {
  const nothing = () => undefined
  const show = drawing({ locale, person: null, company: null }, undefined, { title: nothing, mainClass: nothing })
  return show(name, props)
}

/** Makes what renders a view and, from within it, its partials: each sees the helpers and its own `page`. */
function drawing(
  frame: Pick<Frame, 'locale' | 'person' | 'company'>,
  csrf: string | undefined,
  page: Pick<Helpers, 'title' | 'mainClass'>,
): Helpers['partial'] {
  const partial: Helpers['partial'] = (name, props) => template(name)({ ...helpers, page: props }) as Html
  const helpers = helpersFor(frame, csrf, { ...page, partial })
  return partial
}
